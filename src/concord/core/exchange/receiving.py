"""Who takes records in: a room registers its receiver here at start, because core knows no rooms."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from concord.core.exchange.mapped import Record
from concord.core.exchange.mapping import Mapped
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record on its way into a room: from which source, under which key of ours, and what it says."""

    source: str
    source_name: str
    key: str
    record: Record
    invented: bool = False


class Receiver(Protocol):
    """A room that takes records in; both deeds refuse (`Refusal`, with the field) what they cannot take."""

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

    def change(self, matter_id: int, incoming: Incoming, *, by: Person) -> None:
        """Tell in the matter's story that the source changed the record."""
        ...


receivers: dict[str, Receiver] = {}


def receiver_of(mapped: Mapped) -> Receiver:
    """The room that takes in what a source sends."""
    return receivers[mapped.receiver]


def misfits(mapped: Mapped) -> list[str]:
    """What in a mapping its room does not know, or needs and does not get; empty when it fits."""
    room = receiver_of(mapped)
    named = {reading.field for reading in mapped.fields}
    return sorted(named - room.fields) + sorted(room.needs - set(mapped.required))
