"""What every rule of law answers with: a result, and all that is needed to check it by hand."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


class CannotReckonError(ValueError):
    """The law gives no answer to this input; the message is one Chinese sentence that says why."""


class NotInForceError(CannotReckonError):
    """No version of a table was in force on the day asked about."""


class CalendarNotLoadedError(CannotReckonError):
    """The State Council's holiday notice of a year is not among the data."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a law or table: its name, which version, and when it is in force."""

    name: str
    version: str
    since: date
    source: str = ""
    until: date | None = None

    @property
    def edition(self) -> "Edition":
        """Only what names this version, without the rules that a table adds to it."""
        return Edition(self.name, self.version, self.since, self.source, self.until)

    def covers(self, day: date) -> bool:
        """Whether this version is in force on `day`; the last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Reckoning(Generic[T_co]):
    """A result with the edition in force, the articles applied, the working in plain sentences, and doubts.

    `warnings` name what would change the result once known, such as a holiday notice not yet published.
    """

    result: T_co
    table: Edition
    articles: tuple[str, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def giving(self, result: U, *steps: str, articles: tuple[str, ...] = ()) -> "Reckoning[U]":
        """The same reckoning carried on to another result, with the steps and articles that led there."""
        return Reckoning(
            result,
            self.table,
            tuple(dict.fromkeys(self.articles + articles)),
            self.steps + steps,
            self.warnings,
        )

    def doubting(self, *warnings: str) -> "Reckoning[T_co]":
        """The same reckoning with further warnings, each told once."""
        return replace(self, warnings=tuple(dict.fromkeys(self.warnings + warnings)))
