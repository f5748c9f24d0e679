"""Calls: drawn by lot, never by the body judged, the look at the number recorded; declined is not discontent (G5)."""

import pytest

from concord.apps.grassroots.evaluation.models import Answer, Asking, PutRight
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import asked_by_call
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system

WHO = [("hugo", 201), ("carol", 201), ("tess", 409), ("nico", 409), ("alice", 404), ("otto", 404), ("bo", 404)]


def asking() -> Asking:
    declare_system()
    return Asking.objects.get()


@pytest.mark.parametrize(("who", "answer"), WHO)
def test_another_body_calls(month: Month, who: str, answer: int) -> None:
    """tess works for the township that is judged, nico in the next county."""
    asked_by_call(month)
    assert month.browser(who).send("/api/evaluation/calls", {}).status_code == answer
    assert (asking().caller_id is not None) is (answer == 201)


def test_the_number_is_shown_on_record_and_the_answer_is_entered(month: Month) -> None:
    asked_by_call(month)
    hugo, pk = month.browser("hugo"), asking().pk
    assert hugo.post("/desk/evaluation/calls/draw/").status_code == 302
    page = hugo.get(f"/desk/evaluation/calls/{pk}/").content.decode()
    assert ("住户1" in page, "13922220001" in page) == (True, False)
    assert "13922220001" in hugo.post(f"/desk/evaluation/calls/{pk}/number/").content.decode()
    declare_system()
    assert Act.objects.filter(kind="PersonalDataRevealed", actor=month.cast["hugo"]).count() == 1
    said = {"answer": "not", "missing": ["slow"], "words": "等了一个月", "put_right": "on"}
    assert hugo.post(f"/desk/evaluation/calls/{pk}/", said).status_code == 302
    declare_system()
    assert (Answer.objects.get().channel, PutRight.objects.get().words, asking().state) == (
        "call", "等了一个月", "answered",
    )  # fmt: skip
    assert hugo.get(f"/desk/evaluation/calls/{pk}/").status_code == 404


@pytest.mark.parametrize("who", ["carol", "tess", "nico", "bo"])
def test_a_call_is_its_callers_alone(month: Month, who: str) -> None:
    asked_by_call(month)
    month.browser("hugo").send("/api/evaluation/calls", {})
    pk, client = asking().pk, month.browser(who)
    assert client.send(f"/api/evaluation/calls/{pk}/number", {}).status_code == 404
    assert client.send(f"/api/evaluation/calls/{pk}/answer", {"answer": "content"}).status_code == 404
    assert client.get(f"/desk/evaluation/calls/{pk}/").status_code == 404
    declare_system()
    assert not Answer.objects.exists()


def test_declined_on_the_telephone_is_not_discontent(month: Month) -> None:
    asked_by_call(month)
    hugo = month.browser("hugo")
    pk = hugo.send("/api/evaluation/calls", {}).json()["id"]
    assert hugo.send(f"/api/evaluation/calls/{pk}/answer", {"answer": "declined"}).status_code == 200
    assert asking().state == "declined"
    assert not Answer.objects.exists()


def test_nobody_is_called_more_often_than_the_rules_say(month: Month) -> None:
    asked_by_call(month)
    hugo = month.browser("hugo")
    for tries in (1, 2, 3):
        pk = hugo.send("/api/evaluation/calls", {}).json()["id"]
        assert hugo.send(f"/api/evaluation/calls/{pk}/not-reached", {}).status_code == 200
        assert asking().tries == tries
    assert (asking().state, asking().party_id) == ("left", None)
    assert hugo.send("/api/evaluation/calls", {}).status_code == 409


def test_a_call_that_was_begun_is_gone_on_with(month: Month) -> None:
    asked_by_call(month, 3)
    hugo, carol = month.browser("hugo"), month.browser("carol")
    drawn = [hugo.send("/api/evaluation/calls", {}).json()["id"] for _time in range(2)]
    assert drawn[0] == drawn[1] != carol.send("/api/evaluation/calls", {}).json()["id"]
    assert hugo.get("/api/evaluation/calls").json() == {"waiting": 1, "begun": drawn[0]}
    assert hugo.get("/desk/evaluation/calls/").status_code == 200
