"""Everything that the form does, a program does: begun, read, saved, tried, walked, compared, published, put away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.tests.story import DITCH, SURVEY
from concord.core.studio.models import Draft
from concord.core.studio.tests.drawing import draft_of
from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.reading import load
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
BASE = "/api/scenario-drafts"


class Caller:
    """A program that posts each thing under a key of its own."""

    def __init__(self, client: Client) -> None:
        self.client, self.asked = client, 0

    def post(self, path: str, **said: object) -> HttpResponse:
        """Send JSON."""
        self.asked += 1
        return self.client.post(
            path, said, content_type="application/json", headers={"Idempotency-Key": f"studio-{self.asked:04}"}
        )

    def get(self, path: str, **asked: object) -> dict[str, object]:
        """Read JSON."""
        answer = self.client.get(path, asked)
        assert answer.status_code == 200, answer.content
        return dict(answer.json())


@pytest.fixture
def alice(client: Client, cast: Cast) -> Caller:
    """A program of the county's coordinator."""
    client.force_login(cast["alice"])
    return Caller(client)


def test_a_program_draws_publishes_and_reads_a_scenario(alice: Caller) -> None:
    made = alice.post(BASE, code="survey", title="测量").json()["id"]
    whole = alice.get(f"{BASE}/{made}")
    assert (whole["revision"], [one["path"] for one in whole["problems"]]) == (1, [["nodes"]])
    assert alice.post(f"{BASE}/{made}/publish", revision=1, over=0).status_code == 409
    assert alice.post(f"{BASE}/{made}/save", source=SURVEY, revision=1).json()["revision"] == 2
    late = alice.post(f"{BASE}/{made}/save", source=DITCH, revision=1)
    assert (late.status_code, "陈立群" in late.json()["detail"]) == (409, True)
    assert alice.get(f"{BASE}/{made}")["problems"] == []
    assert alice.get(BASE)["items"][0]["title"] == "测量"
    assert alice.post(f"{BASE}/{made}/publish", revision=2, over=0).json()["version"] == 1
    assert alice.get("/api/scenarios/survey/versions")["items"][0]["runs"] == 0
    assert ScenarioVersion.objects.get().code == "survey"
    assert alice.client.get(f"{BASE}/{made}").status_code == 404


def test_a_draft_begins_from_a_version_a_file_and_bpmn(alice: Caller) -> None:
    publish(SURVEY, by=None)
    based = alice.post(BASE, code="survey", version=1).json()["id"]
    assert alice.get(f"{BASE}/{based}")["based_on"] == 1
    assert alice.post(BASE, source=SURVEY.replace("owner:", "owners:")).status_code == 409
    text = alice.post(BASE, source=SURVEY).json()["id"]
    assert alice.get(f"{BASE}/{text}")["lost"] == []
    file = SimpleUploadedFile("survey.bpmn", to_bpmn(load(SURVEY)))
    sent = alice.client.post(f"{BASE}/bpmn", {"file": file}, headers={"Idempotency-Key": "studio-bpmn"})
    assert sent.status_code == 201
    large = SimpleUploadedFile("large.bpmn", b"<" * 1_000_001)
    refused = alice.client.post(f"{BASE}/bpmn", {"file": large}, headers={"Idempotency-Key": "studio-large"})
    assert refused.status_code == 409
    assert load(str(alice.get(f"{BASE}/{sent.json()['id']}")["source"])) == load(SURVEY)
    assert alice.post(BASE, code="none", version=1).status_code == 404


def test_a_program_tries_walks_and_compares(alice: Caller, cast: Cast) -> None:
    publish(SURVEY, by=None)
    pk = draft_of(cast, DITCH).pk
    assert b"<style>" in alice.client.get(f"{BASE}/{pk}/drawing").content
    tried = alice.get(f"{BASE}/{pk}/trial")
    assert {end for way in tried["ways"] for end in way["ends"]} == {"埋设管道", "书面答复"}
    moves = [{"task": "accept"}, {"task": "site", "stated": {"cost": "3000"}}]
    stands = alice.post(f"{BASE}/{pk}/walk", given={"road": False}, moves=moves).json()
    assert (stands["open"], stands["tasks"]["road"]) == (["meet"], "skipped")
    assert alice.post(f"{BASE}/{pk}/walk", moves=[{"task": "build"}]).status_code == 409
    assert alice.get(f"{BASE}/{pk}/compare") == {"old": None, "changes": []}
    survey = draft_of(cast, SURVEY.replace("实地测量", "实测"))
    assert len(alice.get(f"{BASE}/{survey.pk}/compare", version=1)["changes"]) == 1
    assert alice.post(f"{BASE}/{survey.pk}/publish", revision=1, over=1).status_code == 200
    assert len(alice.get("/api/scenarios/survey/versions/1/2")["changes"]) == 1
    assert alice.post(f"{BASE}/{pk}/discard", revision=1).status_code == 200
    assert alice.client.get(f"{BASE}/{pk}").status_code == 404


def test_what_cannot_be_drawn_or_tried_is_refused(alice: Caller) -> None:
    empty = alice.post(BASE, code="empty", title="空").json()["id"]
    for part in ("drawing", "trial"):
        assert alice.client.get(f"{BASE}/{empty}/{part}").status_code == 409, part
    assert alice.post(f"{BASE}/{empty}/walk").status_code == 409


@pytest.mark.parametrize("who", ["carol", "judy", "otto", "zed"])
def test_without_the_capability_no_draft_begins(client: Client, cast: Cast, who: str) -> None:
    client.force_login(cast[who])
    caller = Caller(client)
    assert caller.post(BASE, code="mine", title="我的").status_code == 404
    assert client.get(BASE).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize("who", ["dora", "nina"])
def test_a_draft_of_another_body_is_not_there(client: Client, cast: Cast, who: str) -> None:
    pk = draft_of(cast, SURVEY).pk
    client.force_login(cast[who])
    caller = Caller(client)
    assert caller.get(BASE)["items"] == []
    for answer in (
        client.get(f"{BASE}/{pk}"),
        caller.post(f"{BASE}/{pk}/save", source=DITCH, revision=1),
        caller.post(f"{BASE}/{pk}/publish", revision=1, over=0),
        caller.post(f"{BASE}/{pk}/discard", revision=1),
    ):
        assert answer.status_code == 404
    assert Draft.objects.get(pk=pk).source == draft_of(cast, SURVEY).source
