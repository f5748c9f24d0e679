"""What happens on the agenda, each told in one sentence: what people decide, and what the calendar does by itself."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact, Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDueSoon(Fact):
    story: ClassVar[str] = _("A task is due by %(due_on)s.")
    task_id: int
    kind: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLate(Fact):
    story: ClassVar[str] = _("A task was due by %(due_on)s and is late; the supervisor is told.")
    task_id: int
    kind: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskHandedOver(Fact):
    story: ClassVar[str] = _("A task of %(was)s went back to the organisation: %(reason)s")
    task_id: int
    was: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPublished(Fact):
    story: ClassVar[str] = _("Version %(version)s of the scenario “%(title)s” was published.")
    code: str
    version: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRetired(Fact):
    story: ClassVar[str] = _("Version %(version)s of the scenario “%(title)s” was retired; what runs on it goes on.")
    code: str
    version: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStarted(Fact):
    story: ClassVar[str] = _("The scenario “%(title)s” was started.")
    run_id: int
    title: str
    version: int
    given: dict[str, Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioEnded(Fact):
    story: ClassVar[str] = _("The scenario “%(title)s” came to its end.")
    run_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCancelled(Fact):
    story: ClassVar[str] = _("The scenario “%(title)s” was cancelled: %(reason)s")
    run_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioMoved(Fact):
    story: ClassVar[str] = _("The scenario “%(title)s” was moved from version %(was)s to version %(now)s.")
    run_id: int
    title: str
    was: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStuck(Fact):
    story: ClassVar[str] = _("The scenario “%(title)s” does not go on: %(reasons)s")
    run_id: int
    title: str
    reasons: str
