"""A dry run: every way a scenario can go, before anybody has to go it.

Only facts that conditions read can make a difference, and of each only one value of a sort. Where there are still
too many combinations, a spread of them is tried, together with those made to open each task; the result says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import shake_256
from itertools import product
from math import prod

from concord.engines.flow.advance import Row, Standing, turn
from concord.engines.flow.conditions import All, leaves
from concord.engines.flow.graph import Graph, graph
from concord.engines.flow.probes import MOST_TRIED, Choices, met, probes, stated
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Value

DONE, SKIPPED = Row(Standing.DONE), Row(Standing.SKIPPED)
Answers = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to go: what people say on it, what is done, where it ends, and its longest path in working days.

    A task without a deadline counts as no days; `path` is the chain of tasks that takes longest.
    """

    facts: tuple[tuple[str, Value], ...]
    done: tuple[str, ...]
    ends: tuple[str, ...]
    days: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A task after which nothing follows: on how many ways, how soon at best and worst, and one way there."""

    code: str
    ways: int
    shortest: int
    longest: int
    example: Outcome


@dataclass(frozen=True, slots=True)
class DryRun:
    """What became of all combinations tried: distinct ways, the ends reached, and tasks that never opened.

    `possible` counts the combinations there are. When `capped`, fewer were tried, and a task in `never` was merely
    not seen to open.
    """

    possible: int
    tried: int
    outcomes: tuple[Outcome, ...]
    ends: tuple[End, ...]
    never: tuple[str, ...]

    @property
    def capped(self) -> bool:
        """Whether there are combinations that nobody tried."""
        return self.tried < self.possible

    @property
    def longest(self) -> Outcome:
        """The way that takes longest."""
        return max(self.outcomes, key=lambda outcome: outcome.days)


def dry_run(template: Template, most: int = MOST_TRIED) -> DryRun:
    """Try every outcome of a sound template, or at most about `most` of them."""
    shape = graph(template)
    choices = _choices(template, shape)
    possible = prod(len(values) for values in choices.values())
    tried = list(_combinations(shape, choices, possible, most))
    ways: dict[tuple[str, ...], Outcome] = {}
    for answers in tried:
        outcome = follow(template, answers)
        ways.setdefault(outcome.done, outcome)
    opened = {code for done in ways for code in done}
    never = tuple(node.code for node in template.nodes if node.code not in opened)
    return DryRun(possible, len(tried), tuple(ways.values()), _ends(shape, ways.values()), never)


def follow(template: Template, answers: Answers) -> Outcome:
    """The way a scenario goes when each fact, once it is anybody's to state, is as in `answers`."""
    shape = graph(template)
    facts = {name: value for name, value in answers.items() if name not in shape.setter}
    rows: dict[str, Row] = {}
    for code in shape.order:
        node = shape.nodes[code]
        opens = turn(node, rows, facts) is Standing.OPEN
        rows[code] = DONE if opens else SKIPPED
        if opens:
            facts |= {name: answers[name] for name in node.sets if name in answers}
    done = tuple(code for code in shape.order if rows[code] is DONE)
    ends = tuple(code for code in done if all(rows[name] is SKIPPED for name in shape.following[code]))
    days, path = _longest_path(shape, done)
    return Outcome(tuple(facts.items()), done, ends, days, path)


def _choices(template: Template, shape: Graph) -> Choices:
    """The values that matter of each fact that conditions read; what a task states is always stated."""
    conditions = [node.when for node in template.nodes if node.when]
    used = {leaf.field for condition in conditions for leaf in leaves(condition)}
    found = {fact.code: probes(fact, conditions) for fact in template.data if fact.code in used}
    return {
        name: tuple(value for value in values if value is not None) if name in shape.setter else values
        for name, values in found.items()
    }


def _combinations(shape: Graph, choices: Choices, possible: int, most: int) -> Iterator[Answers]:
    if possible <= most:
        yield from (stated(choices, values) for values in product(*choices.values()))
        return
    spread = (_numbered(choices, number) for number in _scattered(most, possible))
    seen = set()
    for answers in (*_wishes(shape, choices), *spread):
        known = tuple(answers.items())
        if known not in seen:
            seen.add(known)
            yield answers


def _numbered(choices: Choices, number: int) -> Answers:
    """The combination with this number, counted like the digits of a number whose places have different bases."""
    values = []
    for options in choices.values():
        number, digit = divmod(number, len(options))
        values.append(options[digit])
    return stated(choices, values)


def _scattered(count: int, possible: int) -> Iterator[int]:
    """Numbers below `possible` that follow no pattern, and are the same every time."""
    size = possible.bit_length() // 8 + 8
    for number in range(count):
        yield int.from_bytes(shake_256(str(number).encode()).digest(size), "big") % possible


def _wishes(shape: Graph, choices: Choices) -> Iterator[Answers]:
    """For each task, answers that let it and all before it open, where they are found soon enough.

    Whatever else there is to say is said once one way and once the other, so that the task is also met near its end.
    """
    for code in shape.order:
        before = (name for name in shape.order if name == code or name in shape.ancestors[code])
        needed = All(tuple(when for name in before if (when := shape.nodes[name].when)))
        wish = next(met(needed, choices, {}, iter(range(MOST_TRIED))), {})
        for place in (0, -1):
            filled = {name: wish.get(name, values[place]) for name, values in choices.items()}
            yield stated(filled, filled.values())


def _longest_path(shape: Graph, done: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    days: dict[str, int] = {}
    before: dict[str, str] = {}
    for code in done:
        awaited = [name for name in shape.nodes[code].after if name in days]
        if awaited:
            before[code] = max(awaited, key=days.__getitem__)
        days[code] = _days(shape.nodes[code]) + (days[before[code]] if awaited else 0)
    if not days:
        return 0, ()
    path = [max(days, key=days.__getitem__)]
    while path[-1] in before:
        path.append(before[path[-1]])
    return days[path[0]], tuple(reversed(path))


def _days(node: Node) -> int:
    return node.deadline.days if node.deadline else 0


def _ends(shape: Graph, outcomes: Iterable[Outcome]) -> tuple[End, ...]:
    reaching: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for code in outcome.ends:
            reaching.setdefault(code, []).append(outcome)
    return tuple(
        End(code, len(ways), min(way.days for way in ways), max(way.days for way in ways), ways[0])
        for code in shape.order
        if (ways := reaching.get(code))
    )
