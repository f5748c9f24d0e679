"""Which values of a fact make a difference to conditions: one of each sort, never two that lead the same way."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from concord.engines.flow.conditions import All, AnyOf, Condition, Leaf, compare, leaves
from concord.engines.flow.values import Fact, FactType, Value, fits

MOST_TRIED = 4_096
OTHER = "…"
FINEST = Decimal("0.000001")
_Probe = Value | None
Choices = Mapping[str, tuple[_Probe, ...]]
Known = Mapping[str, _Probe]


def probes(fact: Fact, conditions: Iterable[Condition]) -> tuple[Value | None, ...]:
    """Values that tell apart every answer these conditions can give on a fact; None stands for “not stated”.

    The first of each sort is kept: a number below, at and above each threshold, each value of a choice that matters.
    """
    told = [leaf for condition in conditions for leaf in leaves(condition) if leaf.field == fact.code]
    sorts: dict[tuple[bool, ...], _Probe] = {}
    for value in (*(value for value in _candidates(fact, told) if fits(fact, value)), None):
        sorts.setdefault(tuple(value is not None and compare(leaf, value) for leaf in told), value)
    return tuple(sorts.values())


def can_hold(condition: Condition, facts: Mapping[str, Fact]) -> bool:
    """Whether some values make the condition true; with too many to try, it is taken that some do."""
    names = {leaf.field for leaf in leaves(condition)}
    budget = iter(range(MOST_TRIED))
    found = met(condition, {name: probes(facts[name], [condition]) for name in names}, {}, budget)
    return next(found, None) is not None or next(budget, None) is None


def met(condition: Condition, choices: Choices, known: Known, budget: Iterator[int]) -> Iterator[Known]:
    """Each way to make a condition true, as values for its facts beside those known; ends with the budget."""
    if isinstance(condition, Leaf):
        for value in [known[condition.field]] if condition.field in known else choices[condition.field]:
            if next(budget, None) is not None and value is not None and compare(condition, value):
                yield {**known, condition.field: value}
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from met(part, choices, known, budget)
    elif condition.parts:
        for first in met(condition.parts[0], choices, known, budget):
            yield from met(All(condition.parts[1:]), choices, first, budget)
    else:
        yield known


def stated(names: Iterable[str], values: Iterable[_Probe]) -> dict[str, Value]:
    """The facts that these probes state."""
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _candidates(fact: Fact, told: list[Leaf]) -> Iterable[Value]:
    compared = list(dict.fromkeys(value for leaf in told for value in leaf.values))
    if fact.type is FactType.BOOLEAN:
        return [True, False]
    if fact.type is FactType.CHOICE:
        return fact.values
    if fact.type is FactType.TEXT:
        return [*compared, _another(compared)]
    if fact.type is FactType.NUMBER:
        return _around([value for value in compared if isinstance(value, Decimal)])
    return _days_around([value for value in compared if isinstance(value, date)])


def _another(compared: list[Value]) -> str:
    """A text that none of these is."""
    return next(text for n in range(1, len(compared) + 2) if (text := OTHER * n) not in compared)


def _around(bounds: list[Decimal]) -> list[Value]:
    """Each bound, and a number below, between and above them."""
    if not bounds:
        return [Decimal(0)]
    ordered = sorted(bounds)
    between = [((low + high) / 2).quantize(FINEST) for low, high in pairwise(ordered)]
    return [ordered[0] - 1, *ordered, *between, ordered[-1] + 1]


def _days_around(bounds: list[date]) -> list[Value]:
    """Each day, and a day before, between and after them, within the calendar."""
    if not bounds:
        return [date(2000, 1, 1)]
    ordered = sorted(bounds)
    between = [low + (high - low) // 2 for low, high in pairwise(ordered)]
    day = timedelta(days=1)
    before = [ordered[0] - day] if ordered[0] > date.min else []
    return [*before, *ordered, *between, *([ordered[-1] + day] if ordered[-1] < date.max else [])]
