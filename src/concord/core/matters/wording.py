"""What categories, sources and steps of matters are called, told by the app whose matters they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Names = Callable[[], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The names of a kind of matter, by their codes, in the reader's language."""

    categories: Names
    sources: Names
    stages: Names


# By kind of matter; the apps add theirs.
wordings: dict[str, Wording] = {}


def names_of(side: str, kinds: Iterable[str]) -> dict[str, str]:
    """What the values of a side (category, source or stage) of these kinds are called, by code."""
    asked = {"category": "categories", "source": "sources", "stage": "stages"}[side]
    found: dict[str, str] = {}
    for kind in kinds:
        if kind in wordings:
            found |= getattr(wordings[kind], asked)()
    return found
