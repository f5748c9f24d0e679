"""What the calendar does to tasks by itself, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


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
