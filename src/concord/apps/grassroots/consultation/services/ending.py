"""How a consultation ends: solved, unsolved, or moved up a level."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.facts import ConsultationMovedUp, ConsultationSolved, ConsultationUnsolved
from concord.apps.grassroots.consultation.models import MOVES, Consultation, Participant, Stage
from concord.apps.grassroots.consultation.services.calling import Call, open_consultation
from concord.apps.grassroots.consultation.services.inviting import held
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve
from concord.core.agenda.services.tasks import finish_tasks
from concord.core.matters.services import move
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@transaction.atomic
def end_solved(pk: int, outcome: str, *, by: Person) -> Consultation:
    """End it as solved. Refuses while a decision is not carried out, and where the last word of someone is no."""
    consultation = held(pk, by)
    if consultation.decisions.filter(task__done_at=None).exists():
        raise Refusal(_("A decision is not carried out yet."))
    if disagreeing(consultation):
        raise Refusal(_("Someone whom it concerns does not agree; ask again, move it up, or end it as unsolved."))
    _end(consultation, Stage.SOLVED, outcome, by)
    told = ConsultationSolved(matter_id=pk, about_id=consultation.about_id, outcome=outcome.strip())
    record(told, _on_about(told), by=by)
    return consultation


@transaction.atomic
def end_unsolved(pk: int, outcome: str, *, by: Person) -> Consultation:
    """End it without a solution, saying what becomes of the matter; what was not carried out ends with it."""
    consultation = held(pk, by)
    _end(consultation, Stage.UNSOLVED, outcome, by)
    told = ConsultationUnsolved(matter_id=pk, about_id=consultation.about_id, outcome=outcome.strip())
    record(told, _on_about(told), by=by)
    return consultation


def disagreeing(consultation: Consultation) -> list[str]:
    """Those whose last word on the plan was no."""
    last = dict(consultation.opinions.order_by("pk").values_list("whose", "agrees"))
    return [whose for whose, agrees in last.items() if not agrees]


def _end(consultation: Consultation, stage: Stage, outcome: str, by: Person) -> None:
    if not outcome.strip():
        raise Refusal(_("Write what came of it."), field="outcome")
    move(consultation.matter, stage, MOVES)
    finish_tasks(consultation.matter, by=by)


def _on_about(
    told: ConsultationSolved | ConsultationUnsolved,
) -> ConsultationSolved | ConsultationUnsolved:
    """The same, told in the story of the matter that it was about."""
    return type(told)(matter_id=told.about_id, about_id=told.about_id, outcome=told.outcome)


@transaction.atomic
def move_up(pk: int, reason: str, *, by: Person, today: date) -> Consultation:
    """Bring it before the next level, with its papers and all who take part; returns the new consultation.

    Refuses the fourth level, and empty words.
    """
    consultation = held(pk, by)
    if consultation.level == Consultation.Level.COUNTY:
        raise Refusal(_("There is no level above this one."))
    if not reason.strip():
        raise Refusal(_("Say why it moves up."), field="reason")
    move(consultation.matter, Stage.MOVED_UP, MOVES)
    finish_tasks(consultation.matter, by=by)
    call = Call(level=consultation.level + 1, purpose=consultation.purpose, items=consultation.items)
    above = open_consultation(consultation.about, call, by=by, today=today, moved_from=consultation)
    _bring_along(consultation, above)
    level_name = str(Consultation.Level(above.level).label)
    told = ConsultationMovedUp(
        matter_id=pk, about_id=consultation.about_id, level_name=level_name, reason=reason.strip()
    )
    record(told, by=by)
    return above


def _bring_along(below: Consultation, above: Consultation) -> None:
    """All who took part take part again; who stayed away is asked again."""
    known = set(above.participants.values_list("organisation", flat=True))
    came = [one for one in below.participants.select_related("organisation") if one.organisation_id not in known]
    Participant.objects.bulk_create(
        Participant(
            consultation=above,
            organisation=one.organisation,
            reason=_("took part on the level below"),
            answer=Participant.Answer.ASKED if one.answer == Participant.Answer.DECLINED else one.answer,
        )
        for one in came
    )
    involve(above.matter, [one.organisation for one in came])
