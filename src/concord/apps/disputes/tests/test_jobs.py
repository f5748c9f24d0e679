"""What was promised, what runs out of time and what is late is told by itself, once each, to the right people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from concord.apps.disputes import jobs
from concord.apps.disputes.models import Channel, Dispute, Instalment, Stage
from concord.apps.disputes.services import ending, mediation, settlement, triage
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.disputes.services.reminders import (
    announce_ends_of_mediation,
    remind_of_appointments,
    remind_of_instalments,
)
from concord.apps.disputes.services.settlement import Promise
from concord.core.acts.models import Act
from concord.core.acts.relay import listeners, name_of
from concord.core.agenda.lights import turn_lights
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.services.running import start_scenario
from concord.core.matters.access import declare_system
from concord.core.matters.models import Party
from concord.core.notices.models import Notice
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
DAY = timedelta(days=1)
BO, BOSS = "13900000001", "13911110002"
PROMISES = [
    Promise("先付一部分", TODAY + 10 * DAY, Decimal("8000")),
    Promise("付清余款", TODAY + 40 * DAY, Decimal("27000")),
]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """All stories of this file begin at noon of the same working day."""
    with at(TODAY):
        yield


def at(day: date) -> "mock._patch[object]":  # type: ignore[type-arg]
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    return mock.patch("django.utils.timezone.now", return_value=noon)


@dataclass
class Told:
    """Passes acts on as the worker does, from where it stopped last time."""

    after: int = 0

    def pass_on(self) -> None:
        declare_system()
        for act in Act.objects.filter(pk__gt=self.after).order_by("pk"):
            for listener in {name_of(one): one for one in listeners[act.kind]}.values():
                listener([act])
            self.after = act.pk

    def by(self, template: str, channel: str) -> list[str]:
        """Who was told: phones of text messages, user names of inboxes."""
        self.pass_on()
        found = Notice.objects.filter(template=template, channel=channel).select_related("person").order_by("pk")
        return [one.address if channel == "sms" else str(one.person.username if one.person else "") for one in found]


@pytest.fixture
def told() -> Told:
    return Told()


def mediating(cast: Cast, *, invented: bool = False) -> Dispute:
    """bo's dispute with the boss, taken up by mei."""
    intake = Intake(
        words="包工头拖欠我三个月工资三万五。", place_id=cast.township, name="王小波", phone=BO, channel=Channel.QR,
        phone_checked=True, respondent="恒远建筑公司", respondent_phone=BOSS, person=cast["bo"], invented=invented,
    )  # fmt: skip
    dispute = report_dispute(intake, today=TODAY).report.dispute
    triage.accept_dispute(
        dispute.pk, triage.Decision(item="C08-1", place_id=cast.township, tags=()), by=cast["alice"], today=TODAY
    )
    mediation.assign_mediator(
        dispute.pk, mediator=cast["mei"], committee=cast.body("committee"), by=cast["alice"], today=TODAY
    )
    mediation.take_up(dispute.pk, by=cast["mei"], today=TODAY)
    return dispute


def performing(cast: Cast, *, invented: bool = False) -> Dispute:
    """The same, settled and signed by all."""
    dispute, mei = mediating(cast, invented=invented), cast["mei"]
    drafted = settlement.draft_settlement(dispute.pk, terms="分两次付清。", promises=PROMISES, by=mei, today=TODAY)
    for party in dispute.matter.parties.order_by("side", "pk"):
        settlement.sign_as_party(party, sha256=drafted.paper.sha256, method="phone_code", evidence={})
    settlement.sign_as_mediator(dispute.pk, by=mei, today=TODAY)
    return dispute


STEPS = [(6, ""), (7, "InstalmentComing"), (9, ""), (10, "InstalmentDue"), (11, "InstalmentLate"), (25, "")]


def test_an_instalment_is_reminded_of_ahead_on_its_day_and_once_late(cast: Cast, told: Told) -> None:
    performing(cast)
    for days, kind in STEPS:
        again = [remind_of_instalments(TODAY + days * DAY) for _hour in range(3)]
        assert again == [1 if kind else 0, 0, 0], days
        if kind:
            assert told.by(kind, "sms") == [BO, BOSS]
    assert told.by("InstalmentLate", "inbox") == ["bo", "mei"]


def test_the_message_says_what_and_how_much_by_when_and_where_to_look(cast: Cast, told: Told) -> None:
    performing(cast)
    remind_of_instalments(TODAY + 8 * DAY)
    told.pass_on()
    declare_system()
    body = Notice.objects.filter(template="InstalmentComing", channel="sms").earliest("pk").body
    assert all(part in body for part in ("先付一部分", "8,000.00", "2026-05-30", "/follow/")), body
    assert "%" not in body


def test_after_days_away_only_the_newest_step_is_told(cast: Cast, told: Told) -> None:
    performing(cast)
    assert remind_of_instalments(TODAY + 12 * DAY) == 1
    assert (told.by("InstalmentComing", "sms"), told.by("InstalmentDue", "sms")) == ([], [])
    assert told.by("InstalmentLate", "sms") == [BO, BOSS]


def test_what_was_done_is_not_reminded_of(cast: Cast) -> None:
    dispute = performing(cast)
    first = Instalment.objects.get(settlement__dispute=dispute, position=1)
    settlement.confirm_instalment(dispute.pk, first.pk, by=cast["mei"], today=TODAY + DAY)
    assert remind_of_instalments(TODAY + 12 * DAY) == 0
    ending.end_mediation(dispute.pk, reason="breach", by=cast["mei"])
    assert remind_of_instalments(TODAY + 60 * DAY) == 0


def test_an_invented_matter_sends_no_text_message(cast: Cast, told: Told) -> None:
    performing(cast, invented=True)
    remind_of_instalments(TODAY + 10 * DAY)
    assert told.by("InstalmentDue", "sms") == []
    assert told.by("InstalmentDue", "inbox") == ["bo", "mei"]


def test_a_mediation_that_runs_out_is_told_once_for_each_last_day(cast: Cast, told: Told) -> None:
    dispute = mediating(cast)
    declare_system()
    last = Dispute.objects.get(pk=dispute.pk).matter.due_on
    assert last is not None
    days = [last - 6 * DAY, last - 5 * DAY, last - 4 * DAY, last, last + DAY]
    assert [announce_ends_of_mediation(day) for day in days] == [0, 1, 0, 0, 0]
    assert told.by("MediationEnding", "sms") == [BO, BOSS]
    assert told.by("MediationEnding", "inbox") == ["bo", "mei"]
    dispute.matter.__class__.objects.filter(pk=dispute.pk).update(due_on=last + 30 * DAY)
    assert [announce_ends_of_mediation(day) for day in (last, last + 26 * DAY)] == [0, 1]


def test_a_settled_mediation_is_not_running_out(cast: Cast) -> None:
    performing(cast)
    assert announce_ends_of_mediation(TODAY + 10 * DAY) == 0


def test_a_task_due_soon_is_told_to_its_holder_and_a_late_one_to_the_supervisor_too(cast: Cast, told: Told) -> None:
    mediating(cast)
    last = turn_lights(TODAY + 25 * DAY), told.by("TaskDueSoon", "inbox")
    assert last == (1, ["mei"])
    with at(TODAY + 60 * DAY):
        assert turn_lights(TODAY + 60 * DAY) == 1
        assert told.by("TaskLate", "inbox") == ["mei", "sue"]
    declare_system()
    notice = Notice.objects.filter(template="TaskLate").earliest("pk")
    assert notice.body.startswith("调解：")
    assert notice.link.startswith("/desk/disputes/")


LOOK = """\
code: look
version: 1
title: 查看
stages: {one: 一}
escalation: {yellow: [owner], red: [owner.superior]}
nodes: {site: {stage: one, name: 现场查看, owner: hrss.site, deadline: {days: 5, yellow: 2}}}
"""


def test_whom_a_scenario_names_is_told_of_its_step(cast: Cast, told: Told) -> None:
    dispute = mediating(cast)
    publish(LOOK, by=None)
    start_scenario(dispute.matter_id, "look", {}, by=cast["alice"], today=TODAY)
    turn_lights(TODAY + 2 * DAY)
    assert told.by("TaskDueSoon", "inbox") == ["dora"]
    with at(TODAY + 9 * DAY):
        turn_lights(TODAY + 9 * DAY)
        assert told.by("TaskLate", "inbox") == ["sue"]


def test_a_task_done_before_the_worker_came_to_it_is_not_told(cast: Cast, told: Told) -> None:
    dispute = mediating(cast)
    turn_lights(TODAY + 60 * DAY)
    ending.end_mediation(dispute.pk, reason="deadlock", by=cast["mei"])
    assert told.by("TaskLate", "inbox") == []


def performed(cast: Cast) -> Dispute:
    """All that was promised is done."""
    dispute = performing(cast)
    for one in Instalment.objects.filter(settlement__dispute=dispute).order_by("position"):
        settlement.confirm_instalment(dispute.pk, one.pk, by=cast["mei"], today=TODAY)
    return dispute


def visits(dispute: Dispute) -> list[tuple[str, bool]]:
    """The visits of a dispute: at which body, and whether it still waits."""
    declare_system()
    tasks = dispute.matter.tasks.filter(kind="follow_up").select_related("organisation").order_by("pk")
    return [(one.organisation.name if one.organisation else "", one.done_at is None) for one in tasks]


def test_after_a_settlement_was_performed_the_centre_is_to_visit(cast: Cast, told: Told) -> None:
    dispute = performed(cast)
    told.pass_on()
    assert visits(dispute) == [(cast.body("centre").name, True)]
    told.after = 0
    told.pass_on()
    assert len(visits(dispute)) == 1


def test_a_history_that_was_loaded_late_asks_for_no_visit(cast: Cast, told: Told) -> None:
    dispute = performed(cast)
    with at(TODAY + 90 * DAY):
        told.pass_on()
    assert visits(dispute) == []


@pytest.mark.parametrize(("who", "answer"), [("carol", 302), ("nina", 404), ("mei", 404), ("sue", 404)])
def test_the_visit_is_noted_on_its_page_by_the_centre_only(cast: Cast, told: Told, who: str, answer: int) -> None:
    dispute, client = performed(cast), Client()
    told.pass_on()
    client.force_login(cast[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    typed = {"finding": "settled", "words": "电话回访，工资已全部收到。"}
    address = reverse("disputes:deed", args=[dispute.pk, "visit"])
    assert client.post(address, {**typed, "words": " "}).status_code in {422, 404}
    assert client.post(address, typed).status_code == answer
    assert [waits for _body, waits in visits(dispute)] == [answer != 302]
    assert Act.objects.filter(kind="FollowUpVisited").count() == (1 if answer == 302 else 0)


def test_a_reopened_dispute_is_not_visited_as_if_it_had_ended(cast: Cast, told: Told) -> None:
    dispute = performed(cast)
    told.pass_on()
    declare_system()
    applicant = Party.objects.get(matter=dispute.matter_id, side="applicant")
    ending.object_to_ending(applicant, words="还少付了一千。", today=TODAY)
    ending.decide_objection(dispute.pk, upheld=True, answer="重新调解。", by=cast["alice"], today=TODAY)
    assert [waits for _body, waits in visits(dispute)] == [False]
    declare_system()
    assert Dispute.objects.get(pk=dispute.pk).matter.stage == Stage.ACCEPTED


def meeting(dispute: Dispute, cast: Cast, *, hours: int) -> int:
    """An appointment so many hours after noon of the first day."""
    starts = timezone.now() + timedelta(hours=hours)
    made = mediation.make_appointment(
        dispute.pk, starts_at=starts, ends_at=starts + timedelta(hours=1), way="phone", where="", by=cast["mei"]
    )
    return made.pk


def test_a_meeting_is_reminded_of_once_within_a_day_before(cast: Cast, told: Told) -> None:
    meeting(mediating(cast), cast, hours=72)
    noon = timezone.now()
    hours = [40, 47, 49, 50, 71, 73]
    assert [remind_of_appointments(noon + timedelta(hours=hour)) for hour in hours] == [0, 0, 1, 0, 0, 0]
    assert told.by("AppointmentNear", "sms") == [BO, BOSS]
    assert told.by("AppointmentNear", "inbox") == ["bo", "mei"]


def test_a_meeting_that_was_cancelled_or_fixed_just_now_is_not_reminded_of(cast: Cast) -> None:
    dispute, noon = mediating(cast), timezone.now()
    mediation.cancel_appointment(dispute.pk, meeting(dispute, cast, hours=72), reason="生病", by=cast["mei"])
    meeting(dispute, cast, hours=5)
    assert remind_of_appointments(noon) == 0
    assert remind_of_appointments(noon + timedelta(hours=60)) == 0


def test_the_worker_does_all_of_this_by_the_clock(cast: Cast, told: Told) -> None:
    performing(cast)
    with at(TODAY + 10 * DAY):
        jobs.remind()
        jobs.remind()
    assert told.by("InstalmentDue", "sms") == [BO, BOSS]
    known = {name for name, _id in app.periodic_registry.periodic_tasks}
    assert {"concord.apps.disputes.jobs.remind", "concord.core.agenda.jobs.turn_the_lights"} <= known
    assert {"concord.config.jobs.forget", "concord.core.notices.jobs.ask_what_arrived"} <= known


def test_reminders_go_out_by_day_only() -> None:
    hours = re.fullmatch(r"5 (\d+)-(\d+) \* \* \*", jobs.HOURLY_BY_DAY)
    assert hours is not None
    assert [int(hour) + 8 for hour in hours.groups()] == [8, 20]
