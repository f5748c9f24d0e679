"""A case from its opening to its end: orders, answers, statements, findings, objections; through the doors (G3)."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from concord.apps.grassroots.supervision.models import Finding
from concord.apps.grassroots.supervision.tests.conftest import Office
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.agenda.facts.demands import OpinionGiven
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import finish_tasks
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from concord.core.people.models import Membership

FINDING = {"kind": "late", "words": "两次派单均未到场，无说明。"}


def kinds(matter: int) -> list[str]:
    declare_system()
    return list(Act.objects.filter(matter_id=matter).order_by("pk").values_list("kind", flat=True))


def done(office: Office) -> None:
    """The late work is done, and the world hears of it."""
    declare_system()
    finish_tasks(office.about, by=office.person("tess"))
    record(OpinionGiven(matter_id=office.about.pk, demand_id=0, body="township"), by=office.person("tess"))
    office.a_day_passes()


def test_from_the_order_to_the_end(office: Office) -> None:
    case = office.opened()
    inga, tess, one = office.browser("inga"), office.browser("tess"), f"/supervision/{case.pk}"
    ordered = inga.send(f"{one}/orders", {"words": "三日内到场修复并书面答复", "days": 3}).json()["id"]
    assert inga.send(f"{one}/close", {"outcome": "过早"}).status_code == 409  # unanswered
    assert tess.send(f"{one}/orders/{ordered}/answer", {"words": "已排班，后天施工"}).status_code == 200
    assert inga.send(f"{one}/close", {"outcome": "过早"}).status_code == 409  # not done
    done(office)
    shown = inga.get(f"/api{one}").json()
    assert (shown["stage"], shown["orders"][0]["answer"]) == ("caught_up", "已排班，后天施工")
    assert inga.send(f"{one}/close", {"outcome": "修复并核实"}).status_code == 200
    assert kinds(case.pk)[-1] == "SupervisionClosed"
    assert inga.send(f"{one}/orders", {"words": "再来", "days": 3}).status_code == 404


def test_an_order_that_stays_unanswered_brings_in_the_discipline_body(office: Office) -> None:
    case = office.opened()
    office.browser("inga").send(f"/supervision/{case.pk}/orders", {"words": "答复", "days": 3})
    assert office.browser("dirk").send(f"/supervision/{case.pk}/findings", FINDING).status_code == 404
    declare_system()
    long_ago = localdate() - timedelta(days=9)
    Task.objects.filter(matter=case.pk, kind="order").update(due_on=long_ago, yellow_on=long_ago)
    office.a_day_passes()
    declare_system()
    assert case.followers.filter(organisation=office.bodies["discipline"], rule="unanswered").exists()
    assert Notice.objects.filter(matter=case.pk, person__username="dirk").exists()
    assert office.browser("dirk").send(f"/supervision/{case.pk}/findings", FINDING).status_code == 201


@pytest.mark.parametrize(("upheld", "struck"), [(True, True), (False, False)])
def test_a_finding_is_objected_to_and_another_body_decides(office: Office, upheld: bool, struck: bool) -> None:
    case = office.opened()
    inga, tess, rita = (office.browser(who) for who in ("inga", "tess", "rita"))
    found = inga.send(f"/supervision/{case.pk}/findings", FINDING).json()["id"]
    said = tess.send(f"/findings/{found}/objection", {"words": "当日已到场，有照片"}).json()["id"]
    decision = {"upheld": upheld, "answer": "核对照片"}
    for who in ("inga", "dirk", "tess", "nils"):
        assert office.browser(who).send(f"/objections/{said}/decision", decision).status_code == 404
    assert rita.send(f"/objections/{said}/decision", decision).status_code == 200
    assert rita.send(f"/objections/{said}/decision", decision).status_code == 404  # decided once
    declare_system()
    finding = Finding.objects.get(pk=found)
    assert (finding.struck_at is not None, finding.words) == (struck, FINDING["words"])


def test_nobody_reviews_a_finding_of_their_own_body(office: Office) -> None:
    case = office.opened()
    found = office.browser("inga").send(f"/supervision/{case.pk}/findings", FINDING).json()["id"]
    said = office.browser("tess").send(f"/findings/{found}/objection", {"words": "不实"}).json()["id"]
    Membership.objects.filter(person__username="rita").update(organisation=office.bodies["inspection"])
    decision = {"upheld": False, "answer": "维持"}
    assert office.browser("rita").send(f"/objections/{said}/decision", decision).status_code == 404


def test_after_its_last_day_a_finding_stands(office: Office) -> None:
    case = office.opened()
    found = office.browser("inga").send(f"/supervision/{case.pk}/findings", FINDING).json()["id"]
    declare_system()
    Finding.objects.filter(pk=found).update(objection_until=localdate() - timedelta(days=1))
    assert office.browser("tess").send(f"/findings/{found}/objection", {"words": "太晚"}).status_code == 409


def test_what_is_not_the_duty_of_a_body_can_be_closed_undone(office: Office) -> None:
    case = office.opened()
    inga = office.browser("inga")
    inga.send(f"/supervision/{case.pk}/findings", {"kind": "not_its_duty", "words": "道路属市政"})
    assert inga.send(f"/supervision/{case.pk}/close", {"outcome": "转市政"}).status_code == 409  # may be objected to
    declare_system()
    Finding.objects.update(objection_until=localdate() - timedelta(days=1))
    assert inga.send(f"/supervision/{case.pk}/close", {"outcome": "转市政"}).status_code == 200


def test_the_responsible_body_reads_what_is_said_of_it_and_answers(office: Office) -> None:
    case = office.opened()
    tess = office.browser("tess")
    page = tess.get(f"/desk/supervision/{case.pk}/")
    assert page.status_code == 200
    assert tess.post(f"/desk/supervision/{case.pk}/do/state/", {"words": "材料等了两周"}).status_code == 302
    office.a_day_passes()
    assert "材料等了两周" in tess.get(f"/desk/supervision/{case.pk}/").content.decode()
    declare_system()
    assert Notice.objects.filter(matter=case.pk, person__username="inga", template="StatementMade").exists()
    assert tess.get(f"/desk/supervision/{case.pk}/do/find/").status_code == 404


@pytest.mark.parametrize(
    ("who", "reads"),
    [("inga", 200), ("dirk", 200), ("rita", 200), ("tess", 200), ("sue", 200),
     ("dora", 404), ("nils", 404), ("gone", 404), ("mei", 404), ("nina", 404)],
)  # fmt: skip
def test_who_reads_a_case(office: Office, who: str, reads: int) -> None:
    case = office.opened()
    client = office.browser(who)
    assert client.get(f"/desk/supervision/{case.pk}/").status_code == reads
    assert client.get(f"/api/supervision/{case.pk}").status_code == reads
    listed = client.get("/api/supervision").json().get("items", [])
    assert [one["id"] for one in listed] == ([case.pk] if reads == 200 else [])


@pytest.mark.parametrize("who", ["dirk", "paul", "rita", "tess", "dora", "nils", "gone"])
def test_only_who_follows_a_case_acts_in_it(office: Office, who: str) -> None:
    case = office.opened()
    client, one = office.browser(who), f"/supervision/{case.pk}"
    declare_system()
    before = Act.objects.count()
    assert client.send(f"{one}/orders", {"words": "答复", "days": 3}).status_code == 404
    assert client.send(f"{one}/findings", FINDING).status_code == 404
    assert client.send(f"{one}/close", {"outcome": "无"}).status_code == 404
    assert client.send(f"{one}/followers", {"body": office.bodies["discipline"].pk, "reason": "x"}).status_code == 404
    declare_system()
    assert Act.objects.count() == before


def test_a_supervisor_brings_in_another_body_once(office: Office) -> None:
    case = office.opened()
    inga, path = office.browser("inga"), f"/supervision/{case.pk}/followers"
    procuratorate, labour = office.bodies["procuratorate"].pk, office.cast.body("labour").pk
    assert inga.send(path, {"body": labour, "reason": "不是监督单位"}).status_code == 409
    assert inga.send(path, {"body": procuratorate, "reason": "涉及公益"}).status_code == 200
    assert inga.send(path, {"body": procuratorate, "reason": "再来"}).status_code == 409
    assert office.browser("paul").send(f"/supervision/{case.pk}/findings", FINDING).status_code == 201
