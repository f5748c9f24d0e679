"""Whoever has a task hears of its light, in whatever app; supervisors hear of what is late; nobody hears twice (K5)."""

from datetime import timedelta

import pytest

from concord.core.acts.models import Act
from concord.core.agenda.lights import turn_lights
from concord.core.agenda.models import Run, Task
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.notices.listeners import tell_of_lights
from concord.core.notices.models import Notice
from tests.ground.cast import Cast


def told(cast: Cast, kind: str, *, due: int, task_kind: str = "anything", body: str = "centre") -> list[str]:
    """Who is told, twice over, of a task of an app's own kind in a matter of this kind."""
    declare_system()
    matter = Matter.objects.create(
        number=f"K-{kind}", kind=kind, title="事", place_id=cast.township, stage="s", law_as_of=TODAY
    )
    days = TODAY + timedelta(days=due)
    Task.objects.create(
        matter=matter, kind=task_kind, organisation=cast.body(body), opened_on=TODAY, yellow_on=TODAY, due_on=days
    )
    turn_lights(TODAY)
    acts = list(Act.objects.filter(matter_id=matter.pk))
    tell_of_lights(acts)
    tell_of_lights(acts)
    return sorted(Notice.objects.filter(matter=matter).values_list("person__username", flat=True))


@pytest.mark.parametrize("kind", ["sighting", "dispute"])
def test_late_work_of_any_app_is_told_to_its_holders_and_the_supervisor_once(cast: Cast, kind: str) -> None:
    people = told(cast, kind, due=-1)
    assert "sue" in people
    assert "alice" in people
    assert len(people) == len(set(people))
    assert not {"nina", "otto", "dora", "bo"} & set(people)


def test_what_is_due_soon_is_told_to_its_holders_alone(cast: Cast) -> None:
    assert told(cast, "dispute", due=2, task_kind="order", body="labour") == ["dora"]


def test_a_step_is_told_as_its_scenario_names_it_with_its_own_name(cast: Cast, run: Run) -> None:
    turn_lights(TODAY + timedelta(days=30))
    declare_system()
    tell_of_lights(list(Act.objects.filter(kind="TaskLate")))
    notices = Notice.objects.filter(matter=run.matter)
    assert {"carol", "sue"} <= set(notices.values_list("person__username", flat=True))
    assert all("受理" in one.body for one in notices)
