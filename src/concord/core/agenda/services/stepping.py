"""Take a step on, do it, or send the work back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import steps_done_by
from concord.core.agenda.calling import answers_of, go_on, settle
from concord.core.agenda.facts.steps import StepAccepted, StepSentBack
from concord.core.agenda.flowing import Held, hold_step, named, refusal_of
from concord.core.agenda.models import Deliverable, Run, Step
from concord.core.papers.models import Paper
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.graph import graph
from concord.engines.flow.sentences import NotAllowedError

Papers = Mapping[str, int]


@transaction.atomic
def accept_step(pk: int, *, by: Person) -> Step:
    """Take a step of one's organisation on; it then waits for this person alone. Refuses a step already taken."""
    held, step = hold_step(steps_done_by(by), pk)
    task = step.work
    if task.person_id == by.pk:
        raise Refusal(_("You have already taken this step on."))
    task.person = by
    task.save(update_fields=["person"])
    record(StepAccepted(**named(held, step)), by=by, organisation_id=task.organisation_id)
    return step


@transaction.atomic
def complete_step(
    pk: int, stated: Mapping[str, object], *, papers: Papers | None = None, by: Person, today: date
) -> Step:
    """Do a step: state its facts, hand in its papers (name to paper), and open what follows.

    What a sub-process of it has said need not be stated again. Refuses a step whose time stands still or whose
    sub-process is under way, a fact too many or too few, a missing paper and one of another matter.
    """
    held, step = hold_step(steps_done_by(by), pk)
    if step.work.paused_on:
        raise Refusal(_("The time of this step stands still; let it run again first."))
    if held.node(step).template and step.children.filter(state=Run.State.RUNNING).exists():
        raise Refusal(_("The scenario that this step calls is still under way."))
    given = papers or {}
    _deliver(held, step, given)
    try:
        told = settle(held, step, {**answers_of(held, step), **stated}, papers=given.values(), by=by, today=today)
    except NotAllowedError as error:
        raise refusal_of(error) from error
    record(*told, by=by, organisation_id=step.work.organisation_id)
    return step


@transaction.atomic
def send_back(pk: int, to: str, *, reason: str, by: Person, today: date) -> Step:
    """Send the work back to an earlier step, which opens in a new round; all behind it is superseded.

    Refuses a step that may not send back there, one that was skipped, and a round too many.
    """
    held, step = hold_step(steps_done_by(by), pk)
    if not reason.strip():
        raise Refusal(_("Say why the work is sent back."), field="reason")
    try:
        said = engine.send_back(held.template, held.state, step.node, to)
    except NotAllowedError as error:
        raise refusal_of(error) from error
    back = StepSentBack(**named(held, step), to=graph(held.template).nodes[to].name, reason=reason)
    told = go_on(held, said, by=by, today=today)
    Step.objects.filter(pk=step.pk).update(state=Step.State.RETURNED)
    record(back, *told, by=by)
    return step


def _deliver(held: Held, step: Step, papers: Papers) -> None:
    """Keep the papers of a step under the names of the scenario; refuses one too many, too few, or of elsewhere."""
    wanted = set(held.node(step).deliverable)
    if missing := sorted(wanted - papers.keys()):
        raise Refusal(_("These papers are still missing: %(names)s") % {"names": "、".join(missing)}, field="papers")
    if strange := sorted(papers.keys() - wanted):
        raise Refusal(_("This step does not ask for: %(names)s") % {"names": "、".join(strange)}, field="papers")
    ours = Paper.objects.filter(matter=step.matter_id, pk__in=papers.values()).count() if papers else 0
    if ours != len(set(papers.values())):
        raise Refusal(_("A paper that is handed in must belong to the matter."), field="papers")
    Deliverable.objects.bulk_create(Deliverable(step=step, name=name, paper_id=pk) for name, pk in papers.items())
