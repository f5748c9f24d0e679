"""The whole story by API alone: from the code on a phone to a settlement that is signed, performed and rated."""

from datetime import timedelta

from django.utils.timezone import localdate

from concord.apps.disputes.services.carrying_over import ready_file
from concord.apps.disputes.services.following_up import plan_follow_ups
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from tests.api.caller import Caller, done, newest_code, refused
from tests.api.world import WORDS, World
from tests.ground.cast import Cast

REPORTER, BOSS = "13911110077", "13911110078"
FOLLOW = r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"


def follower(world: World, code: object) -> Caller:
    """A party, known by its code."""
    world.headers["of the story"] = {"Follow-Code": str(code)}
    return Caller(world, "of the story")


def reported(world: World) -> dict[str, object]:
    """A resident finds the place, proves the phone, and reports; a wrong code does nothing."""
    anyone = Caller(world)
    place = done(anyone.get("/places", q="米市巷"))[0]["code"]
    done(anyone.post("/phone-codes", {"phone": REPORTER}), 201)
    told = {"words": WORDS, "place": place, "name": "王小波", "phone": REPORTER, "respondent": "恒远建筑劳务有限公司"}
    assert refused(anyone.post("/reports", told | {"phone_code": "wrong"}), 409)["field"] == "phone_code"
    return done(anyone.post("/reports", told | {"phone_code": newest_code(REPORTER)}), 201)


def assigned(world: World, pk: object, cast: Cast) -> None:
    """Alice reads what is proposed, accepts it, and asks mei."""
    alice = Caller(world, "alice")
    proposed = done(alice.get(f"/disputes/{pk}/proposal"))
    assert proposed["item"] == "C08-1"
    assert proposed["because"]
    done(alice.post(f"/disputes/{pk}/accept", {"item": proposed["item"], "place": cast.township}))
    offered = done(alice.get(f"/disputes/{pk}/mediators"))
    mei = next(one for one in offered if one["mediator"] == cast["mei"].pk)
    refused(alice.post(f"/disputes/{pk}/mediator", {"mediator": cast["bo"].pk, "committee": mei["committee"]}), 409)
    done(alice.post(f"/disputes/{pk}/mediator", {"mediator": mei["mediator"], "committee": mei["committee"]}))


def mediated(world: World, pk: object) -> Caller:
    """Mei takes it up and reaches the other side, who proposes and hears from the room."""
    mei = Caller(world, "mei")
    done(mei.post(f"/disputes/{pk}/take-up"))
    boss = next(one for one in done(mei.get(f"/disputes/{pk}/parties")) if one["side"] == "respondent")
    reached = {"side": "respondent", "name": boss["name"], "phone": BOSS, "party": boss["id"]}
    done(mei.post(f"/disputes/{pk}/parties", reached), 201)
    other = follower(world, newest_code(BOSS, "follow_code", FOLLOW))
    made = done(other.post("/followed/offers", {"terms": "分两期付清", "amount": "35000.00"}), 201)
    assert made["amount"] == "35000.00"
    done(mei.post(f"/disputes/{pk}/messages", {"text": "请看对方的方案。"}), 201)
    assert [one["text"] for one in done(other.get("/followed/messages"))["items"]] == ["请看对方的方案。"]
    return other


def settled(world: World, pk: object, resident: Caller, other: Caller) -> int:
    """Both sides and mei sign the same paper, each in turn; returns the promise that was made."""
    mei, due = Caller(world, "mei"), (localdate() + timedelta(days=10)).isoformat()
    promise = {"what": "支付工资", "amount": "35000", "due_on": due}
    drafted = done(mei.post(f"/disputes/{pk}/settlement", {"terms": "一次付清。", "promises": [promise]}), 201)
    for signer, phone in ((resident, REPORTER), (other, BOSS)):
        paper = done(signer.get("/followed/settlement"))["paper"]
        done(signer.post("/followed/settlement/code"), 201)
        typed = {"phone_code": newest_code(phone), "sha256": paper["sha256"]}
        refused(signer.post("/followed/settlement/signature", typed | {"sha256": "0" * 64}), 409)
        done(signer.post("/followed/settlement/code"), 201)
        done(signer.post("/followed/settlement/signature", typed | {"phone_code": newest_code(phone)}), 201)
    done(mei.post(f"/disputes/{pk}/settlement/signature"), 201)
    return drafted["instalments"][0]["id"]


def test_a_report_becomes_a_performed_settlement(world: World) -> None:
    received = reported(world)
    pk, resident = received["dispute"], follower(world, received["follow_code"])
    assert done(resident.get("/followed"))["stage"] == "reported"
    assigned(world, pk, world.cast)
    other = mediated(world, pk)
    offer = done(resident.get("/followed/offers"))[0]["id"]
    done(resident.post(f"/followed/offers/{offer}/answer", {"accepts": True}))
    promise = settled(world, pk, resident, other)
    assert done(Caller(world, "mei").post(f"/disputes/{pk}/instalments/{promise}/performed"))["stage"] == "fulfilled"
    assert done(resident.get("/followed"))["possible"] == ["rate", "object"]
    done(resident.post("/followed/rating", {"score": 5, "words": "很快"}), 201)
    done(resident.post("/followed/objection", {"words": "少付了一天的钱"}), 201)
    answer = {"upheld": True, "answer": "重新核算"}
    assert done(Caller(world, "alice").post(f"/disputes/{pk}/objection", answer))["stage"] == "accepted"


def test_a_department_answers_contests_and_is_decided_about(world: World) -> None:
    alice, dora, pk = Caller(world, "alice"), Caller(world, "dora"), world.disputes["accepted"]
    bodies = {one["name"]: one["id"] for one in done(alice.get(f"/disputes/{pk}/handlers"))}
    labour, housing = bodies[world.cast.body("labour").name], bodies[world.cast.body("housing").name]
    far = world.cast.body("next_centre").pk
    refused(alice.post(f"/disputes/{pk}/department", {"lead": far}), 404)
    done(alice.post(f"/disputes/{pk}/department", {"lead": labour, "joint": [housing, 2**63 - 1]}))
    done(dora.post(f"/disputes/{pk}/contest", {"reason": "属于住建部门", "points_to": housing}))
    done(alice.post(f"/disputes/{pk}/boundary", {"responsible": labour, "decision": "属于劳动报酬"}))
    assert done(dora.post(f"/disputes/{pk}/resolution", {"answer": "已责令支付"}))["stage"] == "resolved"


def test_an_alike_report_nearby_is_found_and_joined(world: World) -> None:
    anyone, phone = Caller(world), "13911110055"
    words = "烧烤店半夜油烟噪音扰民，整栋楼睡不着，多次反映没人管"
    found = done(anyone.get("/similar", words=words, place=world.cast.township))
    assert [one["id"] for one in found] == [world.disputes["noise"]]
    done(anyone.post("/phone-codes", {"phone": phone}), 201)
    told = {"words": words, "place": world.cast.township, "name": "张生", "phone": phone, "joins": found[0]["id"]}
    received = done(anyone.post("/reports", told | {"phone_code": newest_code(phone)}), 201)
    assert received["dispute"] == world.disputes["noise"]
    assert done(follower(world, received["follow_code"]).get("/followed"))["words"]


def test_a_poster_is_made_scanned_and_printed(world: World) -> None:
    carol = Caller(world, "carol")
    made = done(carol.post("/posters", {"place": world.cast.township, "hangs_on": "3号楼电梯", "topic": "C08-1"}), 201)
    scanned = done(Caller(world).get(f"/scanned/{str(made['code']).lower()}"))
    assert (scanned["place"], scanned["hangs_on"], scanned["topic"]) == (world.cast.township, "3号楼电梯", "C08-1")
    paper = carol.get(f"/posters/{made['id']}/paper")
    assert paper.content.startswith(b"%PDF-")
    refused(carol.post("/posters", {"place": "330106"}), 409)


def test_after_an_end_without_agreement_the_next_doors_are_there(world: World) -> None:
    rater, going_on = Caller(world, "rater"), Caller(world, "party")
    doors = done(rater.get("/followed/doors"))
    assert {"next", "court"} <= {one["id"] for one in doors if one["open"]}
    assert all(one["articles"] for one in doors)
    assert done(going_on.get("/followed/doors")) == []
    declare_system()
    ready_file(Act.objects.filter(kind="MediationEnded").latest("pk").pk)  # the worker's job


def test_a_visit_after_the_end_is_noted_by_the_centre_only(world: World) -> None:
    pk = world.disputes["handling"]
    done(Caller(world, "dora").post(f"/disputes/{pk}/resolution", {"answer": "已支付"}))
    declare_system()
    plan_follow_ups({Matter.objects.get(pk=pk): localdate()}, today=localdate())
    told = {"finding": "settled", "words": "电话里说都收到了"}
    refused(Caller(world, "dora").post(f"/disputes/{pk}/visit", told), 404)
    done(Caller(world, "carol").post(f"/disputes/{pk}/visit", told))
    refused(Caller(world, "carol").post(f"/disputes/{pk}/visit", told), 409)
