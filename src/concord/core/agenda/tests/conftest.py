"""A small scenario that the fixed cast can run: a ditch between two villages."""

import pytest

from concord.core.agenda.models import Run, Step
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.tests.story import DITCH, SURVEY, TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from tests.ground.cast import Cast


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """A matter in a township of the county, which the centre leads."""
    declare_system()
    return Matter.objects.create(
        number="M-1", kind="dispute", title="村间水沟堵塞", place_id=cast.township, stage="s", law_as_of=TODAY,
        lead=cast.body("centre"),
    )  # fmt: skip


@pytest.fixture
def run(cast: Cast, matter: Matter) -> Run:
    """The ditch under way: alice has started it, and its first step waits for the centre."""
    publish(SURVEY, by=None)
    publish(DITCH, by=None)
    return start_scenario(matter.pk, "ditch", {"road": True}, by=cast["alice"], today=TODAY)


@pytest.fixture
def step(run: Run) -> "Steps":
    """The newest row of a node, as the platform sees it."""
    return Steps(run)


class Steps:
    """Rows of a run by node."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def __call__(self, node: str) -> Step:
        declare_system()
        return Step.objects.select_related("task").filter(run=self.run, node=node).order_by("-round")[0]
