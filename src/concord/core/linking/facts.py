"""What can happen between records of the same dispute, each told in one sentence.

Told in the story of either matter; the other's number does not stand in it, because who reads one may not read the
other.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDisputeFound(Fact):
    """The machine linked two records; nothing else of either was changed."""

    story: ClassVar[str] = _("The machine linked it with another record of the same dispute (see Links).")
    pair_id: int
    other_id: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineLinkGone(Fact):
    """After a change the machine no longer says that two records are the same."""

    story: ClassVar[str] = _("After a change the machine no longer says that another record is of the same dispute.")
    pair_id: int
    other_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsJoined(Fact):
    story: ClassVar[str] = _("Joined with another record: the same dispute (see Links).")
    pair_id: int
    other_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsHeldApart(Fact):
    story: ClassVar[str] = _("Another record was found not to be of the same dispute.")
    pair_id: int
    other_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionUndone(Fact):
    story: ClassVar[str] = _("What was decided about another record was undone; it is to be decided again.")
    pair_id: int
    other_id: int
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRunStarted(Fact):
    story: ClassVar[str] = _("Began to compare all records.")
    run_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRunStopped(Fact):
    story: ClassVar[str] = _("Stopped comparing all records.")
    run_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRunResumed(Fact):
    story: ClassVar[str] = _("Went on comparing all records.")
    run_id: int
