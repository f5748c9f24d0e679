"""How a class of a source becomes one of ours: by the crosswalk that people published for it, else by its mapping file.

Another room keeps the crosswalks and sets `crossings.of` at start; without it the mapping files alone say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from concord.core.exchange.mapped import Record
from concord.core.exchange.mapping import Mapped, Reading, Verb
from concord.core.exchange.models import Feed

CLASS_FIELDS = ("kind", "item")


class Crossing(Protocol):
    """What the classes of one page of records become."""

    @property
    def mapped(self) -> Mapped:
        """The mapping by which rows are read; its table knows the classes of the crosswalk too."""
        ...

    def settled(self, record: Record, kept: Mapping[str, str]) -> Record:
        """The record with its class as the crosswalk says; refuses (`Rejected`) one that is nothing we handle."""
        ...

    def made(self, matters: Mapping[str, int]) -> None:
        """Keep by which edition each record was mapped: the matters by the records' outside ids."""
        ...


@dataclass(frozen=True, slots=True)
class ByFile:
    """The mapping file says it all."""

    mapped: Mapped

    def settled(self, record: Record, kept: Mapping[str, str]) -> Record:
        """The record as it was read."""
        return record

    def made(self, matters: Mapping[str, int]) -> None:
        """Nothing is kept."""


def _by_file(feed: Feed, rows: list[dict[str, str]]) -> Crossing:
    return ByFile(feed.mapped)


@dataclass(slots=True)
class Crossings:
    """Who knows the crosswalks."""

    of: Callable[[Feed, list[dict[str, str]]], Crossing] = _by_file


crossings = Crossings()


def class_reading(mapped: Mapped) -> Reading | None:
    """The reading that turns a class of the source into ours; None where it sends none."""
    return next((one for one in mapped.fields if one.field in CLASS_FIELDS and one.verb == Verb.TABLE), None)
