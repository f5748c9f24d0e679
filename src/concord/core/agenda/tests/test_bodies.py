"""A body's open tasks come by pages, the soonest first; a roll-up counts each once for its body and its township."""

from datetime import timedelta

import pytest

from concord.core.agenda.models import Task
from concord.core.agenda.selectors import tasks_waiting_for
from concord.core.agenda.selectors.bodies import roll_up, tasks_of_body
from concord.core.agenda.selectors.waiting import Lights
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Involvement, Matter
from concord.core.people.models import Organisation
from tests.ground.cast import COUNTY, NEXT_COUNTY, Cast

# Days until each is yellow and due: two late, two due soon (one stands still), one green, two without a limit.
LIMITS = [(-9, -2), (-9, -2), (-1, 3), (-1, 3), (4, 9), None, None]


@pytest.fixture
def tasks(cast: Cast, matter: Matter) -> list[Task]:
    """What the labour department has to do in a matter of the county."""
    declare_system()
    labour = cast.body("labour")
    Involvement.objects.create(matter=matter, organisation=labour, part=Involvement.Part.JOINT)
    made = [
        Task(
            matter=matter, kind="handle", organisation=labour, opened_on=TODAY - timedelta(20),
            yellow_on=TODAY + timedelta(days[0]) if days else None, due_on=TODAY + timedelta(days[1]) if days else None,
            paused_on=TODAY if number == 3 else None,
        )
        for number, days in enumerate(LIMITS)
    ]  # fmt: skip
    return Task.objects.bulk_create(made)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 30])
def test_pages_of_any_size_show_each_task_once_and_in_order(cast: Cast, tasks: list[Task], size: int) -> None:
    seen: list[int] = []
    after, more = None, True
    while more:
        page = tasks_of_body(cast["dora"], cast.body("labour").pk, TODAY, after=after, size=size)
        seen += [one.task.pk for one in page.tasks]
        after, more = page.next, page.next is not None
    assert seen == [task.pk for task in tasks]


@pytest.mark.parametrize(("light", "shown"), [("red", [0, 1]), ("yellow", [2]), ("green", [4])])
def test_a_light_shows_what_has_it(cast: Cast, tasks: list[Task], light: str, shown: list[int]) -> None:
    page = tasks_of_body(cast["dora"], cast.body("labour").pk, TODAY, light=light)
    assert [one.task.pk for one in page.tasks] == [tasks[at].pk for at in shown]
    assert {one.light for one in page.tasks} == {light}


@pytest.mark.parametrize(("who", "sees"), [("dora", True), ("alice", True), ("henry", False), ("nina", False)])
def test_only_its_own_people_and_its_place_look_over_a_body(
    cast: Cast, tasks: list[Task], who: str, sees: bool
) -> None:
    labour = cast.body("labour").pk
    if sees:
        assert len(tasks_of_body(cast[who], labour, TODAY).tasks) == len(tasks)
    else:
        with pytest.raises(Organisation.DoesNotExist):
            tasks_of_body(cast[who], labour, TODAY)


def test_a_place_is_rolled_up_by_body_and_by_township(cast: Cast, tasks: list[Task], matter: Matter) -> None:
    declare_system()
    Task.objects.create(matter=matter, kind="handle", opened_on=TODAY, due_on=TODAY - timedelta(1))
    Task.objects.filter(pk=tasks[0].pk).update(done_at=matter.opened_at)
    found = roll_up(cast["alice"], COUNTY, TODAY)
    labour = Lights(waiting=6, yellow=1, red=1)
    assert found.bodies == {cast.body("labour").pk: labour, None: Lights(1, 0, 1)}
    assert found.whole == found.townships[cast.township] == Lights(7, 1, 2)
    assert roll_up(cast["nina"], NEXT_COUNTY, TODAY).whole == roll_up(cast["nina"], COUNTY, TODAY).whole == Lights()


def test_my_desk_shows_the_soonest_of_what_was_given_and_of_what_is_untaken(cast: Cast, tasks: list[Task]) -> None:
    declare_system()
    Task.objects.filter(pk__in=[tasks[1].pk, tasks[4].pk, tasks[6].pk]).update(person=cast["dora"])
    Task.objects.filter(pk=tasks[0].pk).update(person=cast["henry"])
    shown = [one.task.pk for one in tasks_waiting_for(cast["dora"], TODAY)]
    assert shown == [task.pk for task in tasks[1:]]
    assert [one.task.pk for one in tasks_waiting_for(cast["dora"], TODAY, most=2)] == shown[:2]
