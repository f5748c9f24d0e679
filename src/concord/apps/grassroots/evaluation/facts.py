"""What can happen in evaluation, each told in one sentence; people stand here by number only."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPublished(Fact):
    story: ClassVar[str] = _("Figures by %(formula)s (version %(version)s) from %(first)s to %(last)s: %(sheets)s.")
    formula: str
    version: int
    first: str
    last: str
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresCorrected(Fact):
    story: ClassVar[str] = _("The figures of %(unit_name)s from %(first)s were corrected: %(why)s")
    sheet_id: int
    corrects_id: int
    unit_name: str
    first: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureObjected(Fact):
    story: ClassVar[str] = _("%(unit_name)s objected to how it was counted: %(reason)s")
    objection_id: int
    unit_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureObjectionDecided(Fact):
    story: ClassVar[str] = _("The objection of %(unit_name)s was decided: %(answer)s")
    objection_id: int
    unit_name: str
    upheld: bool
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentAsked(Fact):
    story: ClassVar[str] = _("Someone whom it concerns was asked how they found it (%(channel_name)s).")
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentAnswered(Fact):
    """Belongs to no matter, and does not say what was answered: nobody reads from the record who said what."""

    story: ClassVar[str] = _("Someone answered how they found it (%(channel_name)s).")
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentDeclined(Fact):
    story: ClassVar[str] = _("Someone did not want to say how they found it (%(channel_name)s).")
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRightAsked(Fact):
    story: ClassVar[str] = _("Someone whom it concerns wants %(unit_name)s to put it right: %(missing)s.")
    task_id: int
    unit_id: int
    unit_name: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRightDone(Fact):
    visibility: ClassVar[str] = Act.Visibility.PARTIES
    story: ClassVar[str] = _("%(unit_name)s put right what was missing: %(what)s")
    unit_name: str
    what: str
