"""A draft becomes the next version of its scenario; what runs keeps its own."""

import pytest
from django.test import Client

from concord.core.acts.models import Act
from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.agenda.services.publishing import publish, retire_scenario
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.tests.story import DITCH, SURVEY, TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership
from concord.core.studio.models import Draft
from concord.core.studio.tests.drawing import change, draft_of
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast: Cast) -> Run:
    """The survey under way on its first version."""
    publish(SURVEY, by=None)
    declare_system()
    matter = Matter.objects.create(
        number="M-9", kind="dispute", title="水沟", place_id=cast.township, stage="s", law_as_of=TODAY,
        lead=cast.body("centre"),
    )  # fmt: skip
    return start_scenario(matter.pk, "survey", {}, by=cast["alice"], today=TODAY)


def send(client: Client, draft: Draft, over: int, revision: int = 0) -> int:
    """Press “publish”, having seen this newest version; returns the status."""
    seen = revision or Draft.objects.get(pk=draft.pk).revision
    return client.post(f"/desk/studio/{draft.pk}/publish/", {"revision": seen, "over": over}).status_code


def test_a_draft_becomes_the_next_version_and_what_runs_stays(client: Client, cast: Cast, running: Run) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    change(client, f"/desk/studio/{draft.pk}/part/task/measure/", name="重新测量")
    page = client.get(f"/desk/studio/{draft.pk}/publish/").content.decode()
    assert "有 1 件工作正在按第 1 版办理" in page
    assert "重新测量" in page
    assert send(client, draft, over=1) == 302
    assert ScenarioVersion.objects.get(code="survey", version=2).published_by == cast["alice"]
    assert "重新测量" in client.get("/scenarios/survey/").content.decode()
    declare_system()
    assert Run.objects.get(pk=running.pk).version.version == 1
    kinds = list(Act.objects.order_by("-pk").values_list("kind", flat=True)[:2])
    assert kinds == ["DraftPublished", "ScenarioPublished"]
    assert client.get(f"/desk/studio/{draft.pk}/").status_code == 404
    assert client.get("/desk/studio/scenario/survey/?old=1&new=2").content.decode().count("重新测量") > 1


def test_nobody_publishes_over_what_they_did_not_see(client: Client, cast: Cast, running: Run) -> None:
    client.force_login(cast["alice"])
    first, second = draft_of(cast, SURVEY), draft_of(cast, SURVEY)
    change(client, f"/desk/studio/{first.pk}/part/task/measure/", name="甲")
    change(client, f"/desk/studio/{second.pk}/part/task/measure/", name="乙")
    assert send(client, first, over=1) == 302
    assert send(client, second, over=1) == 409
    assert send(client, second, over=2, revision=1) == 409
    assert ScenarioVersion.objects.filter(code="survey").count() == 2
    assert send(client, second, over=2) == 302


def test_a_code_of_another_scenario_and_what_is_unsound_are_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    publish(SURVEY, by=None)
    mine = draft_of(cast, SURVEY.replace("survey", "mine"))
    change(client, f"/desk/studio/{mine.pk}/part/head/", code="survey")
    assert send(client, mine, over=1) == 409
    calling = draft_of(cast, DITCH.replace("template: survey", "template: nothing"))
    page = client.get(f"/desk/studio/{calling.pk}/publish/").content.decode()
    assert "没有发布" in page
    assert send(client, calling, over=0) == 409
    assert [one.code for one in ScenarioVersion.objects.all()] == ["survey"]


def test_who_publishes_for_the_county_sees_the_drafts_of_its_bodies(client: Client, cast: Cast) -> None:
    draft = draft_of(cast, SURVEY, who="dora")
    neighbour = Client()
    neighbour.force_login(cast["nina"])
    assert send(neighbour, draft, over=0) == 404
    drawer = Client()
    drawer.force_login(cast["dora"])
    assert send(drawer, draft, over=0) == 404
    client.force_login(cast["alice"])
    assert client.get(f"/desk/studio/{draft.pk}/part/head/").status_code == 404
    page = client.get(f"/desk/studio/{draft.pk}/").content.decode()
    assert "别的单位" in page
    assert 'name="do"' not in page
    assert send(client, draft, over=0) == 302


def test_a_role_that_ended_publishes_nothing(client: Client, cast: Cast) -> None:
    draft = draft_of(cast, SURVEY)
    client.force_login(cast["alice"])
    Membership.objects.filter(person=cast["alice"]).update(ends=cast["otto"].memberships.get().ends)
    assert send(client, draft, over=0) == 404
    assert not ScenarioVersion.objects.exists()


def test_a_version_is_retired_with_what_that_brings_about(client: Client, cast: Cast, running: Run) -> None:
    client.force_login(cast["alice"])
    address = "/desk/studio/scenario/survey/1/retire/"
    assert "有 1 件工作正在按它办理" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    assert client.get("/scenarios/survey/").status_code == 404
    assert client.get("/desk/studio/scenario/survey/").status_code == 200
    assert client.get("/desk/studio/scenario/none/").status_code == 404
    client.force_login(cast["dora"])
    assert client.get(address).status_code == 404


def test_the_next_number_follows_retired_versions_too(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    publish(SURVEY, by=None)
    draft = draft_of(cast, SURVEY)
    retire_scenario("survey", 1, by=cast["alice"])
    assert send(client, draft, over=1) == 302
    assert ScenarioVersion.objects.get(code="survey", retired_at=None).version == 2
