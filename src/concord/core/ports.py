"""Protocols for the outside world; `config.wiring` says which connector answers each."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Handed:
    """A carrier took a message: its own id for it, and whether it already says that it arrived."""

    carrier_id: str
    delivered: bool = False


class Carrier(Protocol):
    """Something that takes messages to people: an SMS gateway, a mail server, a webhook."""

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one message; `key` is the same on every try, so that the carrier can tell repeats.

        Raises `refusals.OutsideFailure`, whose `again` says whether a later try may help.
        """
        ...
