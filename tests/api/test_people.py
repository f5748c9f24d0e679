"""What an operator does on the screens, a program does by the API, within the same bounds (K2, K8)."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from concord.core.people.access import may
from concord.core.people.models import Duty, Membership, Organisation, Person
from tests.api.caller import Caller, done, refused
from tests.api.world import World

TODAY = localdate()


def wanted(world: World, body: str = "centre", **more: object) -> dict[str, object]:
    """A new clerk."""
    told = {"organisation": world.cast.body(body).pk, "role": "centre_clerk", "starts": str(TODAY)}
    return {"name": "赵新", "username": "zhao.xin", **told, **more}


def role(world: World, body: str = "centre", **more: object) -> dict[str, object]:
    return {"organisation": world.cast.body(body).pk, "role": "coordinator", "starts": str(TODAY), **more}


def kept() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Membership, Organisation, Duty))


def test_a_clerk_is_entered_with_a_password_that_must_be_changed(world: World) -> None:
    oscar = Caller(world, "oscar")
    made = done(oscar.post("/people", wanted(world), key="enter-zhao-xin"), 201)
    again = done(oscar.post("/people", wanted(world), key="enter-zhao-xin"), 201)
    assert again == made
    person = Person.objects.get(username="zhao.xin")
    assert person.check_password(str(made["one_time_password"]))
    assert person.one_time_until is not None
    shown = done(oscar.get(f"/people/{person.pk}"))
    assert "one_time_password" not in shown
    assert [held["role"] for held in shown["roles"]] == ["centre_clerk"]


def test_a_role_is_given_and_ended(world: World) -> None:
    oscar, carol = Caller(world, "oscar"), world.cast["carol"].pk
    held = done(oscar.post(f"/people/{carol}/roles", role(world)), 201)
    assert may(world.cast["carol"], "assign_mediator")
    yesterday = str(TODAY - timedelta(days=1))
    done(oscar.post(f"/people/roles/{held['id']}/end", {"last_day": yesterday}))
    assert not may(world.cast["carol"], "assign_mediator")


def test_the_account_is_looked_after(world: World) -> None:
    oscar, carol = Caller(world, "oscar"), world.cast["carol"].pk
    assert done(oscar.post(f"/people/{carol}/name", {"name": "方丽丽"}))["name"] == "方丽丽"
    told = done(oscar.post(f"/people/{carol}/password"))
    assert world.cast["carol"].check_password(str(told["one_time_password"]))
    assert done(oscar.post(f"/people/{carol}/close"))["is_open"] is False
    refused(Caller(world, "carol").get("/me"), 401)
    assert done(oscar.post(f"/people/{carol}/open"))["is_open"] is True
    refused(oscar.post(f"/people/{carol}/second-step/remove"), 409)


def test_the_list_is_narrowed_and_goes_from_page_to_page(world: World) -> None:
    oscar = Caller(world, "oscar")
    first = done(oscar.get("/people", size=3))
    second = done(oscar.get("/people", size=3, cursor=first["next"]))
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}
    mediators = done(oscar.get("/people", role="mediator", q="mei"))["items"]
    assert [one["username"] for one in mediators] == ["mei"]
    refused(oscar.get("/people", organisation=world.cast.body("next_centre").pk), 404)
    assert "operator" in {one["code"] for one in done(oscar.get("/roles"))}  # type: ignore[index]


def test_organisations_duties_and_grids_are_kept(world: World) -> None:
    oscar, county = Caller(world, "oscar"), world.cast.county
    told = {"name": "拱墅区信访局", "kind": "department", "function": "petition", "place": county}
    body = done(oscar.post("/organisations", told), 201)
    done(oscar.post(f"/organisations/{body['id']}", {"name": told["name"], "phone": "0571-88000000"}))
    assert done(oscar.get("/organisations", q="信访"))["items"][0]["phone"] == "0571-88000000"
    duty = done(oscar.post("/duties", {"organisation": body["id"], "topic": "C08-1", "place": county}), 201)
    assert [one["id"] for one in done(oscar.get("/duties", organisation=body["id"]))["items"]] == [duty["id"]]
    done(oscar.post(f"/duties/{duty['id']}/end"))
    assert done(oscar.get("/duties", organisation=body["id"]))["items"] == []
    grid = done(oscar.post("/places/330105001051/grids", {"name": "第一网格"}), 201)
    assert done(oscar.post(f"/places/{grid['code']}/name", {"name": "河滨网格"}))["name"] == "河滨网格"


@pytest.mark.parametrize("who", ["alice", "carol", "nina", "otto", "bo"])
def test_for_others_none_of_it_exists(world: World, who: str) -> None:
    caller, before, carol = Caller(world, who), kept(), world.cast["carol"].pk
    held, duty = Membership.objects.get(person=carol).pk, Duty.objects.order_by("pk")[0].pk
    for path in ("/people", f"/people/{carol}", "/roles", "/organisations", "/duties"):
        refused(caller.get(path), 404)
    body = world.cast.body("court").pk
    deeds: dict[str, object] = {
        "/people": wanted(world),
        f"/people/{carol}/roles": role(world),
        f"/people/roles/{held}/end": {"last_day": str(TODAY)},
        f"/people/{carol}/name": {"name": "别人"},
        **{f"/people/{carol}/{deed}": None for deed in ("password", "close", "open", "second-step/remove")},
        "/organisations": {"name": "新局", "kind": "department", "place": world.cast.county},
        f"/organisations/{body}": {"name": "法院"},
        "/duties": {"organisation": body, "topic": "C08-1", "place": world.cast.county},
        f"/duties/{duty}/end": None,
    }
    for path, said in deeds.items():
        refused(caller.post(path, said), 404)
    assert (kept(), world.cast["carol"].is_active) == (before, True)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"place": "330106"}, 409),
        ({"place": "99"}, 404),
        ({"role": "emperor"}, 404),
        ({"organisation": 2**62}, 404),
        ({"starts": str(TODAY - timedelta(days=1))}, 409),
        ({"username": "carol"}, 409),
        ({"capabilities": ["see_dispute"]}, 422),
    ],
)
def test_nothing_is_handed_out_beyond_the_place(world: World, more: dict[str, object], status: int) -> None:
    before = kept()
    refused(Caller(world, "oscar").post("/people", wanted(world, **more)), status)
    assert kept() == before
