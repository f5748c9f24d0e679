"""A resident reports from a phone in three steps, without an account, and nothing typed is lost (D1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.apps.disputes.models import Dispute, Poster, Report
from concord.apps.disputes.tests.browsers import Browser, browser, follower, newest_sms, nothing_changes, six_digits
from concord.apps.disputes.tests.doors import DOORS, Door
from concord.apps.disputes.tests.told import BO, WORDS, report, told_to
from concord.core.matters.access import declare_system
from concord.core.papers.tests.files import heic, photo, voice
from tests.ground.cast import Cast

WHAT = {"words": WORDS, "place": "330105001", "respondent": "恒远建筑劳务有限公司", "amount": "35000"}
WHO = {"name": "王小波", "phone": BO}


def sent(client: Browser, what: dict[str, object] = WHAT, who: dict[str, str] = WHO) -> int:  # type: ignore[assignment]
    """The three steps; what the last one answers."""
    assert client.post("/report/", what).headers["Location"] == "/report/who/"
    assert client.post("/report/who/", who).headers["Location"] == "/report/code/"
    return client.post("/report/code/", {"phone_code": six_digits(who["phone"])}).status_code


def reported() -> Dispute:
    declare_system()
    return Dispute.objects.select_related("matter").get()


@pytest.mark.django_db
def test_a_report_opens_a_dispute_and_its_code_follows_it(cast: Cast) -> None:
    client = browser(cast)
    assert sent(client) == 302
    dispute = reported()
    assert (dispute.words, dispute.matter.stage, str(dispute.amount)) == (WORDS, "reported", "35000.00")
    code = newest_sms(BO, "follow_code").split("/f/")[1].split()[0]
    assert code in client.get("/report/done/").content.decode()
    assert dispute.matter.number in follower(code).get("/my/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_sending_the_same_report_twice_opens_one_dispute(cast: Cast, door: Door) -> None:
    if door == "screen":
        client = browser(cast)
        assert [sent(client), client.post("/report/code/", {"phone_code": "123456"}).status_code] == [302, 302]
    else:
        browser(cast).send("/api/phone-codes", {"phone": BO})
        said = {"words": WORDS, "place": cast.township, "name": "王小波", "phone": BO, "phone_code": six_digits(BO)}
        once = {"Idempotency-Key": "the-same-key"}
        answers = [browser(cast).send("/api/reports", said, headers=once) for _twice in range(2)]
        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
    declare_system()
    assert Report.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "step"),
    [
        ({"words": ""}, "words"),
        ({"words": "欠钱"}, "words"),
        ({"words": "长" * 5001}, "words"),
        ({"place": ""}, "place"),
        ({"place": "没有这个地方"}, "place"),
        ({"place": "33"}, "place"),
        ({"happened_on": "2026-02-30"}, "happened_on"),
        ({"happened_on": "2999-01-01"}, "happened_on"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "很多"}, "amount"),
        ({"amount": "1e400"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"latitude": "91", "longitude": "120"}, "latitude"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_stays_on_the_page(
    cast: Cast, changed: dict[str, str], step: str
) -> None:
    client = browser(cast)
    with nothing_changes():
        answer = client.post("/report/", WHAT | changed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [step]
    if "words" not in changed:
        assert WORDS in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ({"name": "", "phone": BO}, 422),
        ({"name": "王小波", "phone": ""}, 422),
        ({"name": "王小波", "phone": "12345"}, 422),
        ({"name": "王小波", "phone": "一三九"}, 422),
        ({"name": "长" * 81, "phone": BO}, 422),
        ({"name": "王小波", "phone": "+86 139-0000-0001"}, 302),
        ({"name": "John Smith 😀", "phone": "+44 7700 900123"}, 302),
    ],
)
def test_a_phone_must_be_one_that_can_be_reached(cast: Cast, who: dict[str, str], answer: int) -> None:
    client = browser(cast)
    client.post("/report/", WHAT)
    assert client.post("/report/who/", who).status_code == answer
    assert client.get("/report/").context["form"]["words"].value() == WORDS


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["000000", "", "12", "😀😀😀😀😀😀", "1" * 13, "' OR 1=1"])
def test_without_the_code_from_the_phone_nothing_is_sent(cast: Cast, typed: str) -> None:
    client = browser(cast)
    client.post("/report/", WHAT)
    client.post("/report/who/", WHO)
    with nothing_changes():
        assert client.post("/report/code/", {"phone_code": typed}).status_code in {409, 422}
    client.post("/report/code/again/")
    assert client.post("/report/code/", {"phone_code": six_digits(BO)}).status_code == 302


@pytest.mark.django_db
def test_no_step_is_jumped_over(cast: Cast) -> None:
    client = browser(cast)
    assert client.get("/report/who/").headers["Location"] == "/report/"
    assert client.post("/report/code/", {"phone_code": "123456"}).headers["Location"] == "/report/"
    assert client.get("/report/done/").headers["Location"] == "/follow/"
    assert client.post("/report/code/again/").status_code == 302


@pytest.mark.django_db
def test_photos_and_a_voice_note_come_along_and_one_that_is_refused_keeps_the_others(cast: Cast) -> None:
    client = browser(cast)
    files = [SimpleUploadedFile(f"{n}.jpg", content) for n, content in enumerate([photo(), heic(), b"MZ\x90 no photo"])]
    refused = client.post("/report/", WHAT | {"photos": files, "voice": SimpleUploadedFile("a.wav", voice())})
    assert refused.status_code == 409
    assert WORDS in refused.content.decode()
    assert sent(client) == 302
    kinds = sorted(reported().matter.papers.values_list("kind", flat=True))
    assert kinds == ["photo", "photo", "voice"]


@pytest.mark.django_db
def test_a_photo_taken_off_the_report_does_not_come_along(cast: Cast) -> None:
    client = browser(cast)
    client.post(
        "/report/", WHAT | {"photos": [SimpleUploadedFile("a.jpg", photo()), SimpleUploadedFile("b.png", photo("PNG"))]}
    )
    first = client.get("/report/").context["papers"][0]
    client.post(f"/report/files/{first.pk}/drop/")
    assert sent(client) == 302
    assert first.pk not in reported().matter.papers.values_list("pk", flat=True)
    assert reported().matter.papers.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("step", "place", "one"),
    [("reported", "330105001", True), ("ended", "330105001", False), ("reported", "330106", False)],
)
def test_a_report_joins_the_one_it_was_shown_or_becomes_its_own(
    cast: Cast, step: str, place: str, one: bool, door: Door
) -> None:
    first, lin = told_to(step, cast), cast.phone("lin")
    if door == "screen":
        assert (
            sent(browser(cast), WHAT | {"joins": str(first.pk), "place": place}, {"name": "林芳", "phone": lin}) == 302
        )
    else:
        browser(cast).send("/api/phone-codes", {"phone": lin})
        said = {"words": WORDS, "place": place, "name": "林芳", "phone": lin, "phone_code": six_digits(lin)}
        assert browser(cast).send("/api/reports", said | {"joins": first.pk}).status_code == 201
    declare_system()
    assert (Dispute.objects.count() == 1) is one
    assert (first.dispute.people_affected == 2) is one


@pytest.mark.django_db
def test_a_private_matter_is_never_shown_to_others_nor_joined(cast: Cast) -> None:
    private = report(cast, words="丈夫打我，我要离婚，孩子归谁？请帮帮我。", respondent="")
    page = browser(cast).get("/report/similar/", {"words": "丈夫打我，我要离婚，孩子归谁", "place": cast.township})
    assert 'name="joins"' not in page.content.decode()
    assert sent(browser(cast), WHAT | {"joins": str(private.pk)}, {"name": "林芳", "phone": cast.phone("lin")}) == 302
    declare_system()
    assert private.dispute.matter.parties.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("active", "answer"), [(True, 302), (False, 404)])
def test_a_poster_prefills_place_object_and_kind(cast: Cast, active: bool, answer: int) -> None:
    facts = {"place_id": cast.township, "object": "三号电梯", "topic": "C12-1", "organisation": cast.body("centre")}
    Poster.objects.create(code="AB12CD34", is_active=active, **facts)
    client = browser(cast)
    assert client.get("/r/ab12cd34").status_code == answer
    if active:
        assert "三号电梯" in client.get("/report/").content.decode()
        assert sent(client) == 302
        dispute = reported()
        assert (dispute.object, dispute.proposal["item"]) == ("三号电梯", "C12-1")
        assert dispute.reports.get().channel == "qr"


@pytest.mark.django_db
def test_a_report_of_one_who_signed_in_is_theirs(cast: Cast) -> None:
    client = browser(cast, "lin")
    assert sent(client, WHAT, {"name": "林芳", "phone": cast.phone("lin")}) == 302
    assert reported().matter.number in browser(cast, "lin").get("/mine/").content.decode()
    assert reported().matter.number not in browser(cast, "zed").get("/mine/").content.decode()


@pytest.mark.django_db
def test_a_draft_that_cannot_be_opened_begins_anew(cast: Cast, settings: object) -> None:
    client: Client = browser(cast)
    client.post("/report/", WHAT)
    settings.CONCORD_FIELD_KEYS = [b"another key of thirty-two bytes!"]  # type: ignore[attr-defined]
    assert client.get("/report/").context["form"]["words"].value() == ""
