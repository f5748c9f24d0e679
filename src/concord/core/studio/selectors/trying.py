"""A dry run as people read it: each end and each way, how long by target and how long at most by law; and a walk."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.core.agenda.wording import spoken
from concord.core.refusals import Refusal
from concord.core.studio.judging import MOST_TRIED_AT_ONCE
from concord.engines.flow.advance import State, Step, begin, complete, send_back
from concord.engines.flow.conditions import leaves
from concord.engines.flow.graph import graph
from concord.engines.flow.outcomes import DryRun, Outcome, dry_run
from concord.engines.flow.sentences import NotAllowedError, say
from concord.engines.flow.template import Limit, Template, Unit

# To tell which chain of limits is longest: about how many days a unit is.
ABOUT = {Unit.HOUR: 1 / 24, Unit.DAY: 1.0, Unit.WORKING_DAY: 1.4, Unit.MONTH: 30.4, Unit.YEAR: 365.0}
MOST_MOVES = 2_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go: what is said on it, its tasks by name, its ends, working days, and the longest time by law."""

    facts: tuple[tuple[str, str], ...]
    done: tuple[str, ...]
    ends: tuple[str, ...]
    days: int
    by_law: str


@dataclass(frozen=True, slots=True)
class EndShown:
    """A task after which nothing follows."""

    code: str
    name: str
    ways: int
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class TrialShown:
    """What a dry run found."""

    run: DryRun
    ends: tuple[EndShown, ...]
    ways: tuple[Way, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a walk: a task done with what it states, or sent back to another one."""

    task: str
    stated: Mapping[str, object]
    back_to: str = ""


def trial_of(template: Template) -> TrialShown:
    """Every way that a sound template can go, longest first."""
    run = dry_run(template, MOST_TRIED_AT_ONCE)
    names = {node.code: node.name for node in template.nodes}
    ends = tuple(EndShown(one.code, names[one.code], one.ways, one.shortest, one.longest) for one in run.ends)
    ways = sorted(run.outcomes, key=lambda one: -one.days)
    return TrialShown(run, ends, tuple(_way(template, one) for one in ways), tuple(names[code] for code in run.never))


def walked(template: Template, given: Mapping[str, object], moves: tuple[Move, ...]) -> State:
    """Where a sound template stands after these facts and moves; refuses what the scenario does not allow."""
    if len(moves) > MOST_MOVES:
        raise Refusal(_("This walk is too long."))
    try:
        step = begin(template, given)
        for move in moves:
            step = _moved(template, step.state, move)
    except NotAllowedError as error:
        raise Refusal(spoken(error.sentence)) from error
    return step.state


def _moved(template: Template, state: State, move: Move) -> Step:
    if move.back_to:
        return send_back(template, state, move.task, move.back_to)
    return complete(template, state, move.task, move.stated)


def _way(template: Template, outcome: Outcome) -> Way:
    names = {node.code: node.name for node in template.nodes}
    used = {leaf.field for node in template.nodes if node.when for leaf in leaves(node.when)}
    facts = template.facts
    said = tuple(
        (facts[code].called, _said(facts[code].told(value), value)) for code, value in outcome.facts if code in used
    )
    return Way(
        said,
        tuple(names[code] for code in outcome.done),
        tuple(names[code] for code in outcome.ends),
        outcome.days,
        limits_in_words(longest_by_law(template, outcome)),
    )


def _said(told: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return told


def longest_by_law(template: Template, outcome: Outcome) -> tuple[Limit, ...]:
    """The chain of limits of law on a way that lasts longest; of a task its longest limit counts."""
    shape = graph(template)
    best: dict[str, tuple[float, tuple[Limit, ...]]] = {}
    for code in outcome.done:
        before = max((best[name] for name in shape.nodes[code].after if name in best), default=(0.0, ()), key=_length)
        deadline = shape.nodes[code].deadline
        own = max(deadline.statutory if deadline else (), key=_about, default=None)
        best[code] = (before[0] + _about(own), (*before[1], own)) if own else before
    return max(best.values(), default=(0.0, ()), key=_length)[1]


def limits_in_words(limits: tuple[Limit, ...]) -> str:
    """Limits added up, each in its own unit: 2 months + 5 working days; nothing where the law sets none."""
    sums = {unit: sum(one.n for one in limits if one.unit is unit) for unit in reversed(Unit)}
    return " + ".join(spoken(say("{n} {unit}", n=n, unit=unit)) for unit, n in sums.items() if n)


def _length(found: tuple[float, tuple[Limit, ...]]) -> float:
    return found[0]


def _about(limit: Limit | None) -> float:
    return limit.n * ABOUT[limit.unit] if limit else 0.0
