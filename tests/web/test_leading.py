"""The pages of those who lead: workload, handing over, what stands still, moving a run; and the same by the API."""

from datetime import timedelta

import pytest
from django.test import Client

from concord.core.agenda.models import Demand, Run, Step, Task
from concord.core.agenda.services.demanding import issue_order
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.stepping import accept_step
from concord.core.agenda.services.upkeep import tell_stuck_work, tell_unanswered_orders
from concord.core.agenda.tests.conftest import Steps, matter, run, step
from concord.core.agenda.tests.story import DITCH, TODAY, do
from concord.core.matters.access import declare_system
from concord.core.people.models import Membership
from tests.api.test_agenda import post
from tests.ground.cast import Cast

__all__ = ["matter", "run", "step"]
SECOND = DITCH.replace("version: 1", "version: 2").replace("sets: [cost]", "sets: []")
NO_ROAD = SECOND.replace("  cost: {type: number, label: 造价}\n", "")
LATE = TODAY + timedelta(60)


def test_handing_over_shows_first_and_does_it_on_confirmation(
    client: Client, cast: Cast, run: Run, step: Steps
) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    address = f"/desk/bodies/{cast.body('centre').pk}/people/{cast['carol'].pk}/"
    client.force_login(cast["alice"])
    page = client.get(address, {"to": "body"}).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert step("accept").work.person == cast["carol"]
    assert client.post(address, {"to": "body", "seen": "x" * 64, "reason": "调离"}).status_code == 409
    assert client.post(address, {"to": "body", "seen": seen, "reason": ""}).status_code == 422
    assert step("accept").work.person == cast["carol"]
    assert client.post(address, {"to": "body", "seen": seen, "reason": "调离"}).status_code == 302
    assert step("accept").work.person is None


@pytest.mark.parametrize(("who", "code"), [("alice", 200), ("carol", 404), ("nina", 404), ("otto", 404), ("sue", 404)])
def test_who_looks_at_the_workload(client: Client, cast: Cast, run: Run, who: str, code: int) -> None:
    centre, carol = cast.body("centre").pk, cast["carol"].pk
    declare_system()
    Task.objects.update(person=carol)
    client.force_login(cast[who])
    pages = (f"/desk/bodies/{centre}/workload/", f"/desk/bodies/{centre}/people/{carol}/",
             f"/api/bodies/{centre}/workload", f"/api/bodies/{centre}/workload/people",
             f"/api/bodies/{centre}/people/{carol}/handover")  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [code] * len(pages)


def test_handing_over_by_the_api(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    client.force_login(cast["alice"])
    address = f"/bodies/{cast.body('centre').pk}/people/{cast['carol'].pk}/handover"
    plan = client.get(f"/api{address}").json()
    assert plan["moves"] == [{"task": step("accept").work.pk, "to": cast["alice"].pk}]
    told = {"to": "share", "reason": "调离", "seen": plan["seen"]}
    assert post(client, address, told | {"seen": "x" * 64})[0] == 409
    assert post(client, address, told) == (200, {"moved": 1})
    assert step("accept").work.person == cast["alice"]


def test_what_stands_still_has_its_reason_and_its_deed(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    accept_step(step("accept").pk, by=cast["carol"])
    Membership.objects.filter(person=cast["carol"]).update(ends=TODAY - timedelta(1))
    assert tell_stuck_work(TODAY) == 1
    client.force_login(cast["alice"])
    assert f"/desk/steps/{step('accept').pk}/reassign/" in client.get("/desk/stuck/").content.decode()
    (stuck,) = client.get("/api/stuck/runs").json()["items"]
    assert [(one["cause"], one["step"]) for one in stuck["reasons"]] == [("nobody", step("accept").pk)]
    for stranger in ("nina", "dora", "judy"):
        client.force_login(cast[stranger])
        assert client.get("/api/stuck/runs").json()["items"] == []
        assert f"/desk/runs/{run.pk}/" not in client.get("/desk/stuck/").content.decode()
    client.force_login(cast["otto"])
    assert client.get("/desk/stuck/").status_code == client.get("/api/stuck/runs").status_code == 404


def test_a_pause_is_ended_by_who_runs_the_scenario(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    declare_system()
    Task.objects.filter(step=step("accept")).update(paused_on=TODAY)
    tell_stuck_work(TODAY + timedelta(120))
    for who, code in (("carol", 404), ("nina", 404), ("alice", 302)):
        client.force_login(cast[who])
        assert client.post(f"/desk/steps/{step('accept').pk}/resume/").status_code == code
    assert step("accept").work.paused_on is None


def test_an_order_outside_of_scenarios_that_nobody_answers_is_told_once(client: Client, cast: Cast, run: Run) -> None:
    order = issue_order(run.matter_id, cast.body("labour"), "请处理", days=3, by=cast["sue"], today=TODAY)
    assert [tell_unanswered_orders(day) for day in (TODAY, LATE, LATE)] == [0, 1, 0]
    client.force_login(cast["sue"])
    assert [one["id"] for one in client.get("/api/stuck/orders").json()["items"]] == [order.pk]
    assert "请处理" in client.get("/desk/stuck/").content.decode()
    client.force_login(cast["nina"])
    assert client.get("/api/stuck/orders").json()["items"] == []
    declare_system()
    Demand.objects.filter(pk=order.pk).update(answered_at="2026-11-25T00:00Z")
    client.force_login(cast["sue"])
    assert client.get("/api/stuck/orders").json()["items"] == []


def test_a_move_is_seen_before_it_is_done(client: Client, cast: Cast, run: Run) -> None:
    do(cast, run, "accept", "site")
    publish(NO_ROAD, by=None)
    client.force_login(cast["alice"])
    address = f"/desk/runs/{run.pk}/move/2/"
    page = client.get(address).content.decode()
    assert ("受理 · " in page, "造价 · " in page) == (True, True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(address, {"seen": "x" * 64}).status_code == 409
    run.refresh_from_db()
    assert run.version.version == 1
    assert client.post(address, {"seen": seen}).status_code == 302
    declare_system()
    run.refresh_from_db()
    assert (run.version.version, "cost" in run.facts) == (2, False)


def test_a_move_by_the_api(client: Client, cast: Cast, run: Run) -> None:
    publish(NO_ROAD, by=None)
    client.force_login(cast["alice"])
    assert client.get(f"/api/runs/{run.pk}/versions").json() == {"version": 1, "others": [2]}
    plan = client.get(f"/api/runs/{run.pk}/versions/2").json()
    assert (plan["problem"], plan["open"], plan["drops"]) == ("", ["受理"], [])
    for who, code in (("carol", 404), ("nina", 404), ("otto", 404), ("alice", 200)):
        client.force_login(cast[who])
        assert post(client, f"/runs/{run.pk}/versions/2", {"seen": plan["seen"]})[0] == code
        assert client.get(f"/desk/runs/{run.pk}/move/9/").status_code == 404


def test_a_move_that_cannot_be_is_told_and_offers_no_button(client: Client, cast: Cast, run: Run) -> None:
    do(cast, run, "accept")
    publish(SECOND.replace("owner: hrss.site, after: [accept]", "owner: hrss.site, after: [road]"), by=None)
    client.force_login(cast["alice"])
    page = client.get(f"/desk/runs/{run.pk}/move/2/").content.decode()
    assert "现场查看" in page
    assert 'class="button button--primary"' not in page.split("<main")[1].split("</main")[0]
    assert Step.objects.filter(run=run).exists()
