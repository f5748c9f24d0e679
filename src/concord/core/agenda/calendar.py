"""What is due, as a calendar reads it (RFC 5545): neutral lines, for anyone who looks over a shoulder may read them.

A line says the kind of work or the step of a published scenario, the number of the matter and its place; never a
name, a title or a word that people wrote. The link opens nothing but these lines: what they lead to asks who it is.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, Todo

from concord.core.agenda.models import Task
from concord.core.agenda.queues import name_of_work
from concord.core.agenda.selectors.waiting import TaskShown, tasks_waiting_for
from concord.core.agenda.services.calendar import hash_of
from concord.core.people.access import memberships_today
from concord.core.people.models import Person

MOST = 300
ASKED_AGAIN = timedelta(hours=6)


def person_with_link(key: str) -> Person | None:
    """Whose calendar link this is; None for an unknown or ended one, and for a person without a role today."""
    person = Person.objects.filter(calendar_link__key_hash=hash_of(key), is_active=True).first()
    return person if person and memberships_today(person) else None


def calendar_of(person: Person, *, as_todo: bool = False) -> bytes:
    """The soonest 300 tasks of a person's desk that have a limit, each a whole day on which it is due.

    As events, which every phone's calendar shows, or (`as_todo`) as to-dos, for programs that keep a list of them.
    The same tasks give the same bytes.
    """
    with override(person.language):
        waiting = tasks_waiting_for(person, localdate(), most=MOST)
        return bytes(_calendar(waiting, as_todo=as_todo).to_ical())


def _calendar(waiting: Iterable[TaskShown], *, as_todo: bool) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Concord//My desk//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        made.add(name, _("Concord: my desk"))
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for one in waiting:
        if one.task.due_on:
            made.add_component(_todo(one.task, one.task.due_on) if as_todo else _event(one.task, one.task.due_on))
    return made


def _event(task: Task, due: date) -> Event:
    made = Event()
    _describe(made, task, "due")
    made.add("dtstart", due)
    made.add("dtend", due + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    return made


def _todo(task: Task, due: date) -> Todo:
    made = Todo()
    _describe(made, task, "task")
    made.add("due", due)
    made.add("status", "NEEDS-ACTION")
    return made


def _describe(made: Event | Todo, task: Task, kind: str) -> None:
    step = getattr(task, "step", None)
    called = task.title if step else name_of_work(task.kind)
    made.add("uid", f"{kind}-{task.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    made.add("dtstamp", datetime.combine(task.opened_on, time(), UTC))
    made.add("summary", " · ".join(filter(None, (called, task.matter.number, task.matter.place.name))))
    made.add("url", settings.PUBLIC_URL.rstrip("/") + reverse("workspace"))
