"""A line of the desk as it is shown: what is to be done, where it leads, and which keys do what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from concord.core.agenda.models import Task
from concord.core.agenda.queues import name_of_work, title_of
from concord.core.agenda.selectors.desk import Waiting
from concord.core.people.models import Person
from concord.web.desk.pages import page_of_matter, page_of_task

# Which key of the keyboard does which deed on a step; the letter is the first of what the deed is called in English.
KEYS = {"accept": "a", "complete": "d", "time": "t", "colleague": "h"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: title, page, whether it is given to the reader by name, and the deeds at hand by their keys."""

    one: Waiting
    title: str
    page: str
    is_mine: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)


def row_of(one: Waiting, reader: Person) -> Row:
    """A line of the desk for one reader."""
    if one.task is None:
        return Row(one, name_of_work(one.kind), page_of_matter(one.matter))
    is_mine = one.task.person_id == reader.pk
    return Row(one, title_of(one.task), page_of_task(one.task), is_mine, _keys(one.task, is_mine=is_mine))


def _keys(task: Task, *, is_mine: bool) -> dict[str, str]:
    step = getattr(task, "step", None)
    if step is None:
        return {}
    fitting = {"accept": not is_mine, "complete": not task.paused_on, "time": task.due_on is not None}
    at_hand = (name for name in KEYS if fitting.get(name, True))
    return {KEYS[name]: reverse("agenda:deed", args=[step.pk, name]) for name in at_hand}
