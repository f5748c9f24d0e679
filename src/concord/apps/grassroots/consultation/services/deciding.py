"""What is decided: each decision is a task of a body; what those whom it concerns say of it."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import decisions_done_by
from concord.apps.grassroots.consultation.facts import DecisionDone, DecisionMade, OpinionRecorded
from concord.apps.grassroots.consultation.models import MOVES, Consultation, Decision, Opinion, Participant, Stage
from concord.apps.grassroots.consultation.services.inviting import held
from concord.apps.grassroots.limits import limit_for
from concord.core.acts.services import record
from concord.core.agenda.limits import Deadline, reckoned
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import a_task
from concord.core.matters.services import move
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

TASK, MOST_DAYS = "decision", 120


def limit_of(consultation: Consultation, days: int | None, today: date) -> Deadline:
    """When a decision is due: by the limit of its category and level, or after `days` of its own."""
    limit = limit_for(consultation.matter.topic, consultation.level)
    return reckoned(limit if days is None else replace(limit, days=days, yellow=max(1, days // 2)), today)


@transaction.atomic
def decide(
    pk: int, words: str, organisation: Organisation, *, days: int | None = None, by: Person, today: date
) -> Decision:
    """Have a body that takes part see to something by a day.

    Refuses before the meeting, empty words, a body that does not take part, and more than 120 working days.
    """
    consultation = held(pk, by)
    if not words.strip():
        raise Refusal(_("Write what is to be done."), field="words")
    taking_part = consultation.participants.exclude(answer=Participant.Answer.DECLINED)
    if not taking_part.filter(organisation=organisation).exists():
        raise Refusal(_("Choose a body that takes part."), field="organisation")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refusal(_("Give 1 to 120 working days."), field="days")
    if consultation.matter.stage != Stage.CARRIED_OUT:
        move(consultation.matter, Stage.CARRIED_OUT, MOVES)
    due = limit_of(consultation, days, today)
    task = a_task(consultation.matter, TASK, begun=today, by_when=due, organisation=organisation)
    task.title = words.strip()[:200]
    task.save(force_insert=True)
    decision = Decision.objects.create(
        consultation=consultation, words=words.strip()[:500], organisation=organisation, task=task
    )
    told = DecisionMade(
        matter_id=pk,
        decision_id=decision.pk,
        organisation_id=organisation.pk,
        body=organisation.name,
        words=decision.words,
        due_on=due.due_on.isoformat(),
    )
    record(told, by=by)
    return decision


@transaction.atomic
def report_done(decision_pk: int, words: str, *, proof: tuple[str, bytes] | None = None, by: Person) -> Decision:
    """Say for the responsible body that a decision is carried out, with a photo or paper as proof (name and bytes).

    A decision is done once: for who comes second it is no longer there to do.
    """
    decision = (
        decisions_done_by(by)
        .select_related("organisation", "consultation__matter")
        .select_for_update(of=("self",))
        .get(pk=decision_pk)
    )
    if not words.strip():
        raise Refusal(_("Write what was done."), field="words")
    matter = decision.consultation.matter
    changed = Task.objects.filter(pk=decision.task_id, done_at=None).update(done_at=timezone.now(), done_by=by)
    if not changed:
        raise Refusal(_("This was reported done already."))
    decision.done_words = words.strip()[:1_000]
    decision.save(update_fields=["done_words"])
    if proof is not None:
        name, content = proof
        keep_upload(content, filename=name, matter=matter, by=by, visibility=Paper.Visibility.STAFF)
    told = DecisionDone(
        matter_id=matter.pk, decision_id=decision.pk, body=decision.organisation.name, words=decision.done_words
    )
    record(told, by=by, organisation_id=decision.organisation_id)
    return decision


@transaction.atomic
def record_opinion(pk: int, *, whose: str, agrees: bool, words: str = "", by: Person) -> Opinion:
    """Keep what someone whom it concerns says of the plan. Refuses before the meeting, and a no without words."""
    consultation = held(pk, by)
    if consultation.matter.stage == Stage.CALLED:
        raise Refusal(_("The meeting has not begun."))
    if not whose.strip():
        raise Refusal(_("Write whom you asked."), field="whose")
    if not agrees and not words.strip():
        raise Refusal(_("Write why they do not agree."), field="words")
    opinion = Opinion.objects.create(
        consultation=consultation, whose=whose.strip()[:80], agrees=agrees, words=words.strip(), recorded_by=by
    )
    said = _("agrees") if agrees else _("does not agree")
    record(OpinionRecorded(matter_id=pk, whose=opinion.whose, agrees=agrees, said=said, words=opinion.words), by=by)
    return opinion
