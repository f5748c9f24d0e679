"""Three people report the same thing: a warning at once; how it grows, who reads it, what people decide (D7, G4)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.insight.warnings.models import EarlyWarning, Watched
from concord.apps.insight.warnings.services.watching import forget_all, take_in
from concord.core.acts.models import Act
from concord.core.acts.relay import listeners
from concord.core.agenda.models import Run, Task
from concord.core.agenda.shipped import publish_shipped
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter, MatterLink
from concord.core.notices.models import Notice
from tests.ground.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SCHOOL = [
    "舞墨国学堂突然停课，学费退费没有人管，家长都很着急。",
    "孩子在舞墨国学堂报名，上了两节课就停了，要求退费被拖延。",
    "舞墨国学堂拖延退费，老师说没有钱，门也锁了。",
    "舞墨国学堂关门，交的学费不给退费。",
    "舞墨国学堂还有课没上，退费一直拖延没有结果。",
]
OTHER = "楼下烧烤店油烟扰民，物业和社区都说管不了。"
_numbers = count(1)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nobody has asked too often yet, this process has seen nothing, and refusals are read in English."""
    cache.clear()
    forget_all()
    with translation.override("en"):
        yield
    forget_all()


def report(words: str, phone: str, *, place: str = Cast.township) -> Matter:
    """Somebody reports, and the platform hears of it."""
    intake = Intake(
        words=words, place_id=place, name="王小波", phone=phone, channel=Channel.WEB, phone_checked=True,
        respondent="舞墨国学堂" if "舞墨" in words else "",
    )  # fmt: skip
    matter = report_dispute(intake, today=localdate()).report.dispute.matter
    heard(Act.objects.filter(matter_id=matter.pk))
    return matter


def heard(acts: object) -> None:
    declare_system()
    for act in acts.order_by("pk"):  # type: ignore[attr-defined]
        for listener in listeners[act.kind]:
            listener([act])


def crowd(number: int = 3, *, first: int = 0) -> list[Matter]:
    """So many people report the same school."""
    return [report(SCHOOL[n % len(SCHOOL)], f"1390000{n:04d}") for n in range(first, first + number)]


def the_warning() -> EarlyWarning:
    declare_system()
    return EarlyWarning.objects.select_related("matter").get()


def told(kind: str) -> int:
    declare_system()
    return Act.objects.filter(kind=kind).count()


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object) -> HttpResponse:
        headers = {"Idempotency-Key": f"fresh-key-{next(_numbers)}"}
        return self.post(f"/api{path}", json.dumps(said), content_type="application/json", headers=headers)  # type: ignore[return-value]


def browser(cast: Cast, who: str) -> Browser:
    client = Browser()
    client.force_login(cast[who], backend=BACKEND)
    return client


def test_the_third_person_tips_it_and_who_judges_is_told(cast: Cast) -> None:
    crowd(2)
    report(OTHER, "13900001111")
    declare_system()
    assert not EarlyWarning.objects.exists()
    third = report(SCHOOL[2], "13900002222")
    warning = the_warning()
    assert (warning.senders, warning.seen, warning.subject, warning.called) == (3, 3, "organisation", "舞墨国学堂")
    assert warning.matter.place_id == Cast.township
    linked = set(MatterLink.objects.filter(source=warning.matter).values_list("target", flat=True))
    assert third.pk in linked
    assert len(linked) == 3
    assert Task.objects.filter(matter=warning.matter, kind="judge_warning", done_at=None).count() == 1
    heard(Act.objects.filter(kind="WarningRaised"))
    declare_system()
    assert Notice.objects.filter(matter=warning.matter, person__username="alice").exists()


def test_one_person_who_writes_often_is_one_person(cast: Cast) -> None:
    for n in range(6):
        report(SCHOOL[n % len(SCHOOL)], "13900001111")
    declare_system()
    assert not EarlyWarning.objects.exists()


def test_another_process_goes_on_where_one_was(cast: Cast) -> None:
    crowd(2)
    forget_all()
    report(SCHOOL[2], "13900002222")
    assert the_warning().senders == 3


def test_an_act_heard_twice_counts_once(cast: Cast) -> None:
    crowd(2)
    acts = list(Act.objects.filter(kind="ReportReceived"))
    declare_system()
    assert take_in(acts) == []
    assert Watched.objects.count() == 2


def test_it_grows_and_comes_back_when_it_was_only_watched(cast: Cast) -> None:
    crowd(3)
    pk = the_warning().pk
    alice = browser(cast, "alice")
    assert alice.send(f"/warnings/{pk}/judgement", {"verdict": "watched", "reason": "先看看"}).status_code == 200
    crowd(1, first=3)
    assert (the_warning().matter.stage, the_warning().senders, told("WarningGrew")) == ("watched", 4, 0)
    crowd(1, first=4)
    assert (the_warning().matter.stage, the_warning().senders, told("WarningGrew")) == ("raised", 5, 1)
    assert len(alice.get(f"/api/warnings/{pk}").json()["evidence"]) == 5


def test_a_confirmed_one_opens_the_scenario_of_its_task_force(cast: Cast) -> None:
    publish_shipped()
    crowd(3)
    pk, alice = the_warning().pk, browser(cast, "alice")
    declare_system()
    before = Run.objects.count()
    said = {"verdict": "confirmed", "reason": "机构停业"}
    assert alice.send(f"/warnings/{pk}/judgement", said).status_code == 200
    declare_system()
    assert Run.objects.count() == before + 1
    assert alice.send(f"/warnings/{pk}/judgement", {"verdict": "maybe", "reason": "x"}).status_code == 409


def test_a_dismissed_one_is_closed_and_a_new_one_can_come(cast: Cast) -> None:
    crowd(3)
    pk, alice = the_warning().pk, browser(cast, "alice")
    assert alice.send(f"/warnings/{pk}/judgement", {"verdict": "dismissed", "reason": "同一家人"}).status_code == 200
    assert alice.send(f"/warnings/{pk}/judgement", {"verdict": "watched", "reason": "x"}).status_code == 404
    crowd(2, first=3)
    declare_system()
    assert EarlyWarning.objects.count() == 2


def test_a_report_that_is_about_something_else_is_set_apart(cast: Cast) -> None:
    reports = crowd(3)
    pk, alice = the_warning().pk, browser(cast, "alice")
    assert alice.send(f"/warnings/{pk}/evidence/{reports[0].pk}/apart", {}).status_code == 200
    shown = alice.get(f"/api/warnings/{pk}").json()
    assert (shown["seen"], len(shown["evidence"])) == (2, 2)
    assert alice.send(f"/warnings/{pk}/evidence/{reports[0].pk}/apart", {}).status_code == 404
    crowd(2, first=3)  # it grows, and what a person set apart stays apart
    shown = alice.get(f"/api/warnings/{pk}").json()
    assert reports[0].pk not in {one["id"] for one in shown["evidence"]}
    assert (shown["seen"], len(shown["evidence"])) == (4, 4)


@pytest.mark.parametrize(
    ("who", "reads", "judges"),
    [
        ("alice", 200, 200),
        ("sue", 200, 404),
        ("dora", 404, 404),
        ("nina", 404, 404),
        ("otto", 404, 404),
        ("bo", 404, 404),
    ],
)
def test_who_reads_and_who_judges(cast: Cast, who: str, reads: int, judges: int) -> None:
    crowd(3)
    pk, client = the_warning().pk, browser(cast, who)
    page = client.get(f"/desk/warnings/{pk}/")
    assert page.status_code in {reads, 403 if reads == 404 else reads}
    assert client.get(f"/api/warnings/{pk}").status_code in {reads, 403 if reads == 404 else reads}
    said = {"verdict": "watched", "reason": "先看看"}
    assert client.send(f"/warnings/{pk}/judgement", said).status_code in {judges, 403 if judges == 404 else judges}


def test_reports_that_are_not_for_the_reader_are_counted_and_not_shown(cast: Cast) -> None:
    crowd(3)
    pk = the_warning().pk
    declare_system()
    far = Matter.objects.create(
        number="X-1", kind="dispute", title="邻县", place_id="330106", stage="s", law_as_of=timezone.localdate()
    )
    MatterLink.objects.create(source_id=pk, target=far, kind=MatterLink.Kind.ABOUT)
    shown = browser(cast, "alice").get(f"/api/warnings/{pk}").json()
    assert (len(shown["evidence"]), shown["hidden"]) == (3, 1)
    page = browser(cast, "alice").get(f"/desk/warnings/{pk}/").content.decode()
    assert "邻县" not in page


def test_no_sender_is_named_anywhere_in_a_warning(cast: Cast) -> None:
    crowd(3)
    warning = the_warning()
    shown = browser(cast, "sue").get(f"/api/warnings/{warning.pk}").content.decode()
    assert "王小波" not in shown
    assert "1390000" not in shown
    assert "王小波" not in json.dumps(list(Act.objects.filter(matter_id=warning.pk).values_list("payload", flat=True)))


def test_old_reports_do_not_count(cast: Cast) -> None:
    crowd(2)
    declare_system()
    Watched.objects.update(at=timezone.now() - timedelta(days=60))
    forget_all()
    report(SCHOOL[2], "13900002222")
    declare_system()
    assert not EarlyWarning.objects.exists()
