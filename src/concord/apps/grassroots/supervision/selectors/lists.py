"""Lists of supervision, from page to page by key: the cases, and the work that is due soon or late."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict

from concord.apps.grassroots.supervision.access import matters_seen_by, tasks_watched_by
from concord.apps.grassroots.supervision.models import Case, LateWork, Stage
from concord.core.agenda.duty import called
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.waiting import is_due_soon, is_late, light_of
from concord.core.matters.search import matching
from concord.core.people.models import Person

PAGE = 30


@dataclass(frozen=True, slots=True)
class Filter:
    """How the list of cases is narrowed: words, stage, only open ones; `before` is the key of the page."""

    q: str = ""
    stage: str = ""
    open: bool = False
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        told = {"q": self.q, "stage": self.stage, "open": "1" if self.open else ""}
        return urlencode({name: value for name, value in told.items() if value})


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def filter_from(address: QueryDict) -> Filter:
    """The filter that stands in an address; what is not one of its values is left out."""
    stage = address.get("stage", "")
    return Filter(
        q=address.get("q", "").replace("\0", "").strip()[:80],
        stage=stage if stage in Stage.values else "",
        open=bool(address.get("open")),
        before=_key(address.get("before", "")),
    )


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the cases, and the key of the next."""

    rows: list[Case]
    next_before: int | None


def listed(person: Person, by: Filter, size: int = PAGE) -> ListPage:
    """One page of the cases that `person` may read. Refuses (ValueError) words that cannot be searched."""
    matters = matters_seen_by(person)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.open:
        matters = matters.filter(is_open=True)
    if by.q:
        matters = matching(matters, by.q)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    found = Case.objects.filter(matter__in=matters.order_by("-pk")[: size + 1]).order_by("-matter_id")
    rows = list(found.select_related("matter__place", "matter__lead", "responsible"))
    return ListPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class Watched:
    """Work that is due soon or late: its task, the light it shows, and the case in which it is followed, if any."""

    task: Task
    light: str
    case: int | None

    @property
    def called(self) -> str:
        """What the task is called, in the reader's language."""
        return called(self.task)


@dataclass(frozen=True, slots=True)
class WatchPage:
    """One page of what is watched, the soonest due first; `next_after` is the task behind which the next one begins."""

    rows: list[Watched]
    next_after: int | None
    yellow: int
    red: int


def watched(person: Person, today: date, after: int | None = None, size: int = PAGE) -> WatchPage:
    """One page of the followed kinds of work that are yellow or red in the places of a supervisor."""
    lit = tasks_watched_by(person).filter(is_late(today) | is_due_soon(today))
    counted = lit.aggregate(yellow=Count("pk", filter=is_due_soon(today)), red=Count("pk", filter=is_late(today)))
    last = lit.filter(pk=after).first() if after is not None else None
    if last is not None:
        lit = lit.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
    tasks = list(lit.select_related("matter__place", "organisation").order_by("due_on", "pk")[: size + 1])
    followed = dict(LateWork.objects.filter(task__in=tasks).values_list("task", "case"))
    rows = [Watched(task, light_of(task, today), followed.get(task.pk)) for task in tasks[:size]]
    return WatchPage(rows, rows[-1].task.pk if len(tasks) > size else None, **counted)
