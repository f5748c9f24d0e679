"""The word lists of the text engine (`data/text/words.yaml`), read once."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Each list by its name."""
    text = (files("concord") / "data/text/words.yaml").read_text(encoding="utf-8")
    return {name: tuple(str(words).split()) for name, words in yaml.safe_load(text).items()}


def one_of(name: str) -> str:
    """A list as the inside of a regular expression's group; longer words first, so that they win."""
    return "|".join(sorted(word_lists()[name], key=lambda word: -len(word)))
