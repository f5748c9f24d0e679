"""What people ask of the agenda all day, measured as the application's role with row-level security on."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Count

from concord.core.agenda.models import Task
from concord.core.agenda.selectors.bodies import roll_up, tasks_of_body
from concord.core.agenda.selectors.desk import desk_counts, desk_page
from concord.core.agenda.selectors.marks import Mark
from concord.core.agenda.selectors.waiting import Narrowed
from concord.core.matters.access import declare_system
from concord.core.people.models import Membership, Person
from tests.bench.agenda.plans import Ask, asked, plans_of
from tests.bench.report import Figure

Say = Callable[[str], None]
DEEP = 10


def _busiest() -> tuple[int, int]:
    """The department in which most is open, and how much that is."""
    with transaction.atomic():
        declare_system()
        open_tasks = Task.objects.filter(done_at=None, organisation__kind="department")
        row = open_tasks.values("organisation").annotate(n=Count("pk")).order_by("-n").first()
    assert row is not None
    return row["organisation"], row["n"]


def _member(body: int) -> int:
    return Membership.objects.filter(organisation=body).order_by("pk").values_list("person", flat=True)[0]


def questions(today: date) -> dict[str, Ask]:
    """Each question by its name. A person is read anew each time, with roles, as at a request."""
    body, waiting = _busiest()
    handler = _member(body)
    county = Person.objects.values_list("memberships__organisation__place", flat=True).get(pk=handler)[:6]
    centre = (
        Membership.objects.filter(organisation__kind="centre", organisation__place=county).order_by("pk")[0].person_id
    )

    def who(pk: int) -> Person:
        return Person.objects.get(pk=pk)

    with transaction.atomic():
        page = tasks_of_body(who(handler), body, today, size=100)
        for _number in range(DEEP):
            page = tasks_of_body(who(handler), body, today, size=100, after=page.next) if page.next else page
        deep = Mark(page.tasks[-1].task.due_on, page.tasks[-1].task.pk)
    return {
        f"my desk, 30 of {waiting:,} in a department": lambda: desk_page(who(handler), today),
        "my desk: its counts": lambda: desk_counts(who(handler), today),
        "my desk, behind the first 1,000": lambda: desk_page(who(handler), today, after=deep),
        "my desk, late ones": lambda: desk_page(who(handler), today, narrowed=Narrowed(light="red")),
        "my desk, one kind of work": lambda: desk_page(who(handler), today, narrowed=Narrowed(work="opinion")),
        "my desk, county centre": lambda: desk_page(who(centre), today),
        "department list, first 30": lambda: tasks_of_body(who(handler), body, today),
        "department list, late ones": lambda: tasks_of_body(who(handler), body, today, light="red"),
        "department list, due soon": lambda: tasks_of_body(who(handler), body, today, light="yellow"),
        f"department list, after {DEEP * 100:,}": lambda: tasks_of_body(who(handler), body, today, after=deep),
        "department list, asked by the county": lambda: tasks_of_body(who(centre), body, today),
        "county roll-up": lambda: roll_up(who(centre), county, today),
    }


def measured(today: date, rounds: int, say: Say) -> list[Figure]:
    """Each question's times; its plans are said aloud."""
    figures = []
    for name, ask in questions(today).items():
        times = asked(ask, max(20, rounds // 10) if "roll-up" in name else rounds)
        figures.append(Figure(f"{name}: median · 99th", round(times.median, 1), f"· {times.p99:,.1f} ms"))
        say(f"{name}: {times.median:.1f} · {times.p99:.1f} ms")
        for plan in plans_of(ask):
            say(f"    {plan}")
    return figures
