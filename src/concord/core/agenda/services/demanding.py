"""Ask a body for its opinion on a step, or order it to answer; and its answer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import demands_put_to, steps_done_by
from concord.core.agenda.calling import OPINION_DAYS
from concord.core.agenda.facts.demands import OpinionAsked, OpinionGiven, OrderAnswered, OrderIssued
from concord.core.agenda.flowing import hold_step, involve
from concord.core.agenda.limits import Deadline
from concord.core.agenda.models import Demand, Step, Task
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.access import matters_with_capability
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.law.calendar import presumed_rest_day, working_day_after

MOST_DAYS, LONGEST_BASIS = 60, 200


@transaction.atomic
def ask_opinion(pk: int, body: Organisation, words: str, *, by: Person, today: date) -> Demand:
    """Ask another body what it thinks of a step that is one's own to do; it has five working days."""
    held, step = hold_step(steps_done_by(by), pk)
    if body.pk == step.work.organisation_id:
        raise Refusal(_("Ask another body than your own."), field="body")
    matter = held.run.matter
    demand = Demand(kind=Demand.Kind.OPINION, matter=matter, step=step, body=body, words=_said(words), asked_by=by)
    _put(demand, days=OPINION_DAYS, today=today)
    record(OpinionAsked(matter_id=matter.pk, demand_id=demand.pk, body=body.name, words=words), by=by)
    return demand


@transaction.atomic
def issue_order(
    matter_pk: int, body: Organisation, words: str, *, step_pk: int | None = None, days: int, by: Person, today: date
) -> Demand:
    """Order a body, as its supervisor, to act and to answer within some working days (督办)."""
    matter = matters_with_capability(by, "supervise").get(pk=matter_pk)
    step = Step.objects.get(pk=step_pk, matter=matter) if step_pk is not None else None
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(_("Give 1 to %(most)s working days for the answer.") % {"most": MOST_DAYS}, field="days")
    demand = Demand(kind=Demand.Kind.ORDER, matter=matter, step=step, body=body, words=_said(words), asked_by=by)
    _put(demand, days=days, today=today)
    record(OrderIssued(matter_id=matter.pk, demand_id=demand.pk, body=body.name, words=words), by=by)
    return demand


@transaction.atomic
def answer_demand(pk: int, answer: str, *, by: Person) -> Demand:
    """Answer an opinion or an order for one's organisation; an answer is given once."""
    demand = demands_put_to(by).select_for_update(of=("self",)).select_related("body").get(pk=pk)
    demand.answer, demand.answered_by, demand.answered_at = _said(answer), by, timezone.now()
    demand.save(update_fields=["answer", "answered_by", "answered_at"])
    Task.objects.filter(pk=demand.task_id).update(done_at=demand.answered_at, done_by=by)
    kind = OrderAnswered if demand.kind == Demand.Kind.ORDER else OpinionGiven
    told = kind(matter_id=demand.matter_id, demand_id=demand.pk, body=demand.body.name)
    record(told, by=by, organisation_id=demand.body_id)
    return demand


def _said(words: str) -> str:
    if not words.strip():
        raise Refusal(_("Say it in words."), field="words")
    return words.strip()


def _put(demand: Demand, *, days: int, today: date) -> None:
    """Open the task of a demand for its body, and let the body see the matter."""
    due = working_day_after(today, days, presumed_rest_day)
    yellow = working_day_after(today, max(1, days - 2), presumed_rest_day)
    by_when = Deadline(yellow, due, demand.words[:LONGEST_BASIS])
    demand.task = open_task(demand.matter, demand.kind, begun=today, by_when=by_when, organisation=demand.body)
    demand.save()
    involve(demand.matter, [demand.body])
