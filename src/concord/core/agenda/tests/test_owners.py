"""Who answers for a duty: the nearest body, its own unit first, near the place that the step names (K2, K4)."""

import pytest

from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation
from concord.core.refusals import Refusal
from tests.ground.cast import COUNTY, NEXT_COUNTY, TOWNSHIP, Cast

AFAR = """\
code: afar
version: 1
title: 异地
data:
  where: {{type: text}}
stages: {{a: 一}}
nodes:
  ask: {{stage: a, name: 委托, owner: court.enforcement, kind: request, jurisdiction: "{place}", deadline: {{days: 3}}}}
"""


def body(name: str, kind: str, function: str, place: str) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, function=function, place_id=place)


def test_a_unit_of_the_very_duty_goes_before_the_body(cast: Cast) -> None:
    unit = body("执行局", "court", "court.enforcement", COUNTY)
    found = bodies_near(["court.enforcement", "court.filing", "court", "moon.landing"], TOWNSHIP, "")
    assert found == {"court.enforcement": unit, "court.filing": cast.body("court"), "court": cast.body("court")}


def test_a_nearer_body_goes_before_a_farther_unit(cast: Cast) -> None:
    body("市中院执行局", "court", "court.enforcement", "3301")
    assert bodies_near(["court.enforcement"], TOWNSHIP, "")["court.enforcement"] == cast.body("court")
    assert bodies_near(["court.enforcement"], NEXT_COUNTY, "")["court.enforcement"].name == "市中院执行局"


def asked(cast: Cast, matter: Matter, place: str, facts: dict[str, object]) -> Organisation | None:
    publish(AFAR.format(place=place), by=None)
    run: Run = start_scenario(matter.pk, "afar", facts, by=cast["alice"], today=TODAY)
    return Steps(run)("ask").work.organisation


@pytest.mark.parametrize(
    ("place", "facts", "there"),
    [
        (NEXT_COUNTY, {}, True),
        ("@where", {"where": NEXT_COUNTY}, True),
        ("@where", {"where": "西湖区"}, False),
        ("@where", {}, False),
        ("本地", {}, False),
    ],
)
def test_the_jurisdiction_says_near_which_place_the_owner_is_looked_for(
    cast: Cast, matter: Matter, place: str, facts: dict[str, object], there: bool
) -> None:
    court = body("西湖区人民法院", "court", "court", NEXT_COUNTY)
    assert asked(cast, matter, place, facts) == (court if there else cast.body("court"))


def test_a_fact_that_does_not_exist_is_refused_now_and_does_not_stop_what_was_published_before(
    cast: Cast, matter: Matter
) -> None:
    with pytest.raises(Refusal, match="@elsewhere"):
        asked(cast, matter, "@elsewhere", {})
    source = AFAR.format(place="@elsewhere")
    ScenarioVersion.objects.create(code="afar", version=1, title="异地", source=source)
    run = start_scenario(matter.pk, "afar", {}, by=cast["alice"], today=TODAY)
    assert Steps(run)("ask").work.organisation == cast.body("court")
