"""My desk shows all that waits, once, in the order in which it is due, in pages of any size and narrowed at will."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord.core.agenda.models import Task
from concord.core.agenda.selectors.desk import Waiting, desk_counts, desk_page
from concord.core.agenda.selectors.marks import Mark
from concord.core.agenda.selectors.waiting import Lights, Narrowed
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from tests.ground.cast import Cast

# Days until each is yellow and due; every second is given to carol. Two are due on the day of a queued matter.
LIMITS = [(-9, -2), (-9, -2), (-1, 3), (-1, 3), (4, 9), None, None]


def queued(cast: Cast, number: int, due: int | None, stage: str = "reported") -> Matter:
    return Matter.objects.create(
        number=f"Q-{number}", kind="dispute", title="待受理", place_id=cast.township, stage=stage, law_as_of=TODAY,
        yellow_on=None if due is None else TODAY + timedelta(due - 1),
        due_on=None if due is None else TODAY + timedelta(due),
    )  # fmt: skip


@pytest.fixture
def desk(cast: Cast, matter: Matter) -> list[str]:
    """What waits for carol, in order: tasks of the centre before queued matters on the same day."""
    declare_system()
    tasks = Task.objects.bulk_create(
        Task(
            matter=matter, kind="step" if at % 3 else "follow_up", organisation=cast.body("centre"),
            person=cast["carol"] if at % 2 else None, opened_on=TODAY,
            yellow_on=days and TODAY + timedelta(days[0]), due_on=days and TODAY + timedelta(days[1]),
        )
        for at, days in enumerate(LIMITS)
    )  # fmt: skip
    early, late, never = (queued(cast, at, due) for at, due in enumerate((-2, 9, None)))
    keys = [f"T{one.pk}" for one in tasks]
    return [*keys[:2], f"M{early.pk}", *keys[2:5], f"M{late.pk}", *keys[5:], f"M{never.pk}"]


def names(waiting: tuple[Waiting, ...]) -> list[str]:
    return [f"T{one.task.pk}" if one.task else f"M{one.matter.pk}" for one in waiting]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 10, 30])
def test_pages_of_any_size_show_everything_once_and_in_order(cast: Cast, desk: list[str], size: int) -> None:
    seen: list[str] = []
    page = desk_page(cast["carol"], TODAY, size=size)
    seen += names(page.waiting)
    while page.next:
        page = desk_page(cast["carol"], TODAY, after=Mark.read(str(page.next)), size=size)
        seen += names(page.waiting)
    assert seen == desk


@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        (Narrowed(light="red"), [0, 1, 2]),
        (Narrowed(light="yellow"), [3, 4]),
        (Narrowed(light="green"), [5, 6]),
        (Narrowed(work="triage"), [2, 6, 9]),
        (Narrowed(work="follow_up"), [0, 4, 8]),
        (Narrowed(whose="mine"), [1, 4, 7]),
        (Narrowed(whose="mine", light="red"), [1]),
        (Narrowed(whose="bodies", work="follow_up"), [0, 8]),
        (Narrowed(whose="mine", work="triage"), []),
        (Narrowed(work="nothing-known"), []),
    ],
)
def test_a_filter_reaches_over_all_pages(cast: Cast, desk: list[str], narrowed: Narrowed, shown: list[int]) -> None:
    first = desk_page(cast["carol"], TODAY, narrowed=narrowed, size=1)
    rest = desk_page(cast["carol"], TODAY, narrowed=narrowed, after=first.next) if first.next else None
    assert names(first.waiting + (rest.waiting if rest else ())) == [desk[at] for at in shown]


def test_what_stands_still_shows_no_light(cast: Cast, desk: list[str]) -> None:
    declare_system()
    Task.objects.filter(pk=int(desk[0][1:])).update(paused_on=TODAY)
    lights = {f"T{one.task.pk}": one.light for one in desk_page(cast["carol"], TODAY).waiting if one.task}
    assert (lights[desk[0]], lights[desk[1]]) == ("none", "red")
    assert desk[0] not in names(desk_page(cast["carol"], TODAY, narrowed=Narrowed(light="red")).waiting)


def test_the_counts_are_those_of_the_pages(cast: Cast, desk: list[str]) -> None:
    counts = desk_counts(cast["carol"], TODAY)
    assert (counts.all, counts.mine, counts.bodies) == (Lights(10, 2, 3), Lights(3, 1, 1), Lights(7, 1, 2))
    assert counts.works == {"step": Lights(4, 1, 1), "follow_up": Lights(3, 1, 1), "triage": Lights(3, 0, 1)}


@pytest.mark.parametrize(("who", "tasks", "queue"), [
    ("alice", 4, 3), ("dora", 0, 0), ("nina", 0, 0), ("otto", 0, 0), ("zed", 0, 0), ("sue", 0, 0), ("mei", 0, 0),
])  # fmt: skip
def test_others_see_what_is_theirs(cast: Cast, desk: list[str], who: str, tasks: int, queue: int) -> None:
    waiting = desk_page(cast[who], TODAY).waiting
    assert (sum(one.task is not None for one in waiting), sum(one.task is None for one in waiting)) == (tasks, queue)


def test_a_matter_leaves_its_queue_when_it_moves_on(cast: Cast, desk: list[str]) -> None:
    declare_system()
    Matter.objects.filter(number="Q-0").update(stage="accepted")
    assert desk[2] not in names(desk_page(cast["carol"], TODAY).waiting)
    waiting = desk_page(cast["alice"], TODAY, narrowed=Narrowed(work="choose_mediator")).waiting
    assert names(waiting) == [desk[2]]


def test_any_number_of_tasks_costs_the_same_statements(cast: Cast, desk: list[str]) -> None:
    def cost() -> int:
        carol = cast["carol"]
        with CaptureQueriesContext(connection) as asked:
            desk_page(carol, TODAY)
            desk_counts(carol, TODAY)
        return len(asked)

    few = cost()
    declare_system()
    Task.objects.bulk_create(
        Task(matter=Matter.objects.get(number="M-1"), kind="step", organisation=cast.body("centre"), opened_on=TODAY)
        for _ in range(40)
    )
    assert cost() == few


@pytest.mark.parametrize("text", ["", "x", "2026-13-40.0.1", "2026-11-25", "-.0.99999999999999999999", "-.0.１"])
def test_a_mark_that_was_never_given_begins_at_the_beginning(text: str) -> None:
    assert Mark.read(text) is None


def test_a_mark_says_where_it_is() -> None:
    for mark in (Mark(TODAY, 7), Mark(None, 9, 2)):
        assert Mark.read(str(mark)) == mark


def test_what_is_untaken_waits_for_those_who_may_do_it(cast: Cast, desk: list[str]) -> None:
    declare_system()
    Task.objects.filter(pk=int(desk[0][1:])).update(kind="decide_evaluation_objection")
    Task.objects.filter(pk=int(desk[1][1:])).update(kind="decide_evaluation_objection")  # given to carol by name
    Task.objects.filter(pk=int(desk[3][1:])).update(kind="a-kind-that-nobody-named")
    seen = {who: names(desk_page(cast[who], TODAY).waiting) for who in ("carol", "alice", "sue")}
    assert [desk[0] in seen[who] for who in ("carol", "alice", "sue")] == [False, True, False]
    assert [desk[1] in seen[who] for who in ("carol", "alice", "sue")] == [True, False, False]
    assert [desk[3] in seen[who] for who in ("carol", "alice", "sue")] == [True, True, True]
