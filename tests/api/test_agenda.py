"""Scenarios by the API: what the pages do, a program does too."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.core.agenda.models import Run
from concord.core.agenda.tests.conftest import Steps, matter, run, step
from concord.core.agenda.tests.story import do
from concord.core.papers.tests import files
from tests.ground.cast import Cast

__all__ = ["matter", "run", "step"]


def post(client: Client, path: str, said: dict[str, object] | None = None) -> tuple[int, dict[str, object]]:
    """POST as JSON with a fresh key."""
    told = {"Idempotency-Key": uuid4().hex}
    answer = client.post(f"/api{path}", said or {}, content_type="application/json", headers=told)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(("who", "code"), [("carol", 200), ("nina", 404), ("otto", 404), ("zed", 404)])
def test_a_run_with_its_steps(client: Client, cast: Cast, run: Run, who: str, code: int) -> None:
    client.force_login(cast[who])
    answer = client.get(f"/api/runs/{run.pk}")
    assert answer.status_code == code
    if code == 200:
        assert [one["node"] for one in answer.json()["steps"]] == ["accept"]
        assert [one["id"] for one in client.get(f"/api/matters/{run.matter_id}/runs").json()["items"]] == [run.pk]


def test_a_step_is_done_by_its_body_alone(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    key = step("accept").pk
    client.force_login(cast["nina"])
    assert post(client, f"/steps/{key}/complete")[0] == 404
    client.force_login(cast["carol"])
    assert post(client, f"/steps/{key}/complete")[0] == 200
    assert post(client, f"/steps/{key}/complete")[0] == 404
    assert step("accept").state == "done"


def test_an_order_and_its_answer(client: Client, cast: Cast, run: Run) -> None:
    told = {"body": cast.body("labour").pk, "words": "请处理", "days": 3}
    client.force_login(cast["alice"])
    assert post(client, f"/matters/{run.matter_id}/orders", told)[0] == 404
    client.force_login(cast["sue"])
    code, made = post(client, f"/matters/{run.matter_id}/orders", told)
    assert code == 201
    client.force_login(cast["dora"])
    assert [one["id"] for one in client.get("/api/demands").json()["items"]] == [made["id"]]
    assert post(client, f"/demands/{made['id']}/answer", {"answer": "已办"}) == (200, made | {"answer": "已办"})
    assert client.get("/api/demands").json()["items"] == []


def test_time_asked_for_and_decided(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    client.force_login(cast["carol"])
    assert post(client, f"/steps/{step('accept').pk}/time", {"days": 2, "reason": "下雨"})[0] == 200
    client.force_login(cast["alice"])
    asked = client.get("/api/time-requests").json()["items"]
    assert post(client, f"/time-requests/{asked[0]['id']}/decide", {"granted": True})[1]["answer"] == "granted"


def test_only_bodies_around_the_matter_are_asked_or_given_a_step(
    client: Client, cast: Cast, run: Run, step: Steps
) -> None:
    key, elsewhere, labour = step("accept").pk, cast.body("next_centre").pk, cast.body("labour").pk
    asked = {"words": "请提意见"}
    client.force_login(cast["carol"])
    assert [post(client, f"/steps/{key}/opinion", asked | {"body": one})[0] for one in (elsewhere, labour)] == [
        404,
        201,
    ]
    for who in ("dora", "nina", "otto"):
        client.force_login(cast[who])
        assert post(client, f"/steps/{key}/opinion", asked | {"body": labour})[0] == 404
    client.force_login(cast["alice"])
    told = [{"to": one, "reason": "属其职责"} for one in (elsewhere, labour)]
    assert [post(client, f"/steps/{key}/reassign", one)[0] for one in told] == [404, 200]


def test_a_step_hands_in_a_paper_that_the_api_sent(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    do(cast, run, "accept", "site", "road")
    do(cast, run, "meet", plan="explain")
    key, photo = step("reply").pk, SimpleUploadedFile("答复书.jpg", files.photo())
    told = {"Idempotency-Key": uuid4().hex}
    client.force_login(cast["dora"])
    assert client.post(f"/api/steps/{key}/papers", {"file": photo}, headers=told).status_code == 404
    client.force_login(cast["carol"])
    photo.seek(0)
    sent = client.post(f"/api/steps/{key}/papers", {"file": photo}, headers=told)
    assert sent.status_code == 201
    assert post(client, f"/steps/{key}/complete")[0] == 409
    assert post(client, f"/steps/{key}/complete", {"papers": {"答复书": sent.json()["id"]}})[0] == 200
    assert step("reply").state == "done"
