"""In mediation people are reached, meet, talk, propose and answer; each side hears what is meant for it (D6)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from concord.apps.disputes.models import Appointment
from concord.apps.disputes.tests.browsers import browser, follower, newest_sms
from concord.apps.disputes.tests.deeds import Try, both_doors, tried
from concord.apps.disputes.tests.doors import DOORS, Door, Said, answered, knock
from concord.apps.disputes.tests.told import BOSS, told_to
from concord.core.matters.access import declare_system
from concord.core.papers.tests.files import heic, photo
from concord.core.rooms.models import Message
from tests.ground.cast import Cast

REACHED: Said = {"side": "respondent", "name": "恒远建筑劳务有限公司", "phone": "139 1111 0003"}


def hours(number: float) -> str:
    return (timezone.localtime() + timedelta(hours=number)).isoformat(timespec="minutes")


MEETING: Said = {"starts_at": hours(24), "ends_at": hours(25), "way": "in_person", "where": "调解室一"}
TERMS: Said = {"terms": "一次付清35000元", "amount": "35000.00", "pay_by": "2030-01-31"}


@both_doors(
    Try("mediating", "mei", 200, "mediating", REACHED | {"party": "respondent"}),
    Try("mediating", "mei", 200, "mediating", REACHED | {"side": "third", "name": "李四"}),
    Try("mediating", "mei", (422, 409), "mediating", REACHED | {"phone": "12345"}),
    Try("mediating", "mei", 422, "mediating", REACHED | {"side": "judge"}),
    Try("mediating", "mei", 422, "mediating", REACHED | {"name": ""}),
    Try("mediating", "mei", 404, "mediating", REACHED | {"party": 2**62}),
    Try("mediating", "mei", (404, 422), "mediating", REACHED | {"party": 10**30}),
    Try("mediating", "max", 404, "mediating", REACHED),
    Try("mediating", "alice", 404, "mediating", REACHED),
    Try("fulfilled", "mei", 409, "fulfilled", REACHED),
)
def test_reaching_a_party(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "reach", one, door)


@pytest.mark.django_db
def test_a_party_who_was_reached_gets_a_code_that_leads_to_this_dispute(cast: Cast) -> None:
    told = told_to("mediating", cast)
    assert told.boss_code in newest_sms(BOSS, "follow_code")
    page = follower(told.boss_code).get("/my/").content.decode()
    assert told.dispute.matter.number in page


@both_doors(
    Try("mediating", "mei", 200, "mediating", MEETING),
    Try("signing", "mei", 200, "signing", MEETING | {"way": "room", "where": ""}),
    Try("mediating", "mei", 409, "mediating", MEETING | {"starts_at": hours(-2)}),
    Try("mediating", "mei", 409, "mediating", MEETING | {"ends_at": hours(23)}),
    Try("mediating", "mei", 422, "mediating", MEETING | {"starts_at": "2027-02-30T10:00:00+08:00"}),
    Try("mediating", "mei", 422, "mediating", MEETING | {"way": "by pigeon"}),
    Try("assigned", "mei", 409, "assigned", MEETING),
    Try("ended", "mei", 409, "ended", MEETING),
    Try("mediating", "max", 404, "mediating", MEETING),
)
def test_making_an_appointment(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "appointment", one, door)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_a_mediator_is_in_one_place_at_a_time_until_it_is_cancelled(cast: Cast, door: Door) -> None:
    first, second = told_to("mediating", cast), told_to("mediating", cast)
    assert answered(knock(first, "mei", "appointment", MEETING, door)) == 200
    half_later = MEETING | {"starts_at": hours(24.5), "ends_at": hours(25.5)}
    assert answered(knock(second, "mei", "appointment", half_later, door)) == 409
    declare_system()
    made, mei = Appointment.objects.get(), browser(cast, "mei")
    base = f"disputes/{first.pk}/appointments/{made.pk}/cancel"
    screen, api = (
        (lambda: mei.post(f"/desk/{base}/", {"reason": "改期"})),
        (lambda: mei.send(f"/api/{base}", {"reason": "改期"})),
    )
    cancel = screen if door == "screen" else api
    assert [answered(cancel()), answered(cancel())] == [200, 409]
    assert answered(knock(second, "mei", "appointment", half_later, door)) == 200


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["max", "alice", "bo", ""])
def test_an_appointment_is_cancelled_by_its_mediator_alone(cast: Cast, who: str) -> None:
    told = told_to("mediating", cast)
    knock(told, "mei", "appointment", MEETING, "api")
    declare_system()
    made = Appointment.objects.get()
    browser(cast, who).post(f"/desk/disputes/{told.pk}/appointments/{made.pk}/cancel/", {"reason": "x"})
    browser(cast, who).send(f"/api/disputes/{told.pk}/appointments/{made.pk}/cancel", {"reason": "x"})
    declare_system()
    assert Appointment.objects.get().cancelled_at is None


@both_doors(
    Try("mediating", "mei", 200, "mediating", TERMS),
    Try("mediating", "mei", 200, "mediating", {"terms": "登门道歉"}),
    Try("mediating", "mei", 422, "mediating", {"terms": "  "}),
    Try("mediating", "mei", 422, "mediating", TERMS | {"amount": "-1"}),
    Try("mediating", "mei", 422, "mediating", TERMS | {"amount": "很多"}),
    Try("mediating", "mei", 422, "mediating", TERMS | {"amount": "99999999999999999999"}),
    Try("mediating", "mei", 422, "mediating", TERMS | {"pay_by": "2030-02-30"}),
    Try("signing", "mei", 409, "signing", TERMS),
    Try("mediating", "max", 404, "mediating", TERMS),
    Try("mediating", "alice", 404, "mediating", TERMS),
)
def test_making_a_proposal(cast: Cast, one: Try, door: Door) -> None:
    tried(cast, "offer", one, door)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "who", "said", "answer"),
    [
        ("mediating", "mei", {"text": "请双方周五到场"}, 200),
        ("mediating", "mei", {"text": "只对您说", "audience": "applicant"}, 200),
        ("mediating", "mei", {"text": "", "audience": "all"}, (409, 422)),
        ("mediating", "mei", {"text": "长" * 4001}, 422),
        ("mediating", "mei", {"text": "x", "audience": "judge"}, 422),
        ("mediating", "alice", {"text": "x"}, (404, 409)),
        ("mediating", "max", {"text": "x"}, 404),
        ("mediating", "", {"text": "x"}, 401),
    ],
)
def test_speaking_in_the_room_as_mediator(
    cast: Cast, step: str, who: str, said: Said, answer: int | tuple[int, int]
) -> None:
    told = told_to(step, cast)
    expected = (answer, answer) if isinstance(answer, int) else answer
    screen = browser(cast, who).post(f"/desk/disputes/{told.pk}/room/say/", said)
    api = browser(cast, who).send(f"/api/disputes/{told.pk}/messages", said)
    assert (answered(screen), answered(api)) == expected
    declare_system()
    assert Message.objects.count() == expected.count(200)


@pytest.mark.django_db
def test_each_side_hears_the_common_talk_and_its_own_and_never_the_other(cast: Cast) -> None:
    told, mei = told_to("mediating", cast), browser(cast, "mei")
    for audience in ("all", "applicant", "respondent"):
        mei.post(f"/desk/disputes/{told.pk}/room/say/", {"text": f"说给{audience}", "audience": audience})
    for code, mine, other in ((told.code, "applicant", "respondent"), (told.boss_code, "respondent", "applicant")):
        heard = [
            one["text"]
            for one in follower(code).get("/api/followed/messages", headers={"Follow-Code": code}).json()["items"]
        ]
        page = follower(code).get("/my/room/").content.decode()
        assert heard == ["说给all", f"说给{mine}"]
        assert (f"说给{mine}" in page, f"说给{other}" in page) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "who", "said", "answer", "heard_by_boss"),
    [
        ("mediating", "bo by code", {"text": "我只要工资"}, 302, 1),
        ("mediating", "bo by code", {"text": "别告诉他", "audience": "applicant"}, 302, 0),
        ("mediating", "bo by code", {"text": ""}, 409, 0),
        ("mediating", "bo by code", {"text": "长" * 4001}, 422, 0),
        ("ended", "bo by code", {"text": "还在吗"}, 409, 0),
        ("reported", "bo by code", {"text": "有人吗"}, 409, 0),
    ],
)
def test_speaking_in_the_room_as_a_party(
    cast: Cast, step: str, who: str, said: Said, answer: int, heard_by_boss: int
) -> None:
    told = told_to(step, cast)
    assert follower(told.code).post("/my/room/", said).status_code == answer
    to = {"to": "mediator"} if "audience" in said else {}
    spoken = browser(cast).send(
        "/api/followed/messages", {"text": said["text"], **to}, headers={"Follow-Code": told.code}
    )
    assert (spoken.status_code == 201) is (answer == 302)
    declare_system()
    assert Message.objects.filter(audience="all").count() == 2 * heard_by_boss


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "answer", "papers"), [(photo(), 302, 1), (heic(), 302, 1), (b"MZ\x90", 409, 0)])
def test_a_file_in_the_room_is_judged_by_its_content(cast: Cast, content: bytes, answer: int, papers: int) -> None:
    told = told_to("mediating", cast)
    for speaker, address in (
        (follower(told.code), "/my/room/"),
        (browser(cast, "mei"), f"/desk/disputes/{told.pk}/room/say/"),
    ):
        sent = {"text": "", "file": SimpleUploadedFile("照片.jpg", content)}
        assert speaker.post(address, sent).status_code == answer
    assert told.dispute.matter.papers.count() == 2 * papers
