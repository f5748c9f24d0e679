"""What did not arrive is seen by those who can do something about it, and programs hear of their own matters (K9)."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.timezone import localdate

from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.agenda.facts import TaskLate
from concord.core.matters.access import declare_system
from concord.core.matters.models import Involvement, Matter
from concord.core.notices.carriers import carriers
from concord.core.notices.carrying import hand_over_waiting, note_receipts
from concord.core.notices.hooks import add_hook, stop_hook
from concord.core.notices.listeners import tell_hooks
from concord.core.notices.models import Hook, Notice
from concord.core.notices.services import Letter, send, try_again
from concord.core.ports import Handed, Receipt
from concord.core.refusals import OutsideFailure, Refusal
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
PHONE, SECRET = "13911112222", "鲸落暗号"


class Refusing:
    """A carrier that refuses for good, until it is mended."""

    mended = False

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        if self.mended:
            return Handed("id")
        raise OutsideFailure("no such number", again=False)


@pytest.fixture
def carrier() -> Iterator[Refusing]:
    carriers["sms"] = refusing = Refusing()
    yield refusing
    carriers.clear()


def matter_in(cast: Cast, place: str, number: str = "M-1") -> Matter:
    declare_system()
    return Matter.objects.create(
        number=number, kind="dispute", title=SECRET, place_id=place, lead=cast.body("labour"), stage="mediating",
        law_as_of=localdate(),
    )  # fmt: skip


def given_up(matter: Matter, carrier: Refusing, template: str = "news") -> Notice:
    """A message about a matter that its carrier refused."""
    key = f"{matter.pk}-{template}"
    send(Letter(channel="sms", template=template, body=SECRET, key=key, address=PHONE, matter_id=matter.pk))
    hand_over_waiting()
    declare_system()
    return Notice.objects.get(key=key)


def page(cast: Cast, who: str, address: str = "/desk/operations/notices/") -> tuple[int, str]:
    client = Client()
    client.force_login(cast[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_a_message_that_was_given_up_stands_in_the_record_of_its_matter(cast: Cast, carrier: Refusing) -> None:
    notice = given_up(matter_in(cast, cast.township), carrier)
    act = Act.objects.get(kind="NoticeGivenUp")
    assert (act.matter_id, act.payload) == (
        notice.matter_id, {"notice_id": notice.pk, "channel": "sms", "reason": "no such number"},
    )  # fmt: skip
    assert act.visibility == Act.Visibility.STAFF


def test_a_receipt_that_says_it_never_will_arrive_is_recorded_once(cast: Cast) -> None:
    matter = matter_in(cast, cast.township)
    send(Letter(channel="sms", template="t", body="b", key="k", address=PHONE, matter_id=matter.pk))
    assert [note_receipts("sms", [Receipt("k", False, "空号")]) for _again in range(2)] == [1, 0]
    assert [act.payload["reason"] for act in Act.objects.filter(kind="NoticeGivenUp")] == ["空号"]


def test_receipts_of_one_channel_settle_no_notice_of_another(cast: Cast) -> None:
    send(Letter(channel="sms", template="t", body="b", key="k", address=PHONE))
    assert note_receipts("webhook", [Receipt("k", True)]) == 0


def test_operators_see_what_was_given_up_and_why_but_not_what_was_said(cast: Cast, carrier: Refusing) -> None:
    given_up(matter_in(cast, cast.township), carrier)
    status, shown = page(cast, "oscar")
    assert status == 200
    assert all(part in shown for part in ("M-1", "139****2222", "no such number"))
    assert PHONE not in shown
    assert SECRET not in shown


@pytest.mark.parametrize("who", ["alice", "mei", "sue", "bo"])
def test_others_find_no_such_page(cast: Cast, who: str) -> None:
    assert page(cast, who)[0] == 404
    assert page(cast, who, "/desk/operations/hooks/")[0] == 404


def test_what_was_given_up_in_another_county_is_not_shown(cast: Cast, carrier: Refusing) -> None:
    given_up(matter_in(cast, "330106", "M-2"), carrier)
    assert "M-2" not in page(cast, "oscar")[1]


def test_a_message_is_tried_again_once_the_carrier_is_mended(cast: Cast, carrier: Refusing) -> None:
    notice, client = given_up(matter_in(cast, cast.township), carrier), Client()
    client.force_login(cast["oscar"], backend="allauth.account.auth_backends.AuthenticationBackend")
    carrier.mended = True
    assert client.post(f"/desk/operations/notices/{notice.pk}/again/").status_code == 302
    assert hand_over_waiting() == 1
    declare_system()
    notice.refresh_from_db()
    assert (notice.status, notice.attempts) == ("sent", 1)
    with pytest.raises(Refusal):
        try_again(notice.pk, by=cast["oscar"])


def test_secret_words_are_forgotten_when_given_up_and_cannot_be_sent_again(cast: Cast, carrier: Refusing) -> None:
    notice = given_up(matter_in(cast, cast.township), carrier, template="follow_code")
    assert notice.body == ""
    with pytest.raises(Refusal):
        try_again(notice.pk, by=cast["oscar"])


def hook(cast: Cast, body: str = "labour") -> Hook:
    return add_hook(cast.body(body).pk, url="https://labour.example/in", by=cast["oscar"])


def happened(matter: Matter) -> list[Notice]:
    """The webhook notices after something happened in a matter."""
    declare_system()
    (act,) = record(TaskLate(matter_id=matter.pk, task_id=1, kind=SECRET, due_on="2026-05-20"), by=None)
    tell_hooks([act])
    tell_hooks([act])
    return list(Notice.objects.filter(channel="webhook"))


def test_a_program_hears_once_of_an_act_in_a_matter_its_organisation_leads_and_of_no_words(cast: Cast) -> None:
    hook(cast)
    matter = matter_in(cast, cast.township)
    (notice,) = happened(matter)
    assert (notice.address, notice.status) == ("https://labour.example/in", "waiting")
    told = json.loads(notice.body)
    assert (told["kind"], told["matter"]) == ("TaskLate", {"id": matter.pk, "number": "M-1", "kind": "dispute"})
    assert SECRET not in notice.body + notice.subject


def test_a_program_hears_of_matters_its_organisation_takes_part_in_and_of_no_others(cast: Cast) -> None:
    hook(cast, "housing")
    matter = matter_in(cast, cast.township)
    assert happened(matter) == []
    Involvement.objects.create(matter=matter, organisation=cast.body("housing"), part="joint")
    assert len(happened(matter)) == 1


def test_a_stopped_webhook_hears_nothing(cast: Cast) -> None:
    stop_hook(hook(cast).pk, by=cast["oscar"])
    assert happened(matter_in(cast, cast.township)) == []


def test_a_webhook_that_fails_for_good_does_not_call_itself_again(cast: Cast) -> None:
    hook(cast)
    happened(matter_in(cast, cast.township))
    carriers["webhook"] = Refusing()
    hand_over_waiting()
    carriers.clear()
    declare_system()
    assert Notice.objects.get(channel="webhook").status == "failed"
    assert not Act.objects.filter(kind="NoticeGivenUp").exists()


@pytest.mark.parametrize(
    "url",
    ["", "labour", "ftp://x.example/", "https://", "https://a:b@x.example/", "https://[", "https://x/" + "a" * 400],
)
def test_what_is_no_address_is_refused_with_the_reason_at_its_field(cast: Cast, url: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_hook(cast.body("labour").pk, url=url, by=cast["oscar"])
    assert refused.value.field == "url"
    assert not Hook.objects.exists()


def test_an_operator_sets_up_webhooks_on_the_page_for_bodies_of_the_place_only(cast: Cast) -> None:
    client = Client()
    client.force_login(cast["oscar"], backend="allauth.account.auth_backends.AuthenticationBackend")
    typed = {"url": "https://labour.example/in"}
    far, near = cast.body("next_centre").pk, cast.body("labour").pk
    codes = [client.post("/desk/operations/hooks/", {**typed, "organisation": pk}).status_code for pk in (far, near)]
    assert codes == [422, 302]
    assert Hook.objects.get().organisation_id == near
    assert "labour.example" in client.get("/desk/operations/hooks/").content.decode()
    assert client.post(f"/desk/operations/hooks/{Hook.objects.get().pk}/stop/").status_code == 302
    assert "labour.example" not in client.get("/desk/operations/hooks/").content.decode()
