"""The scenarios that come with the platform are published once, and each can be started in a matter of the county."""

from datetime import date

import pytest
from django.db import transaction

from concord.core.acts.models import Act
from concord.core.agenda.deadlines import deadline_of
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, ScenarioVersion, Step
from concord.core.agenda.services.handing import reassign_step
from concord.core.agenda.services.running import cancel_run, start_scenario
from concord.core.agenda.services.stepping import complete_step
from concord.core.agenda.shipped import publish_shipped
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.engines.flow.graph import graph
from concord.engines.flow.outcomes import Outcome, dry_run
from concord.engines.flow.tests.test_shipped import SOME
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


def test_each_is_run_to_every_end_that_it_can_reach(cast: Cast, matter: Matter, shipped: list[ScenarioVersion]) -> None:
    """One way to each end through the deeds, as the dry run foretells it; all ways are walked in `engines/flow`."""
    for version in shipped:
        for way in {end.example.done: end.example for end in dry_run(template_of(version)).ends}.values():
            with transaction.atomic():
                assert walked(cast, matter, version, way) == ("done", set(way.done)), (version, way)
                transaction.set_rollback(True)


def walked(cast: Cast, matter: Matter, version: ScenarioVersion, way: Outcome) -> tuple[str, set[str]]:
    """How a run ends, and what was done in it, when everybody states what the outcome says; all steps are alice's."""
    template, said, alice = template_of(version), dict(way.facts), cast["alice"]
    shape = graph(template)
    given = {name: value for name, value in said.items() if name not in shape.setter}
    run = start_scenario(matter.pk, version.code, given, by=alice, today=TODAY)
    while step := Step.objects.filter(run=run, state=Step.State.OPEN).select_related("task").first():
        node = shape.nodes[step.node]
        for child in step.children.filter(state=Run.State.RUNNING):
            cancel_run(child.pk, reason="另行", by=alice)
        if step.work.organisation_id != cast.body("centre").pk:
            reassign_step(step.pk, cast.body("centre"), person=None, reason="代办", by=alice, today=TODAY)
        stated = {name: said.get(name, SOME.get(shape.facts[name].type, 0)) for name in node.sets}
        papers = {name: a_paper(matter, name).pk for name in node.deliverable}
        complete_step(step.pk, stated, papers=papers, by=alice, today=TODAY)
    run.refresh_from_db()
    done = Step.objects.filter(run=run, state=Step.State.DONE).values_list("node", flat=True)
    return run.state, set(done)


def a_paper(matter: Matter, name: str) -> Paper:
    return Paper.objects.get_or_create(
        matter=matter, title=name[:80], defaults={"kind": "document", "size": 1, "sha256": "0" * 64}
    )[0]


@pytest.mark.parametrize("opened", DAYS)
def test_every_deadline_is_reckoned_before_holidays_and_into_the_next_year(
    shipped: list[ScenarioVersion], opened: date
) -> None:
    nodes = [node for one in shipped for node in template_of(one).nodes if node.deadline]
    for node in nodes:
        reckoned = deadline_of(node, opened)
        assert reckoned is not None
        assert opened <= reckoned.yellow_on <= reckoned.due_on, node.code
