"""The texts that no model is trained on, by which models are measured."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from concord.engines.text.measure import Labelled, labelled_in


@cache
def held_out() -> list[Labelled]:
    """All of `data/text/heldout`."""
    folder = Path(str(files("concord"))) / "data/text/heldout"
    return [one for file in sorted(folder.glob("*.jsonl")) for one in labelled_in(file)]
