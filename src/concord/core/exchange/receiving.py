"""Who takes records in: a room registers its receiver here at start, because core knows no rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from concord.core.exchange.mapped import Record
from concord.core.exchange.mapping import Mapped
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record on its way into a room: from which source, under which key of ours, and what it says."""

    source: str
    source_name: str
    key: str
    record: Record
    invented: bool = False


class Receiver(Protocol):
    """A room that takes records in; its deeds refuse (`Refusal`, with the field) what they cannot take."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a mapping may fill."""
        ...

    @property
    def needs(self) -> frozenset[str]:
        """Those that it must require."""
        ...

    @property
    def personal(self) -> frozenset[str]:
        """Those that say whom a record concerns."""
        ...

    def name_of(self, field: str, value: str) -> str:
        """What a value of ours is called, in the reader's language."""
        ...

    def take(self, incoming: Incoming, *, by: Person, today: date) -> int:
        """Open a matter for a record and return its key; the same key of ours again is the same matter."""
        ...

    def take_all(self, incoming: Sequence[Incoming], *, by: Person, today: date) -> list[int | Refusal]:
        """The same for many at once, each under a key of its own: for each its matter, or why it is refused."""
        ...

    def refusals(self, incoming: Sequence[Incoming], *, by: Person) -> list[Refusal | None]:
        """For each why it would be refused, and None for what would be taken; nothing is written."""
        ...

    def change(self, matter_id: int, incoming: Incoming, *, by: Person) -> None:
        """Tell in the matter's story that the source changed the record."""
        ...


receivers: dict[str, Receiver] = {}


def receiver_of(mapped: Mapped) -> Receiver:
    """The room that takes in what a source sends."""
    return receivers[mapped.receiver]


def personal_columns(mapped: Mapped) -> set[str]:
    """The outside fields that say whom a record concerns."""
    personal = receiver_of(mapped).personal
    return {column for one in mapped.fields if one.field in personal for column in one.columns}


def misfits(mapped: Mapped) -> list[str]:
    """What in a mapping its room does not know, or needs and does not get; empty when it fits."""
    room = receiver_of(mapped)
    named = {reading.field for reading in mapped.fields}
    return sorted(named - room.fields) + sorted(room.needs - set(mapped.required))
