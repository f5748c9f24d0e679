"""Protocols for the outside world; `config.wiring` says which connector answers each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Handed:
    """A carrier took a message: its own id for it, and whether it already says that it arrived."""

    carrier_id: str
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a carrier says of a message later: it arrived, or it never will, and why."""

    key: str
    delivered: bool
    reason: str = ""


class Carrier(Protocol):
    """Something that takes messages to people: an SMS gateway, a mail server, a webhook."""

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one message; `key` is the same on every try, so that the carrier can tell repeats.

        Raises `refusals.OutsideFailure`, whose `again` says whether a later try may help.
        """
        ...


@runtime_checkable
class Answerable(Protocol):
    """A carrier that can be asked what became of messages."""

    def ask(self, keys: Sequence[str]) -> list[Receipt]:
        """What became of the messages with these keys, as far as it is known. Raises `refusals.OutsideFailure`."""
        ...


@dataclass(frozen=True, slots=True)
class CompanyLicence:
    """A licence or qualification, with its last day where it has one."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisteredCompany:
    """A company as the register knows it; `listed` names the lists of dishonest or punished bodies it stands on.

    `people` are those whom it names in public: the legal representative, directors, holders of shares.
    """

    code: str
    name: str
    status: str
    former_names: tuple[str, ...] = ()
    licences: tuple[CompanyLicence, ...] = ()
    listed: tuple[str, ...] = ()
    small: bool | None = None
    people: tuple[str, ...] = ()


class CompanyRegister(Protocol):
    """A register of companies."""

    def company(self, code: str) -> RegisteredCompany | None:
        """What it knows of the holder of a credit code; None where nobody holds it. Raises `OutsideFailure`."""
        ...
