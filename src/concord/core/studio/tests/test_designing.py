"""A design by the API: checked, tried, published and retired by who may; not there for anyone else."""

import pytest
from django.http import HttpResponse
from django.test import Client

from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.tests.story import DITCH, SURVEY
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db


def send(client: Client, path: str, key: str = "", **said: str | int) -> HttpResponse:
    """A POST to the API, under a key of its own unless told."""
    headers = {"Idempotency-Key": f"a-key-of-its-own-{key or path}"}
    return client.post(f"/api{path}", said, content_type="application/json", headers=headers)


def test_a_sound_design_has_no_problems_and_a_broken_one_says_where(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    assert send(client, "/scenario-drafts/check", "sound", source=DITCH).json() == {"problems": []}
    broken = DITCH.replace("after: [survey]", "after: [nothing]")
    told = send(client, "/scenario-drafts/check", "broken", source=broken).json()["problems"]
    assert ["nodes", "build", "after"] in [one["path"] for one in told]
    assert all(one["line"] > 0 and one["sentence"] for one in told)


def test_a_trial_tells_the_ends_and_keeps_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    before = ScenarioVersion.objects.count()
    told = send(client, "/scenario-drafts/trial", source=DITCH).json()
    assert told["never"] == []
    assert not told["capped"]
    assert all(0 < end["shortest"] <= end["longest"] for end in told["ends"])
    assert ScenarioVersion.objects.count() == before


def test_a_design_is_published_once_and_retired(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    assert send(client, "/scenarios", "survey", source=SURVEY).status_code == 201
    for _again in range(2):
        assert send(client, "/scenarios", "ditch", source=DITCH).status_code == 201
    assert ScenarioVersion.objects.filter(code="ditch").count() == 1
    assert client.get("/scenarios/ditch/").status_code == 200
    assert send(client, "/scenarios/ditch/retire", "retire", version=1).status_code == 200
    assert client.get("/scenarios/ditch/").status_code == 404
    assert send(client, "/scenarios/ditch/retire", "retire again", version=1).status_code == 409


def test_a_published_version_never_changes(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    send(client, "/scenarios", "survey", source=SURVEY)
    changed = SURVEY.replace("days: ", "days: 1")
    assert changed != SURVEY
    assert send(client, "/scenarios", "other", source=changed).status_code == 409
    assert ScenarioVersion.objects.get(code="survey").source == SURVEY


@pytest.mark.parametrize("who", ["zed", "carol", "judy"])
@pytest.mark.parametrize("path", ["/scenarios", "/scenario-drafts/check", "/scenario-drafts/trial"])
def test_without_the_capability_there_is_no_such_door(client: Client, cast: Cast, who: str, path: str) -> None:
    client.force_login(cast[who])
    before = ScenarioVersion.objects.count()
    assert send(client, path, source=SURVEY).status_code == 404
    assert ScenarioVersion.objects.count() == before
