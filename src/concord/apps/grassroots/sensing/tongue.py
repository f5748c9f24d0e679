"""How the grid calls an item of the taxonomy: one of its 21 kinds of problems (`data/grassroots/of_items.yaml`)."""

from functools import cache
from importlib.resources import files

import yaml

from concord.apps.grassroots.catalogue import catalogue
from concord.engines.text.taxonomy import taxonomy


@cache
def _problems() -> dict[str, str]:
    told = yaml.safe_load((files("concord") / "data/grassroots/of_items.yaml").read_text(encoding="utf-8"))
    found = {str(item): str(problem) for item, problem in told.items()}
    if not (found.keys() <= taxonomy().items.keys() and set(found.values()) <= catalogue().problems.keys()):
        raise ValueError("of_items.yaml names an item or a problem that is not known.")
    return found


def problem_of(item: str) -> str:
    """The kind of problem that an item is for the grid; '' for what the grid does not handle."""
    return _problems().get(item, "")
