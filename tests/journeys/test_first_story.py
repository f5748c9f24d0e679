"""The first whole story: a worker reports unpaid wages by phone, and follows it to a signed settlement (D1–D6, D9)."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from concord.apps.disputes.models import Dispute, Stage
from concord.core.acts.relay import pass_on
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from tests.ground.cast import Cast
from tests.ground.platform import wait_until

WORDS = "我在工地干了三个月，包工头拖欠工资三万五，一直推说没钱，请帮我讨薪。"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REPORTER, BOSS = "13911110001", "13911110002"


def latest_sms(phone: str, template: str) -> str:
    """The text of the newest message of a kind to a phone, as the gateway would get it."""
    declare_system()
    found = [
        one for one in Notice.objects.filter(channel="sms", template=template).order_by("-pk") if one.address == phone
    ]
    return found[0].body


def six_digits(phone: str) -> str:
    """The code in the newest message to a phone."""
    return re.findall(r"\d{6}", latest_sms(phone, "phone_code"))[0]


def staff(cast: Cast, who: str) -> Client:
    """A browser in which a member of staff has signed in."""
    client = Client()
    client.force_login(cast[who], backend=BACKEND)
    return client


def follower(phone: str) -> Client:
    """A browser that opened the link of the newest follow code sent to a phone."""
    client, body = Client(), latest_sms(phone, "follow_code")
    code = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", body)[0]
    assert client.get(reverse("disputes:follow_link", args=[code])).status_code == 302
    return client


def dispute() -> Dispute:
    """The dispute of this story, as the database has it now."""
    declare_system()
    return Dispute.objects.select_related("matter", "mediator").get()


def report() -> Client:
    """The resident's three steps."""
    client = Client()
    told = {"words": WORDS, "place": "330105001", "respondent": "恒远建筑劳务有限公司"}
    assert client.post(reverse("disputes:report"), told).url == reverse("disputes:report_who")
    who = {"name": "王小波", "phone": REPORTER}
    assert client.post(reverse("disputes:report_who"), who).url == reverse("disputes:report_code")
    wrong = client.post(reverse("disputes:report_code"), {"phone_code": "000000x"})
    assert wrong.status_code == 409
    sent = client.post(reverse("disputes:report_code"), {"phone_code": six_digits(REPORTER)})
    assert sent.url == reverse("disputes:report_done")
    assert client.get(sent.url).status_code == 200
    return client


def accept_and_assign(cast: Cast) -> None:
    """The coordinator confirms the proposal and asks mei."""
    alice, pk = staff(cast, "alice"), dispute().pk
    page = alice.get(reverse("disputes:accept", args=[pk])).content.decode()
    assert "C08-1" in page
    decided = {"item": "C08-1", "place": "330105001", "tags": ""}
    assert alice.post(reverse("disputes:accept", args=[pk]), decided).status_code == 302
    assert alice.get(reverse("disputes:mediator", args=[pk])).status_code == 200
    chosen = {"mediator": f"{cast['mei'].pk}-{cast.body('committee').pk}"}
    assert alice.post(reverse("disputes:mediator", args=[pk]), chosen).status_code == 302


def mediate(cast: Cast) -> Client:
    """Mei takes it up, reaches the other side, and drafts what both agreed to."""
    mei, pk = staff(cast, "mei"), dispute().pk
    assert mei.post(reverse("disputes:deed", args=[pk, "take-up"])).status_code == 302
    declare_system()
    boss = dispute().matter.parties.get(side="respondent")
    reached = {"side": "respondent", "name": boss.name, "phone": BOSS, "party_pk": boss.pk}
    assert mei.post(reverse("disputes:deed", args=[pk, "reach"]), reached).status_code == 302
    offered = {"terms": "分一期支付35000元", "amount": "35000", "pay_by": localdate().isoformat()}
    assert mei.post(reverse("disputes:deed", args=[pk, "offer"]), offered).status_code == 302
    due = (localdate() + timedelta(days=10)).isoformat()
    drafted = {
        "terms": "双方确认欠付工资35000元，一次付清。",
        "promises-TOTAL_FORMS": "1",
        "promises-INITIAL_FORMS": "0",
        "promises-0-what": "支付工资",
        "promises-0-amount": "35000",
        "promises-0-due_on": due,
    }
    assert mei.post(reverse("disputes:draft", args=[pk]), drafted).status_code == 302
    return mei


def sign(client: Client, phone: str) -> int:
    """A party reads the paper, asks for the code, and signs with it."""
    page = client.get(reverse("disputes:my_settlement"))
    assert page.status_code == 200
    client.post(reverse("disputes:my_signing_code"))
    declare_system()
    sha256 = dispute().settlements.get().paper.sha256
    typed = {"phone_code": six_digits(phone), "sha256": sha256}
    return client.post(reverse("disputes:my_settlement"), typed).status_code


@pytest.mark.django_db
def test_a_report_becomes_a_signed_settlement(cast: Cast) -> None:
    resident = report()
    assert dispute().matter.stage == Stage.REPORTED
    accept_and_assign(cast)
    mei = mediate(cast)
    assert sign(follower(BOSS), BOSS) == 409
    assert sign(resident, REPORTER) == 302
    assert sign(follower(BOSS), BOSS) == 302
    pk = dispute().pk
    assert mei.post(reverse("disputes:deed", args=[pk, "sign"])).status_code == 302
    assert dispute().matter.stage == Stage.PERFORMING
    declare_system()
    instalment = dispute().settlements.get().instalments.get()
    assert mei.post(reverse("disputes:performed", args=[pk, instalment.pk])).status_code == 302
    assert dispute().matter.stage == Stage.FULFILLED
    assert resident.get(reverse("disputes:my")).status_code == 200
    assert resident.post(reverse("disputes:my_rating"), {"score": "5", "words": "很快"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nina", "otto", "dora", "max", "bo"])
def test_strangers_do_not_learn_that_a_dispute_exists(cast: Cast, who: str) -> None:
    report()
    accept_and_assign(cast)
    pk, client = dispute().pk, Client()
    client.force_login(cast[who], backend=BACKEND)
    for tab in ("story", "parties", "papers", "tasks", "room", "settlement", "links"):
        assert client.get(reverse("disputes:tab", args=[pk, tab])).status_code == 404
    assert client.post(reverse("disputes:deed", args=[pk, "take-up"])).status_code == 404
    assert client.get(f"/api/disputes/{pk}").status_code == 404
    assert dispute().matter.stage == Stage.ASSIGNED


@pytest.mark.django_db
def test_every_page_of_the_desk_opens(cast: Cast) -> None:
    report()
    accept_and_assign(cast)
    alice, pk = staff(cast, "alice"), dispute().pk
    tabs = [reverse("disputes:tab", args=[pk, tab]) for tab in ("story", "parties", "papers", "tasks", "room", "links")]
    pages = [reverse(f"disputes:{name}") for name in ("list", "register", "posters", "export")]
    for page in [*pages, *tabs, reverse("disputes:list") + "?q=讨薪&open=1"]:
        assert alice.get(page).status_code == 200, page
    assert "王小波" not in alice.get(reverse("disputes:list") + "?q=没有这个词").content.decode()
    assert alice.get(reverse("disputes:list") + "?q=讨薪").content.decode().count("data-item") == 1


def relayed() -> bool:
    """Pass on what has settled; whether the acceptance was told."""
    with transaction.atomic():
        declare_system()
        pass_on()
        return Notice.objects.filter(template="DisputeAccepted").exists()


@pytest.mark.django_db(transaction=True)
def test_parties_are_told_each_step_once(cast: Cast) -> None:
    with transaction.atomic():
        report()
        accept_and_assign(cast)
    wait_until(relayed, what="the acts, which settle when every older transaction of the server has ended")
    relayed()
    with transaction.atomic():
        declare_system()
        told = [one.body for one in Notice.objects.filter(template="DisputeAccepted", channel="sms")]
        waiting = Notice.objects.filter(person=cast["mei"], template="MediatorAssigned", channel="inbox")
        assert waiting.count() == 1
    assert len(told) == 1
    assert "JF330105" in told[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "place", "offered"),
    [
        ("工地包工头拖欠我三个月工资，讨薪没人管", "拱墅区 · 米市巷街道", True),
        ("丈夫打我，我要离婚，孩子归谁", "拱墅区 · 米市巷街道", False),
        ("工地包工头拖欠我三个月工资，讨薪没人管", "没有这个地方", False),
    ],
)
def test_alike_reports_nearby_are_offered_to_join_without_names(
    cast: Cast, words: str, place: str, offered: bool
) -> None:
    report()
    page = Client().get(reverse("disputes:report_similar"), {"words": words, "place": place}).content.decode()
    assert ('name="joins"' in page) is offered
    assert "王小波" not in page
