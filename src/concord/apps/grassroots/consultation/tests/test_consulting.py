"""A consultation from its call to its end, through the doors people use; and all for whom it does not exist (G2)."""

import json
from itertools import count

import pytest
from django.http import HttpResponse
from django.test import Client

from concord.apps.grassroots.consultation.models import Consultation, Decision
from concord.apps.grassroots.consultation.selectors.detail import grounds_to_move_up
from concord.apps.grassroots.consultation.services.inviting import invite
from concord.apps.grassroots.consultation.tests.conftest import Table
from concord.apps.grassroots.consultation.views.deeds import DEEDS
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_follower, declare_reader, declare_system
from concord.core.people.models import Organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_numbers = count(1)


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object) -> HttpResponse:
        """A request of a program: JSON, under an idempotency key of its own."""
        headers = {"Idempotency-Key": f"fresh-key-{next(_numbers)}"}
        return self.post(path, json.dumps(said), content_type="application/json", headers=headers)  # type: ignore[return-value]


def browser(table: Table, who: str) -> Browser:
    client = Browser()
    client.force_login(table.person(who), backend=BACKEND)
    return client


def kinds(matter: int) -> list[str]:
    declare_system()
    return list(Act.objects.filter(matter_id=matter).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("who", "level", "answer"),
    [("tess", 2, 302), ("alice", 3, 302), ("tess", 3, 409), ("dora", 2, 404), ("nina", 3, 404), ("otto", 3, 404)],
)
def test_who_calls_one(table: Table, who: str, level: int, answer: int) -> None:
    said = {"level": level, "purpose": "水沟由谁修", "items": "查明原因\n定责任"}
    asked = browser(table, who).post(f"/desk/consultations/about/{table.about.pk}/", said)
    assert asked.status_code == answer
    declare_system()
    found = list(Consultation.objects.values_list("level", "items"))
    assert found == ([(level, ["查明原因", "定责任"])] if answer == 302 else [])
    assert ("AboutToBeConsulted" in kinds(table.about.pk)) is (answer == 302)


def test_bodies_are_proposed_by_duty_and_place_with_reasons(table: Table) -> None:
    made = table.called(bodies=())
    proposed = browser(table, "tess").get(f"/api/consultations/{made.pk}/proposed").json()
    names = {one["name"]: one["reason"] for one in proposed}
    assert names == {"区住房和城乡建设局": "责任清单：牵头"}


def test_from_the_call_to_the_end(table: Table) -> None:
    made = table.called(level=3, by="alice", bodies=("labour", "housing", "township"))
    alice, dora = browser(table, "alice"), browser(table, "dora")
    one = f"/api/consultations/{made.pk}"
    part = next(p for p in dora.get(one).json()["participants"] if p["name"].endswith("社会保障局"))
    assert dora.send(f"{one}/participants/{part['id']}/answer", {"accepts": True}).status_code == 200
    assert alice.send(f"{one}/begin", {}).status_code == 200
    assert dora.send(f"{one}/minutes", {"text": "我来写"}).status_code == 404  # she does not lead it
    assert alice.send(f"{one}/minutes", {"text": "同意由劳动部门牵头。"}).status_code == 200
    assert alice.send(f"{one}/minutes/confirm", {}).status_code == 200
    body = table.cast.body("labour").pk
    decided = alice.send(f"{one}/decisions", {"words": "埋管", "organisation": body})
    assert decided.status_code == 201
    assert alice.send(f"{one}/solved", {"words": "已修"}).status_code == 409  # not carried out yet
    done = f"/api/decisions/{decided.json()['id']}/done"
    assert browser(table, "henry").send(done, {"words": "不是我"}).status_code == 404
    assert dora.send(done, {"words": "管已埋好"}).status_code == 200
    assert dora.send(done, {"words": "又一次"}).status_code == 404  # a decision is done once
    assert alice.send(f"{one}/opinions", {"whose": "黄梁陈村", "agrees": False, "words": "还积水"}).status_code == 201
    assert alice.send(f"{one}/solved", {"words": "已修"}).status_code == 409  # someone does not agree
    assert alice.send(f"{one}/opinions", {"whose": "黄梁陈村", "agrees": True}).status_code == 201
    assert alice.send(f"{one}/solved", {"words": "两村同意"}).status_code == 200
    assert table.stage_of(made) == "solved"
    assert "ConsultationSolved" in kinds(table.about.pk)
    assert not Task.objects.filter(matter=made.pk, done_at=None).exists()


def test_a_decision_is_a_task_with_lights_at_seven_and_fourteen_working_days(table: Table) -> None:
    made = table.begun()
    tess = browser(table, "tess")
    body = table.cast.body("labour").pk
    assert (
        tess.send(f"/api/consultations/{made.pk}/decisions", {"words": "埋管", "organisation": body}).status_code == 201
    )
    declare_system()
    task = Decision.objects.select_related("task").get().task
    assert (task.kind, task.organisation_id, task.title) == ("decision", body, "埋管")
    assert task.yellow_on is not None
    assert task.due_on is not None
    assert 9 <= (task.yellow_on - task.opened_on).days <= 20
    assert task.opened_on < task.yellow_on < task.due_on


JOIN, STRANGERS = ("tess", "alice", "sue", "dora", "guest"), ("henry", "nina", "otto", "mei", "bo")


@pytest.mark.parametrize("who", [*JOIN, *STRANGERS])
def test_it_exists_for_those_who_join_it_and_those_whose_place_it_is(table: Table, who: str) -> None:
    made, answer = table.called(bodies=("labour",)), 200 if who in JOIN else 404
    invite(made.pk, [Organisation.objects.get(name="邻县街道平台")], by=table.person("tess"))
    client = browser(table, who)
    assert client.get(f"/desk/consultations/{made.pk}/").status_code == answer
    assert client.get(f"/api/consultations/{made.pk}").status_code == answer
    declare_reader(table.person(who))
    assert Consultation.objects.filter(pk=made.pk).exists() is (answer == 200), "The second lock says something else."


@pytest.mark.parametrize(("who", "answer"), [("dora", 201), ("tess", 201), ("sue", 409), ("henry", 404), ("nina", 404)])
def test_who_speaks_in_the_room(table: Table, who: str, answer: int) -> None:
    made = table.begun()
    client = browser(table, who)
    headers = {"Idempotency-Key": "fresh-key-room"}
    said = client.post(f"/api/consultations/{made.pk}/messages", {"text": "请先查图纸"}, headers=headers)
    assert said.status_code == answer
    heard = browser(table, "tess").get(f"/api/consultations/{made.pk}/messages").json()["items"]
    assert [one["text"] for one in heard] == (["请先查图纸"] if answer == 201 else [])


def test_it_moves_up_with_its_people_and_never_beyond_the_fourth_level(table: Table) -> None:
    made, clients = table.begun(), {who: browser(table, who) for who in ("tess", "alice")}
    levels = []
    pk = made.pk
    for level in (3, 4):
        who = "tess" if level == 3 else "alice"
        moved = clients[who].send(f"/api/consultations/{pk}/move-up", {"words": "涉及几个部门"})
        assert moved.status_code == 201
        pk = moved.json()["id"]
        above = clients["alice"].get(f"/api/consultations/{pk}").json()
        levels.append(above["level"])
        assert table.cast.body("labour").pk in {one["organisation"] for one in above["participants"]}
        assert clients["alice"].send(f"/api/consultations/{pk}/begin", {}).status_code == 200
    assert levels == [3, 4]
    assert clients["alice"].send(f"/api/consultations/{pk}/move-up", {"words": "再往上"}).status_code == 409
    assert table.stage_of(made) == "moved_up"


def test_what_speaks_for_moving_up_is_said(table: Table) -> None:
    made = table.begun(bodies=("labour", "housing", "centre"))
    client = browser(table, "dora")
    part = next(
        one
        for one in client.get(f"/api/consultations/{made.pk}").json()["participants"]
        if one["organisation"] == table.cast.body("labour").pk
    )
    answered = client.send(
        f"/api/consultations/{made.pk}/participants/{part['id']}/answer", {"accepts": False, "reason": "不属我局职责"}
    )
    assert answered.status_code == 200
    declare_system()
    found = Consultation.objects.select_related("matter").get(pk=made.pk)
    assert [one.id for one in grounds_to_move_up(found)] == ["several", "contested"]


def test_a_second_one_about_the_same_matter_waits_for_the_end_of_the_first(table: Table) -> None:
    table.called()
    said = {"level": 2, "purpose": "再议"}
    again = browser(table, "tess").send(f"/api/matters/{table.about.pk}/consultations", said)
    assert again.status_code == 409
    declare_system()
    assert Consultation.objects.count() == 1


PARTS = ["", "story/", "people/", "room/", "tasks/", "papers/", *(f"do/{name}/" for name in DEEDS)]


@pytest.mark.parametrize("tab", PARTS)
def test_every_part_has_a_page(table: Table, tab: str) -> None:
    made = table.begun()
    assert browser(table, "tess").get(f"/desk/consultations/{made.pk}/{tab}").status_code == 200
    assert browser(table, "nina").get(f"/desk/consultations/{made.pk}/{tab}").status_code == 404


def test_a_body_that_was_asked_by_mistake_is_left_out_and_sees_it_no_longer(table: Table) -> None:
    made = table.called(bodies=("labour", "housing"))
    dora, tess = browser(table, "dora"), browser(table, "tess")
    assert dora.get(f"/api/consultations/{made.pk}").status_code == 200
    declare_system()
    part = made.participants.get(organisation=table.cast.body("labour"))
    form = {"participant": part.pk}
    assert tess.post(f"/desk/consultations/{made.pk}/do/leave-out/", form).status_code == 302
    assert dora.get(f"/api/consultations/{made.pk}").status_code == 404
    declare_system()
    assert "BodyLeftOut" in kinds(made.pk)
