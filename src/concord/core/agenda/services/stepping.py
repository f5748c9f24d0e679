"""Take a step on, do it, or send the work back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.facts import Fact
from concord.core.acts.services import record
from concord.core.agenda.access import steps_done_by
from concord.core.agenda.facts.steps import StepAccepted, StepDone, StepSentBack
from concord.core.agenda.flowing import Held, end_tasks, hold, hold_step, named, refusal_of, write
from concord.core.agenda.models import Deliverable, Run, Step
from concord.core.papers.models import Paper
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.graph import graph
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.values import plain, typed

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

    Refuses a step whose time stands still or whose sub-process is under way, a fact too many or too few, a missing
    paper and one of another matter.
    """
    held, step = hold_step(steps_done_by(by), pk)
    if step.work.paused_on:
        raise Refusal(_("The time of this step stands still; let it run again first."))
    if held.node(step).template and step.children.filter(state=Run.State.RUNNING).exists():
        raise Refusal(_("The scenario that this step calls is still under way."))
    _deliver(held, step, papers or {})
    try:
        told = settle(held, step, stated, papers=papers or {}, by=by, today=today)
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
    told = write(held, said, today=today, by=by)
    Step.objects.filter(pk=step.pk).update(state=Step.State.RETURNED)
    record(back, *told, by=by)
    return step


def settle(
    held: Held, step: Step, stated: Mapping[str, object], *, papers: Papers, by: Person | None, today: date
) -> list[Fact]:
    """Mark a step as done with its facts, open what follows, and at the end of a sub-process the same for its caller.

    Raises NotAllowedError, with nothing written, where the engine does not let it.
    """
    said = engine.complete(held.template, held.state, step.node, stated)
    facts = graph(held.template).facts
    step.stated = {name: plain(typed(facts[name], raw)) for name, raw in stated.items()}
    step.state = Step.State.DONE
    step.save(update_fields=["stated", "state"])
    end_tasks([step.pk], by=by)
    told: list[Fact] = [StepDone(**named(held, step), stated=dict(step.stated), papers=sorted(papers.values()))]
    told += write(held, said, today=today, by=by)
    if held.run.state == Run.State.DONE and held.run.caller is not None:
        told += _answer_caller(held.run, held.run.caller, by=by, today=today)
    return told


def _answer_caller(child: Run, caller: Step, *, by: Person | None, today: date) -> list[Fact]:
    """Settle the step that waited for a sub-process; what the sub-process left open is left to the step's owner."""
    above = hold(caller.run)
    step = above.live[caller.node]
    sets = above.node(step).sets
    if step.work.paused_on or above.node(step).deliverable or not set(sets) <= child.facts.keys():
        return []
    return settle(above, step, {name: child.facts[name] for name in sets}, papers={}, by=by, today=today)


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
