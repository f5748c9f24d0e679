"""Anyone may read the scenarios in use: on a page, by the API, as a drawing, as BPMN."""

from importlib.resources import files

import pytest
from django.test import Client

from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish, retire_scenario
from concord.core.agenda.shipped import publish_shipped
from concord.core.agenda.tests.story import DITCH, SURVEY
from concord.core.studio.access import scenarios_in_use
from concord.core.studio.selectors.shown import drawn
from concord.engines.flow.advance import begin
from concord.engines.flow.drawing.svg import STYLE
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db


def ditch(cast: Cast) -> ScenarioVersion:
    """The ditch of the story, published by the coordinator after the survey that it calls."""
    publish(SURVEY, by=cast["alice"])
    return publish(DITCH, by=cast["alice"])


def test_the_style_sheet_holds_the_style_of_drawings() -> None:
    sheet = files("concord") / "web/static/concord/flow.css"
    assert STYLE in sheet.read_text(encoding="utf-8")


def test_all_62_granules_of_the_refusal_stand_on_its_page(client: Client) -> None:
    publish_shipped()
    template = template_of(scenarios_in_use().get(code="refusal_62"))
    page = client.get("/scenarios/refusal_62/").content.decode()
    assert len(template.nodes) == 62
    assert [node.code for node in template.nodes if f'id="step-{node.code}"' not in page] == []
    assert page.count("<svg") == 2
    assert "<style" not in page


def test_the_list_leads_to_every_scenario_in_use(client: Client) -> None:
    publish_shipped()
    page = client.get("/scenarios/").content.decode()
    codes = scenarios_in_use().values_list("code", flat=True)
    assert len(codes) >= 31
    assert [code for code in codes if f'href="/scenarios/{code}/"' not in page] == []


def test_what_is_retired_is_not_shown_nor_what_was_never_published(client: Client, cast: Cast) -> None:
    version = ditch(cast)
    assert client.get("/scenarios/ditch/").status_code == 200
    retire_scenario("ditch", version.version, by=cast["alice"])
    for address in ("/scenarios/ditch/", "/api/scenarios/ditch", "/api/scenarios/ditch/bpmn", "/scenarios/none/"):
        assert client.get(address).status_code == 404, address


def test_the_api_tells_what_the_page_shows(client: Client, cast: Cast) -> None:
    version = ditch(cast)
    told = client.get("/api/scenarios/ditch").json()
    template = template_of(version)
    assert {step["code"] for stage in told["stages"] for step in stage["steps"]} == {one.code for one in template.nodes}
    assert told["source"] == DITCH
    assert client.get("/api/scenarios").json()["items"][0]["code"] == "ditch"
    assert b"<style>" in client.get("/api/scenarios/ditch/drawing?narrow=true").content
    assert b"definitions" in client.get("/api/scenarios/ditch/bpmn").content


def test_a_drawing_with_a_state_shows_where_it_stands(cast: Cast) -> None:
    template = template_of(ditch(cast))
    assert 'class="card open"' not in drawn(template)
    assert 'class="card open"' in drawn(template, begin(template, {}).state)
