"""End without agreement, withdraw, rate, object, reopen (D6, D9)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from concord.apps.disputes.access import disputes_mediated_by, disputes_reopened_by
from concord.apps.disputes.facts import (
    DisputeRated,
    DisputeReopened,
    DisputeWithdrawn,
    MediationEnded,
    ObjectionDismissed,
    ObjectionRaised,
)
from concord.apps.disputes.models import MOVES, Dispute, Objection, Rating, Settlement, Stage
from concord.apps.disputes.models.stages import REOPENABLE
from concord.apps.disputes.services.following_up import FOLLOW_UP, centre_of
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.models import Involvement, Party
from concord.core.matters.services import move, release
from concord.core.people.models import Person
from concord.core.refusals import Refusal

REASONS = {
    "unreachable": gettext_lazy("a party could not be reached"),
    "refusal": gettext_lazy("a party does not want mediation"),
    "deadlock": gettext_lazy("no agreement could be found"),
    "expiry": gettext_lazy("the time for mediation has run out"),
    "unsigned": gettext_lazy("a party did not sign"),
    "breach": gettext_lazy("the settlement was not performed"),
}


@transaction.atomic
def end_mediation(pk: int, *, reason: str, by: Person) -> Dispute:
    """End a mediation without agreement, or a settlement that was not kept; the reason is one of the list (art. 25)."""
    dispute = disputes_mediated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if reason not in REASONS:
        raise Refusal(_("Choose the reason from the list."), field="reason")
    if (reason == "breach") != (dispute.matter.stage == Stage.PERFORMING):
        raise Refusal(
            _("“Not performed” is for settlements that were signed; the other reasons are for those that were not.")
        )
    dispute.settlements.filter(status=Settlement.Status.SIGNING).update(status=Settlement.Status.RECALLED)
    move(dispute.matter, Stage.ENDED, MOVES, yellow_on=None, due_on=None)
    dispute.ended_because = reason
    dispute.save(update_fields=["ended_because"])
    finish_tasks(dispute.matter, by=by)
    with override("zh-hans"):
        reason_name = str(REASONS[reason])
    record(MediationEnded(matter_id=dispute.matter_id, reason=reason, reason_name=reason_name), by=by)
    return dispute


def _followed(party: Party) -> Dispute:
    return Dispute.objects.select_for_update(of=("self",)).select_related("matter").get(matter=party.matter_id)


@transaction.atomic
def withdraw(party: Party, *, reason: str) -> Dispute:
    """Take one's report back, as the one who made it, while nothing is signed by all."""
    dispute = _followed(party)
    if party.side != Party.Side.APPLICANT:
        raise Refusal(_("Only the one who reported can withdraw the report."))
    if dispute.reports.exclude(party=party).exists():
        raise Refusal(_("Others reported the same; it goes on for them. Ask the mediator to take your name off."))
    move(dispute.matter, Stage.WITHDRAWN, MOVES, yellow_on=None, due_on=None)
    dispute.settlements.filter(status=Settlement.Status.SIGNING).update(status=Settlement.Status.RECALLED)
    dispute.ended_because = "withdrawn"
    dispute.save(update_fields=["ended_because"])
    finish_tasks(dispute.matter, by=None)
    record(DisputeWithdrawn(matter_id=dispute.matter_id, reason=reason), by=None, name=party.name)
    return dispute


@transaction.atomic
def rate(party: Party, *, score: int, words: str) -> Rating:
    """Say how it was handled, from 1 to 5, once after each ending."""
    dispute = _followed(party)
    report = dispute.reports.filter(party=party).first()
    if report is None or dispute.matter.stage not in REOPENABLE:
        raise Refusal(_("You can rate it when it has come to an end."))
    if not 1 <= score <= 5:
        raise Refusal(_("Choose one of the five answers."), field="score")
    if Rating.objects.filter(report=report, round=dispute.reopened).exists():
        raise Refusal(_("You have rated it already. Thank you."))
    rating = Rating.objects.create(
        dispute=dispute, report=report, round=dispute.reopened, score=score, words=words[:1000]
    )
    record(DisputeRated(matter_id=dispute.matter_id, score=score), by=None, name=party.name)
    return rating


@transaction.atomic
def object_to_ending(party: Party, *, words: str, today: date) -> Objection:
    """Object, once, to how one's report ended; a coordinator answers within the limit."""
    dispute = _followed(party)
    report = dispute.reports.filter(party=party).first()
    if report is None or dispute.matter.stage not in REOPENABLE:
        raise Refusal(_("You can object when it has come to an end."))
    if Objection.objects.filter(dispute=dispute).exists():
        raise Refusal(
            _("An objection was raised before; it can be raised once. The court and the petition office stay open.")
        )
    if not words.strip():
        raise Refusal(_("Write what was not right."), field="words")
    objection = Objection.objects.create(dispute=dispute, report=report, words=words[:4000])
    due = deadline("objection", today)
    open_task(dispute.matter, "answer_objection", begun=today, by_when=due, organisation=centre_of(dispute.matter))
    record(ObjectionRaised(matter_id=dispute.matter_id, objection_id=objection.pk), by=None, name=party.name)
    return objection


@transaction.atomic
def decide_objection(pk: int, *, upheld: bool, answer: str, by: Person, today: date) -> Objection:
    """Answer an objection: reopen the dispute, or say why the result stays."""
    dispute = disputes_reopened_by(by).select_for_update(of=("self",)).get(pk=pk)
    objection = Objection.objects.select_for_update().filter(dispute=dispute, decided_at=None).first()
    if objection is None:
        raise Refusal(_("There is no objection waiting for an answer."))
    if not answer.strip():
        raise Refusal(_("Write the answer that the resident will read."), field="answer")
    objection.decided_by, objection.decided_at = by, timezone.now()
    objection.upheld, objection.answer = upheld, answer
    objection.save()
    finish_tasks(dispute.matter, ["answer_objection"], by=by)
    if upheld:
        _reopen(dispute, by, today)
    fact = DisputeReopened if upheld else ObjectionDismissed
    record(fact(matter_id=dispute.matter_id, answer=answer), by=by)
    return objection


def _reopen(dispute: Dispute, by: Person, today: date) -> None:
    """Back to acceptance: reopening is the one way back from an end, outside the table of moves."""
    due, matter = deadline("choose_mediator", today), dispute.matter
    finish_tasks(matter, [FOLLOW_UP], by=by)
    matter.stage, matter.is_open, matter.closed_at = Stage.ACCEPTED, True, None
    matter.yellow_on, matter.due_on = due.yellow_on, due.due_on
    matter.save()
    dispute.settlements.filter(status=Settlement.Status.SIGNING).update(status=Settlement.Status.RECALLED)
    if dispute.mediator is not None:
        release(matter, dispute.mediator, Involvement.Part.MEDIATOR)
    dispute.reopened, dispute.ended_because, dispute.mediator = dispute.reopened + 1, "", None
    dispute.save(update_fields=["reopened", "ended_because", "mediator"])
