"""Six views whose figures open to their contracts; signs of integrity that only those with the duty see (P6)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.timezone import localdate

from concord.apps.contracts.models import Award, Contract, IntegrityAlarm, Lookup
from concord.apps.contracts.services.integrity import look_at
from concord.apps.contracts.tests.conftest import Office, _enter
from concord.core.acts.models import Act
from concord.core.matters.access import declare_follower, declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation
from tests.ground.cast import COUNTY, NEXT_COUNTY, Cast

SIGNS = "/api/integrity-signs"


@pytest.fixture
def watched(office: Office, cast: Cast) -> Office:
    """ida watches over integrity for the discipline body of the county, irma in the next county, ivan until yesterday,
    and ines does so from within the body that signed.
    """
    here = Organisation.objects.create(kind="department", place_id=COUNTY, name="区纪委监委")
    there = Organisation.objects.create(kind="department", place_id=NEXT_COUNTY, name="邻区纪委监委")
    _enter("ida", "integrity_inspector", here)
    _enter("irma", "integrity_inspector", there)
    _enter("ivan", "integrity_inspector", here, over=True)
    _enter("ines", "integrity_inspector", cast.body("housing"))
    return office


def signed(office: Office, amount: int, **other: object) -> Contract:
    """A contract that the housing department signed today."""
    told: dict[str, object] = {"title": "办公电脑采购", "nature": "goods", "procurement": "small"}
    made = office.requested(amount=Decimal(amount), **told | other)
    declare_system()
    Contract.objects.filter(pk=made.pk).update(signed_on=localdate())
    return made


def split(office: Office) -> IntegrityAlarm:
    """Two purchases that together had to be bought under supervision."""
    for _part in range(2):
        signed(office, 260_000)
    look_at(office.cast.body("housing").pk, today=localdate())
    found = IntegrityAlarm.objects.get(sign="split")
    declare_follower(0)
    return found


def test_a_sign_is_raised_once_grows_with_its_evidence_and_goes_by_itself(watched: Office) -> None:
    alarm = split(watched)
    body = watched.cast.body("housing").pk
    look_at(body, today=localdate())
    assert IntegrityAlarm.objects.count() == 1
    third = signed(watched, 240_000)
    look_at(body, today=localdate())
    alarm.refresh_from_db()
    assert alarm.evidence.count() == 3
    assert "760,000.00" in alarm.reason
    Contract.objects.exclude(pk=third.pk).update(procurement="open_tender")
    look_at(body, today=localdate())
    assert [(one.pk, one.state) for one in IntegrityAlarm.objects.filter(sign="split")] == [(alarm.pk, "gone")]


@pytest.mark.parametrize("who", ["hana", "appo", "vera", "luca", "nora", "irma", "ivan", "ines"])
def test_nobody_else_sees_a_sign_by_any_door(watched: Office, who: str) -> None:
    alarm = split(watched)
    browser = watched.browser(who)
    for path in (f"{SIGNS}/{alarm.pk}", f"/desk/contracts/integrity/{alarm.pk}/"):
        assert browser.get(path).status_code in {403, 404}, path
    assert str(alarm.pk) not in [str(one.get("id")) for one in browser.get(SIGNS).json().get("items", [])]
    judged = browser.send(f"{SIGNS}/{alarm.pk}/judgements", {"state": "dismissed", "words": "无"})
    assert judged.status_code in {403, 404}
    listed = browser.get("/api/contracts?figure=split")
    assert listed.status_code != 200 or listed.json()["items"] == []


@pytest.mark.parametrize(
    ("who", "sees"), [("ida", True), ("vera", False), ("hana", False), ("irma", False), ("ivan", False)]
)
def test_the_database_itself_shows_signs_to_the_duty_alone(watched: Office, who: str, *, sees: bool) -> None:
    split(watched)
    declare_reader(watched.person(who))
    counts = []
    with connection.cursor() as cursor:
        for table in ("contracts_integrityalarm", "contracts_evidence"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(bool(cursor.fetchone()[0]))
    assert counts == [sees, sees]


def test_no_story_of_a_contract_tells_of_a_sign_and_no_act_names_anybody(watched: Office) -> None:
    alarm = split(watched)
    declare_system()
    acts = Act.objects.filter(kind__startswith="Sign")
    assert [(act.matter_id, set(act.payload) - {"alarm_id", "sign"}) for act in acts] == [(None, set())]
    story = watched.browser("hana").get(f"/desk/contracts/{alarm.evidence.first().contract_id}/").content.decode()
    assert "sign was raised" not in story


def test_who_watches_judges_with_a_reason_step_by_step(watched: Office) -> None:
    alarm, ida = split(watched), watched.browser("ida")
    path = f"{SIGNS}/{alarm.pk}"
    whole = ida.get(path).json()
    assert (len(whole["contracts"]), whole["verdicts"]) == (2, ["watched", "referred", "dismissed"])
    assert "政府采购法" in "".join(whole["articles"])
    assert ida.send(f"{path}/judgements", {"state": "dismissed", "words": " "}).status_code == 422
    assert ida.send(f"{path}/judgements", {"state": "confirmed", "words": "跳步"}).status_code == 409
    for state in ("referred", "confirmed"):
        assert ida.send(f"{path}/judgements", {"state": state, "words": "已调阅采购文件"}).status_code == 201
    told = ida.get(path).json()
    assert ([one["state"] for one in told["judged"]], told["verdicts"]) == (["confirmed", "referred"], [])


def test_what_was_dismissed_comes_back_only_with_more_evidence(watched: Office) -> None:
    alarm, body = split(watched), watched.cast.body("housing").pk
    said = {"state": "dismissed", "words": "两个项目，预算不同"}
    assert watched.browser("ida").send(f"{SIGNS}/{alarm.pk}/judgements", said).status_code == 201
    look_at(body, today=localdate())
    assert IntegrityAlarm.objects.get(pk=alarm.pk).state == "dismissed"
    signed(watched, 240_000)
    look_at(body, today=localdate())
    assert IntegrityAlarm.objects.get(pk=alarm.pk).state == "open"


def test_what_the_register_and_the_award_say_becomes_a_sign(watched: Office) -> None:
    code = "91330105MA00000000"
    first = signed(watched, 1_000, title="打印纸", counterpart_code=code)
    other = signed(watched, 2_000, title="桌椅", counterpart="杭州另一家公司", counterpart_code=code)
    Award.objects.create(contract=other, price=1_900, entered_by=watched.person("hana"))
    for one in (first, other):
        Lookup.objects.create(contract=one, code=code, state="found", told={"people": ["沈立"]})
    look_at(watched.cast.body("housing").pk, today=localdate())
    found = {one.sign: one for one in IntegrityAlarm.objects.all()}
    assert set(found) == {"related", "above"}
    assert "沈立" in found["related"].reason
    assert set(found["above"].contracts.values_list("pk", flat=True)) == {other.pk}


def test_every_figure_opens_to_as_many_contracts(watched: Office) -> None:
    split(watched)
    late = watched.drafted()
    declare_system()
    Matter.objects.filter(pk=late.pk).update(due_on=localdate() - timedelta(days=1))
    ida = watched.browser("ida")
    told = ida.get(f"/api/contract-oversight?place={COUNTY}").json()
    figures = told["total"]["figures"]
    assert (figures["late"], figures["split"], figures["valuable"]) == (1, 2, 1)
    for name, number in figures.items():
        opened = ida.get(f"/api/contracts?figure={name}&place={COUNTY}&size=100").json()["items"]
        assert len(opened) == number, name
    row = next(one for one in told["rows"] if one["name"] == watched.cast.body("housing").name)
    assert row["figures"] == figures
    assert len(ida.get(f"/api/contracts?body={row['key']}&size=100").json()["items"]) == 3


def test_the_screen_shows_six_views_and_integrity_only_to_its_duty(watched: Office) -> None:
    alarm = split(watched)
    ida, vera = (watched.browser(who).get("/desk/contracts/supervision/?view=integrity") for who in ("ida", "vera"))
    for page in (ida, vera):
        assert page.status_code == 200
        assert page.content.decode().count('aria-labelledby="view-') == 6
    assert "figure=split" in ida.content.decode()
    assert "figure=split" not in vera.content.decode()
    listed = watched.browser("ida").get(f"/desk/contracts/?figure=split&place={COUNTY}").content.decode()
    assert f"/desk/contracts/integrity/{alarm.pk}/" in listed


@pytest.mark.parametrize(("who", "status"), [("vera", 200), ("ida", 200), ("hana", 404), ("luca", 404)])
def test_who_oversees_and_only_their_place(watched: Office, who: str, status: int) -> None:
    assert watched.browser(who).get("/desk/contracts/supervision/").status_code == status
    if status == 200:
        assert watched.browser(who).get(f"/desk/contracts/supervision/?place={NEXT_COUNTY}").status_code == 404
        assert watched.browser(who).get(f"/api/contract-oversight?place={NEXT_COUNTY}").status_code == 404


def test_the_six_views_cost_the_same_however_many_bodies(
    watched: Office, django_assert_max_num_queries: object
) -> None:
    split(watched)
    ida = watched.browser("ida")
    ida.get("/desk/contracts/supervision/")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        ida.get("/desk/contracts/supervision/")
