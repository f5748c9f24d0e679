"""The scenarios that come with the platform are published once, and each can be started in a matter of the county."""

from datetime import date

import pytest

from concord.core.acts.models import Act
from concord.core.agenda.deadlines import deadline_of
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, ScenarioVersion, Step
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.shipped import publish_shipped
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from tests.ground.cast import Cast

AT_LEAST = 30
DAYS = [date(2026, 2, 13), date(2026, 9, 30), date(2026, 12, 31)]


@pytest.fixture
def shipped(cast: Cast) -> list[ScenarioVersion]:
    publish_shipped()
    return list(ScenarioVersion.objects.order_by("code"))


def test_they_are_published_once(shipped: list[ScenarioVersion]) -> None:
    assert len(shipped) >= AT_LEAST
    assert publish_shipped() == len(shipped)
    assert Act.objects.filter(kind="ScenarioPublished").count() == len(shipped)


def test_each_starts_with_somebody_to_do_every_first_step(
    cast: Cast, matter: Matter, shipped: list[ScenarioVersion]
) -> None:
    runs = [start_scenario(matter.pk, one.code, {}, by=cast["alice"], today=TODAY) for one in shipped]
    declare_system()
    opened = Step.objects.filter(run__in=runs, state=Step.State.OPEN)
    assert {step.run_id for step in opened} == {run.pk for run in runs if run.state == Run.State.RUNNING}
    assert not opened.filter(task__organisation=None).exists()


@pytest.mark.parametrize("opened", DAYS)
def test_every_deadline_is_reckoned_before_holidays_and_into_the_next_year(
    shipped: list[ScenarioVersion], opened: date
) -> None:
    nodes = [node for one in shipped for node in template_of(one).nodes if node.deadline]
    for node in nodes:
        reckoned = deadline_of(node, opened)
        assert reckoned is not None
        assert opened <= reckoned.yellow_on <= reckoned.due_on, node.code
