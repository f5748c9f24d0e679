"""A run goes on: what opens asks whom it consults and starts the scenario it calls, what ends answers its caller.

Beside `flowing`, which writes one run. All of it happens in the transaction, and under the one lock, of the deed that
set it off. Scenarios never call each other in a circle (publishing refuses it), and below `MOST_DEEP` runs nothing
starts by itself any more: the owner of the step starts it, and the night tells of a step whose scenario nobody started.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from concord.core.acts.facts import Fact, plain
from concord.core.agenda.facts.demands import OpinionAsked
from concord.core.agenda.facts.steps import StepDone
from concord.core.agenda.facts.whole import ScenarioStarted
from concord.core.agenda.flowing import Held, end_tasks, hold, involve, named, template_of, write
from concord.core.agenda.limits import Deadline
from concord.core.agenda.models import Demand, Run, ScenarioVersion, Step, Task
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import a_task
from concord.core.people.models import Organisation, Person
from concord.engines.flow import advance as engine
from concord.engines.flow.graph import graph
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.values import plain as as_plain
from concord.engines.flow.values import typed
from concord.engines.law.calendar import presumed_rest_day, working_day_after

MOST_DEEP = 5
OPINION_DAYS, WARNED_BEFORE, LONGEST_BASIS = 5, 2, 200


def begin(held: Held, facts: Mapping[str, object], *, by: Person, today: date) -> list[Fact]:
    """Start a run on its facts; returns the acts. Raises NotAllowedError, with nothing written, for unfit facts."""
    first = engine.begin(held.template, facts)
    held.run.save()
    started = ScenarioStarted(
        matter_id=held.run.matter_id, run_id=held.run.pk, title=held.template.title,
        version=held.template.version, given={name: plain(value) for name, value in facts.items()},
    )  # fmt: skip
    return [started, *go_on(held, first, by=by, today=today)]


def settle(
    held: Held, step: Step, stated: Mapping[str, object], *, papers: Iterable[int] = (), by: Person, today: date
) -> list[Fact]:
    """Mark a step as done with its facts, and go on; returns the acts.

    Raises NotAllowedError, with nothing written, where the engine does not let it.
    """
    said = engine.complete(held.template, held.state, step.node, stated)
    facts = graph(held.template).facts
    step.stated = {name: as_plain(typed(facts[name], raw)) for name, raw in stated.items()}
    step.state = Step.State.DONE
    step.save(update_fields=["stated", "state"])
    end_tasks([step.pk], by=by)
    held.live[step.node] = step
    done = StepDone(**named(held, step), stated=dict(step.stated), papers=sorted(papers))
    return [done, *go_on(held, said, by=by, today=today)]


def go_on(held: Held, said: engine.Step, *, by: Person, today: date) -> list[Fact]:
    """Write what the engine said, set off what it opens, and at the end of a sub-process settle the step above."""
    told = write(held, said, today=today, by=by)
    if held.run.state == Run.State.DONE:
        return told + _answer_caller(held, by=by, today=today)
    opened = [held.live[code] for code in said.opened]
    told += _consult(held, opened, by=by, today=today)
    for step in opened:
        told += _call_along(held, step, by=by, today=today)
    return told


def child_of(held: Held, step: Step, version: ScenarioVersion, by: Person) -> Held:
    """The run that a step calls, on the lead and under the lock of its caller; not entered yet."""
    run = Run(
        matter=held.run.matter, version=version, started_by=by, lead=held.run.lead,
        caller=step, root_id=held.run.root_id or held.run.pk,
    )  # fmt: skip
    return Held(run, template_of(version), {}, {}, above=held)


def taken_along(held: Held, child: Held) -> dict[str, object]:
    """The facts of the calling run that the sub-process asks for at its start."""
    asked_for = child.template.facts.keys() - graph(child.template).setter.keys()
    return {name: value for name, value in held.run.facts.items() if name in asked_for}


def answers_of(held: Held, step: Step) -> dict[str, object]:
    """What the last sub-process of a step that came to its end says of the facts that the step states."""
    ended = step.children.filter(state=Run.State.DONE).order_by("-pk").first() if held.node(step).template else None
    return {name: ended.facts[name] for name in held.node(step).sets if name in ended.facts} if ended else {}


def published(code: str) -> ScenarioVersion | None:
    """The newest version of a scenario that new runs start on; None when there is none, or all are retired."""
    return ScenarioVersion.objects.filter(code=code, retired_at=None).order_by("-version").first()


def _call_along(held: Held, step: Step, *, by: Person, today: date) -> list[Fact]:
    """Start what a step calls, where it can be started; what cannot is left to the owner of the step."""
    code = held.node(step).template
    version = published(code) if code and _depth(held.run) < MOST_DEEP else None
    if version is None:
        return []
    child = child_of(held, step, version, by)
    try:
        return begin(child, taken_along(held, child), by=by, today=today)
    except NotAllowedError:
        return []


def _depth(run: Run) -> int:
    """How many runs stand above a run."""
    deep = 0
    while run.caller is not None:
        run, deep = run.caller.run, deep + 1
    return deep


def _answer_caller(child: Held, *, by: Person, today: date) -> list[Fact]:
    """Settle the step that waited for a sub-process; what the sub-process left open is left to the step's owner."""
    caller = child.run.caller
    if caller is None:
        return []
    above = child.above or hold(caller.run)
    step = above.live[caller.node]
    sets = above.node(step).sets
    if step.work.paused_on or above.node(step).deliverable or not set(sets) <= child.run.facts.keys():
        return []
    return settle(above, step, {name: child.run.facts[name] for name in sets}, by=by, today=today)


def _consult(held: Held, steps: list[Step], *, by: Person, today: date) -> list[Fact]:
    """Ask the bodies that opened steps are to consult for their opinions, each once for a step."""
    matter = held.run.matter
    names = {name for step in steps for name in held.node(step).consult}
    found = bodies_near(names, matter.place_id, matter.topic) if names else {}
    demands = [one for step in steps for one in _asked(held, step, found, by, today)]
    Task.objects.bulk_create(one.task for one in demands)
    Demand.objects.bulk_create(demands)
    involve(matter, [one.body for one in demands])
    return [OpinionAsked(matter_id=matter.pk, demand_id=one.pk, body=one.body.name, words=one.words) for one in demands]


def _asked(held: Held, step: Step, found: Mapping[str, Organisation], by: Person, today: date) -> Iterator[Demand]:
    node, matter = held.node(step), held.run.matter
    words = _("Please give your opinion on “%(step)s”.") % {"step": node.name}
    asked = {found[name].pk: found[name] for name in node.consult if name in found}
    asked.pop(step.work.organisation_id or 0, None)
    for body in asked.values():
        task = a_task(matter, Demand.Kind.OPINION, begun=today, by_when=_in_time(step, words, today), organisation=body)
        yield Demand(
            kind=Demand.Kind.OPINION, matter=matter, step=step, body=body, words=words, task=task, asked_by=by
        )  # fmt: skip


def _in_time(step: Step, words: str, today: date) -> Deadline:
    """Five working days for an opinion, and never longer than the step has that it is for."""
    due = working_day_after(today, OPINION_DAYS, presumed_rest_day)
    yellow = working_day_after(today, OPINION_DAYS - WARNED_BEFORE, presumed_rest_day)
    last = step.work.due_on or due
    return Deadline(min(yellow, last), min(due, last), words[:LONGEST_BASIS])
