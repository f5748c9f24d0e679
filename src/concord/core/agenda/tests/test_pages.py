"""The pages of a running scenario: who sees them, who does a step, who orders and who answers."""

import pytest
from django.test import Client

from concord.core.agenda.models import Demand, Run, TimeRequest
from concord.core.agenda.services.time import ask_for_time
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import do, states
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast


@pytest.mark.parametrize(
    ("who", "code"),
    [("alice", 200), ("carol", 200), ("sue", 200), ("nina", 404), ("otto", 404), ("zed", 404), ("dora", 404)],
)
def test_a_run_is_there_for_those_who_may_see_it(client: Client, cast: Cast, run: Run, who: str, code: int) -> None:
    client.force_login(cast[who])
    for address in (f"/desk/runs/{run.pk}/", f"/desk/matters/{run.matter_id}/runs/"):
        assert client.get(address).status_code == code


def test_the_run_is_drawn_wide_and_narrow_with_where_it_stands(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["carol"])
    page = client.get(f"/desk/runs/{run.pk}/").content.decode()
    assert page.count("<svg xmlns") == 2
    assert "card open" in page


@pytest.mark.parametrize(
    ("who", "code", "after"), [("carol", 302, "done"), ("nina", 404, "open"), ("sue", 404, "open")]
)
def test_doing_a_step(client: Client, cast: Cast, run: Run, step: Steps, who: str, code: int, after: str) -> None:
    client.force_login(cast[who])
    assert client.post(f"/desk/steps/{step('accept').pk}/do/complete/").status_code == code
    assert states(run)["accept"] == after


def test_a_fact_is_asked_for_and_its_shape_refused_with_the_words_kept(
    client: Client, cast: Cast, run: Run, step: Steps
) -> None:
    do(cast, run, "accept")
    client.force_login(cast["dora"])
    address = f"/desk/steps/{step('site').pk}/do/complete/"
    assert "造价" in client.get(address).content.decode()
    wrong = client.post(address, {"fact_cost": "许多"})
    assert (wrong.status_code, "许多" in wrong.content.decode()) == (409, True)
    assert client.post(address, {"fact_cost": "3000"}).status_code == 302
    assert step("site").stated == {"cost": "3000"}


@pytest.mark.parametrize("name", ["accept", "send-back", "time", "pause", "colleague", "place", "opinion", "complete"])
def test_each_deed_at_hand_has_its_page(client: Client, cast: Cast, run: Run, step: Steps, name: str) -> None:
    do(cast, run, "accept", "site", "road")
    client.force_login(cast["carol"])
    address = f"/desk/steps/{step('meet').pk}/do/{name}/"
    assert address in client.get(f"/desk/runs/{run.pk}/").content.decode()
    assert client.get(address).status_code == 200


def test_an_order_is_issued_and_answered_once(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["sue"])
    order = {"body": cast.body("labour").pk, "words": "请三日内到现场处理", "days": 3}
    assert client.post(f"/desk/matters/{run.matter_id}/order/", order).status_code == 302
    declare_system()
    demand = Demand.objects.get(matter=run.matter_id)
    answered = {}
    for who in ("henry", "dora", "dora"):
        client.force_login(cast[who])
        answered.setdefault(who, []).append(
            client.post(f"/desk/demands/{demand.pk}/answer/", {"answer": "已处理"}).status_code
        )
    assert answered == {"henry": [404], "dora": [302, 404]}
    assert "已处理" in client.get(f"/desk/matters/{run.matter_id}/runs/").content.decode()


def test_only_a_supervisor_orders(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["alice"])
    order = {"body": cast.body("labour").pk, "words": "处理", "days": 3}
    assert client.post(f"/desk/matters/{run.matter_id}/order/", order).status_code == 404
    declare_system()
    assert not Demand.objects.exists()


def test_a_scenario_is_chosen_started_and_cancelled(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["alice"])
    start = f"/desk/matters/{run.matter_id}/runs/start/"
    assert f"{start}ditch/" in client.get(start).content.decode()
    made = client.post(f"{start}ditch/", {"fact_road": "no"})
    assert made.status_code == 302
    declare_system()
    second = Run.objects.order_by("-pk")[0]
    assert (second.pk != run.pk, second.facts) == (True, {"road": False})
    assert client.post(f"/desk/runs/{second.pk}/cancel/", {"reason": "重复"}).status_code == 302
    declare_system()
    assert Run.objects.get(pk=second.pk).state == "cancelled"


@pytest.mark.parametrize(("who", "code", "answer"), [("alice", 302, "granted"), ("carol", 404, "waiting")])
def test_time_is_decided_by_who_runs_the_scenario(
    client: Client, cast: Cast, run: Run, step: Steps, who: str, code: int, answer: str
) -> None:
    asked = ask_for_time(step("accept").pk, days=2, reason="下雨", by=cast["carol"])
    client.force_login(cast[who])
    assert client.post(f"/desk/time-requests/{asked.pk}/", {"granted": "yes"}).status_code == code
    declare_system()
    assert TimeRequest.objects.get(pk=asked.pk).answer == answer


def test_a_step_is_given_to_another_body(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    client.force_login(cast["alice"])
    given = {"to": cast.body("labour").pk, "reason": "更近"}
    assert client.post(f"/desk/steps/{step('accept').pk}/reassign/", given).status_code == 302
    assert step("accept").work.organisation == cast.body("labour")
