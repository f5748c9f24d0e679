"""What can happen to a sighting, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingReported(Fact):
    story: ClassVar[str] = _("Seen in %(place_name)s: %(kind_name)s.")
    kind: str
    kind_name: str
    place_name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingSourceChanged(Fact):
    """The outside system from which it came says something else now; `words` are its new ones."""

    story: ClassVar[str] = _("%(source_name)s changed what it had sent: %(words)s")
    source: str
    source_name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingPhotoAdded(Fact):
    story: ClassVar[str] = _("A photo was added.")
    paper_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingHandled(Fact):
    story: ClassVar[str] = _("Handled on site: %(what)s")
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingClosed(Fact):
    story: ClassVar[str] = _("Closed: %(outcome)s")
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingHandedOn(Fact):
    """It is beyond the grid: `to` says whether the township handles it or it is a dispute to be mediated.

    `words` are those of the sighting: who takes it over learns of it from this act alone.
    """

    story: ClassVar[str] = _("Handed on to %(to_name)s: %(reason)s")
    to: str
    to_name: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPointMade(Fact):
    story: ClassVar[str] = _("%(name)s is looked at every %(every_days)s days, in %(place_name)s.")
    point_id: int
    name: str
    place_name: str
    every_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPointEnded(Fact):
    story: ClassVar[str] = _("%(name)s is no longer on the patrol list.")
    point_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPointVisited(Fact):
    story: ClassVar[str] = _("Looked at %(name)s on patrol.")
    point_id: int
    name: str
