"""What can happen in data exchange, each told in one sentence; people and what was said of them never stand here."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConnected(Fact):
    story: ClassVar[str] = _("%(source_name)s was connected for %(place_name)s.")
    feed_id: int
    source_name: str
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDisconnected(Fact):
    story: ClassVar[str] = _("%(source_name)s was disconnected for %(place_name)s.")
    feed_id: int
    source_name: str
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStarted(Fact):
    story: ClassVar[str] = _("Began to take in from %(source_name)s.")
    job_id: int
    source_name: str
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStopped(Fact):
    story: ClassVar[str] = _("Stopped taking in from %(source_name)s.")
    job_id: int
    source_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResumed(Fact):
    story: ClassVar[str] = _("Went on taking in from %(source_name)s.")
    job_id: int
    source_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsTakenIn(Fact):
    """A page was taken in: how many became new matters, how many were changed, how many were refused."""

    story: ClassVar[str] = _("From %(source_name)s: %(made)s new, %(changed)s changed, %(rejected)s refused.")
    job_id: int
    source_name: str
    made: int
    changed: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFailing(Fact):
    """Nothing came from a source several times in a row."""

    story: ClassVar[str] = _("%(source_name)s of %(place_name)s failed %(times)s times in a row: %(why)s")
    feed_id: int
    place: str
    source_name: str
    place_name: str
    times: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRowMended(Fact):
    story: ClassVar[str] = _("A refused row of %(source_name)s was mended and taken in.")
    row_id: int
    source_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRowsTaken(Fact):
    story: ClassVar[str] = _("Took %(rows)s refused rows of %(source_name)s out as a table.")
    feed_id: int
    source_name: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersExported(Fact):
    story: ClassVar[str] = _("Took %(rows)s matters out as a table (%(form)s).")
    rows: int
    form: str
    filter: str
