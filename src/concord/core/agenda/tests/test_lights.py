"""Lights turn with the calendar, once each, by one statement over an index; the right people hold a task (K5)."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from concord.core.acts.models import Act
from concord.core.agenda.duty import holders_of, nearest_with
from concord.core.agenda.lights import MOST, TURN, turn_lights
from concord.core.agenda.models import Task
from concord.core.agenda.services import finish_tasks
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Role
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
DAY = timedelta(days=1)


@pytest.fixture
def matter(cast: Cast) -> Matter:
    declare_system()
    return Matter.objects.create(
        number="T-1", kind="dispute", title="拖欠工资", place_id=cast.township, stage="s", law_as_of=TODAY
    )


def task(matter: Matter, yellow: int | None, due: int | None) -> Task:
    """An open task whose light turns so many days from today."""
    return Task.objects.create(
        matter=matter,
        kind="handle",
        opened_on=TODAY,
        yellow_on=None if yellow is None else TODAY + yellow * DAY,
        due_on=None if due is None else TODAY + due * DAY,
    )


def told() -> list[tuple[str, int]]:
    """What the record says of lights, oldest first."""
    acts = Act.objects.filter(kind__in=["TaskDueSoon", "TaskLate"]).order_by("pk")
    return [(act.kind, act.payload["task_id"]) for act in acts]


def test_a_light_turns_yellow_on_its_day_and_red_after_the_due_day_once_each(matter: Matter) -> None:
    one = task(matter, yellow=1, due=3)
    days = [turn_lights(TODAY + n * DAY) for n in range(6) for _again in range(2)]
    assert days == [0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert told() == [("TaskDueSoon", one.pk), ("TaskLate", one.pk)]


def test_after_days_away_only_what_is_true_now_is_told(matter: Matter) -> None:
    one = task(matter, yellow=1, due=2)
    assert (turn_lights(TODAY + 30 * DAY), turn_lights(TODAY + 31 * DAY)) == (1, 0)
    assert told() == [("TaskLate", one.pk)]


@pytest.mark.parametrize(
    ("yellow", "due", "kind"), [(None, None, None), (None, -1, "TaskLate"), (0, None, "TaskDueSoon")]
)
def test_a_task_with_one_limit_or_none_has_only_that_light(
    matter: Matter, yellow: int | None, due: int | None, kind: str | None
) -> None:
    task(matter, yellow, due)
    turn_lights(TODAY)
    assert [name for name, _task in told()] == ([kind] if kind else [])
    assert turn_lights(TODAY + DAY) == 0


def test_what_is_done_turns_no_more(matter: Matter) -> None:
    task(matter, yellow=-2, due=-1)
    finish_tasks(matter, by=None)
    assert turn_lights(TODAY) == 0
    assert told() == []


def test_many_are_turned_in_parts_and_none_is_left(matter: Matter) -> None:
    tasks = {task(matter, yellow=-2, due=-1).pk for _number in range(5)}
    assert [turn_lights(TODAY, most=2) for _round in range(4)] == [2, 2, 1, 0]
    assert {pk for _kind, pk in told()} == tasks


def test_a_light_that_was_not_recorded_did_not_turn(matter: Matter) -> None:
    task(matter, yellow=-2, due=-1)
    with transaction.atomic():
        turn_lights(TODAY)
        transaction.set_rollback(True)
    assert turn_lights(TODAY) == 1


def test_the_lights_are_found_by_their_index(matter: Matter) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")  # the table is almost empty
        cursor.execute(f"EXPLAIN {TURN}", {"today": TODAY, "most": MOST})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "task_turns" in plan


@pytest.mark.parametrize(
    ("person", "body", "held_by"),
    [("dora", "labour", {"dora"}), (None, "labour", {"dora"}), (None, None, set()), (None, "housing", {"henry"})],
)
def test_a_task_is_held_by_its_person_or_by_those_of_its_body(
    cast: Cast, matter: Matter, person: str | None, body: str | None, held_by: set[str]
) -> None:
    one = task(matter, yellow=1, due=2)
    one.person = cast[person] if person else None
    one.organisation = cast.body(body) if body else None
    assert {who.username for who in holders_of(one, "handle_dispute", TODAY)} == held_by


def test_the_nearest_level_is_asked_and_nobody_whose_role_has_ended(cast: Cast) -> None:
    assert {who.username for who in nearest_with("reopen_dispute", cast.township, TODAY)} == {"alice", "otto"}
    after = TODAY + timedelta(days=400)
    Membership.objects.filter(person=cast["otto"]).update(ends=after - DAY)
    assert {who.username for who in nearest_with("reopen_dispute", cast.township, after)} == {"alice"}


def test_a_higher_level_is_asked_only_where_no_nearer_one_can(cast: Cast) -> None:
    city = Organisation.objects.create(name="市社会治理中心", kind="centre", place_id="3301")
    role = Role.objects.get(code="supervisor")
    Membership.objects.create(person=cast["zed"], organisation=city, role=role, starts=TODAY)
    assert {who.username for who in nearest_with("supervise", cast.township, TODAY)} == {"sue"}
    assert {who.username for who in nearest_with("supervise", "330106", TODAY)} == {"zed"}
    assert nearest_with("supervise", "330201", TODAY) == []
