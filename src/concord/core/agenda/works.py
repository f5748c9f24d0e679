"""Kinds of tasks: what people call them, and who may do them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from concord.core.agenda.models import Task


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of task: what people call it, and the capability with which it is done.

    `bound` to the person who has it: only a deed of its own room gives it to somebody else (a mediator is chosen).
    """

    title: str
    capability: str
    bound: bool = False


# The apps add their kinds; a task of a kind unknown here is of those who may read its matter.
works: dict[str, Work] = {
    Task.Kind.STEP: Work(_("Step of a scenario"), "do_step"),
    Task.Kind.OPINION: Work(_("Give an opinion"), "do_step"),
    Task.Kind.ORDER: Work(_("Answer a supervision order"), "do_step"),
}


def called(task: Task) -> str:
    """What a task is called in the reader's language: by its own title, else by its kind; empty where neither says."""
    work = works.get(task.kind)
    return task.title or (gettext(work.title) if work else "")


def works_beyond(capabilities: Collection[str]) -> frozenset[str]:
    """The kinds of tasks that nobody does with these capabilities."""
    return frozenset(kind for kind, work in works.items() if work.capability not in capabilities)
