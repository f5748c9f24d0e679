"""What a deed or a list costs in SQL statements, through the API: a limit that holds however much there is to show."""

import json
import secrets
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from concord.core.api.models import Token
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from tests.bench.statements import Counted, Door, costs
from tests.ground.cast import Cast

TO_CREATE, TO_LIST, TO_CHANGE = 12, 6, 12
TO_CHOOSE, TO_END = 20, 24
ITEM = "C07-2"


def door(person: Person) -> Door:
    """The API as a program of this person uses it."""
    key = secrets.token_urlsafe(32)
    lasts = localdate() + timedelta(days=1)
    Token.objects.create(person=person, name="test", key_hash=keyed_hash(f"token:{key}"), expires_on=lasts)
    return Door(key)


def report(cast: Cast, number: int = 0) -> dict[str, object]:
    """A report as a clerk takes it down."""
    words = f"公司拖欠我三个月工资共{number}元，请帮我讨薪。"
    said = {"words": words, "place": cast.township, "name": "王小波", "respondent": "杭州恒远建筑劳务有限公司"}
    return {**said, "phone": f"139222{number:05d}", "channel": "window"}


@pytest.fixture
def lifecycle(cast: Cast) -> dict[str, Counted]:
    return costs(door(cast["alice"]), door(cast["dora"]), report(cast), cast.body("labour").pk)


def test_taking_in_a_report_costs_at_most_twelve(lifecycle: dict[str, Counted]) -> None:
    assert len(lifecycle["create"].work) <= TO_CREATE, lifecycle["create"].work


@pytest.mark.parametrize("step", ["accept", "assign", "resolve"])
def test_changing_a_state_costs_at_most_twelve(lifecycle: dict[str, Counted], step: str) -> None:
    cost = lifecycle[f"change a state: {step}"].work
    assert len(cost) <= TO_CHANGE, cost


def test_mediating_costs_no_more_save_where_a_deed_looks_further(cast: Cast) -> None:
    """The choice is checked against all who are offered and once more in the deed; an ending draws up a file."""
    alice, mei, committee = door(cast["alice"]), door(cast["mei"]), cast.body("committee").pk
    made, _ = alice.post("/api/disputes", report(cast))
    here = f"/api/disputes/{made['dispute']}"
    alice.post(f"{here}/accept", {"item": ITEM, "place": cast.township})
    choice = {"mediator": cast["mei"].pk, "committee": committee}
    choose = alice.post(f"{here}/mediator", choice)[1].work
    take_up = mei.post(f"{here}/take-up", {})[1].work
    end = mei.post(f"{here}/end", {"reason": "deadlock"})[1].work
    assert len(choose) <= TO_CHOOSE, choose
    assert len(take_up) <= TO_CHANGE, take_up
    assert len(end) <= TO_END, end


@pytest.mark.parametrize("asked", ["", "&q=拖欠", "&open=1&light=fine", f"&place={Cast.township}", "&mine=1"])
def test_a_list_costs_the_same_for_ten_and_for_a_hundred(cast: Cast, asked: str) -> None:
    alice = door(cast["alice"])
    few = alice.get(f"/api/disputes?size=100{asked}")[1].work
    for number in range(40):
        alice.post("/api/disputes", report(cast, number))
    shown, ten = alice.get(f"/api/disputes?size=10{asked}")
    _, hundred = alice.get(f"/api/disputes?size=100{asked}")
    assert len(few) == len(ten.work) == len(hundred.work) <= TO_LIST, hundred.work
    assert len(shown["items"]) == (0 if "mine" in asked else 10)  # type: ignore[arg-type]


def test_the_count_hears_every_statement(cast: Cast) -> None:
    """The measure itself: a refused request costs as well, and an unknown asker's question reaches the database."""
    from tests.bench.statements import counted

    with counted() as cost:
        answer = Client(headers={"Authorization": "Bearer nobody"}).get("/api/disputes")
    assert answer.status_code == 401
    assert any("api_token" in statement for statement in cost.work), json.dumps(cost.work)
