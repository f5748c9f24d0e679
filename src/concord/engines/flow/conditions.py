"""When a task applies: a closed grammar over declared facts. There is no expression language and nothing is run.

A leaf compares one fact with a value; `all` and `any` join parts. A fact that nobody has stated makes its leaf
false, whatever the comparison.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from concord.engines.flow.values import Fact, FactType, Value

DEEPEST = 8
Facts = Mapping[str, Value]


class Op(StrEnum):
    """How a fact is compared."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"


SETS = (Op.IN, Op.NOT_IN)
_SAME = (Op.EQ, Op.NE)
_ORDERED = (Op.LT, Op.LE, Op.GT, Op.GE)
OPS = {
    FactType.BOOLEAN: _SAME,
    FactType.CHOICE: _SAME + SETS,
    FactType.TEXT: _SAME + SETS,
    FactType.NUMBER: _SAME + SETS + _ORDERED,
    FactType.DATE: _SAME + SETS + _ORDERED,
}
SIGNS = {Op.EQ: "=", Op.NE: "≠", Op.IN: "∈", Op.NOT_IN: "∉", Op.LT: "<", Op.LE: "≤", Op.GT: ">", Op.GE: "≥"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison; `values` holds one value, or for `in` and `not_in` at least one."""

    field: str
    op: Op
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part holds."""

    parts: tuple["Condition", ...]


Condition = Leaf | All | AnyOf


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition holds on what has been stated so far."""
    if isinstance(condition, Leaf):
        return condition.field in facts and compare(condition, facts[condition.field])
    joined = all if isinstance(condition, All) else any
    return joined(holds(part, facts) for part in condition.parts)


def compare(leaf: Leaf, stated: Value) -> bool:
    """Whether a stated value passes the comparison of a leaf."""
    if leaf.op in _ORDERED:
        return _ordered(leaf.op, stated, leaf.values[0])
    return (stated in leaf.values) is (leaf.op in (Op.EQ, Op.IN))


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every comparison in a condition, from left to right."""
    if isinstance(condition, Leaf):
        yield condition
        return
    for part in condition.parts:
        yield from leaves(part)


def depth(condition: Condition) -> int:
    """How deeply the condition is nested; a leaf is 1."""
    return 1 if isinstance(condition, Leaf) else 1 + max((depth(part) for part in condition.parts), default=0)


def in_words(condition: Condition, facts: Mapping[str, Fact], inner: bool = False) -> str:
    """The condition as people read it: facts by what they are called, signs for comparisons, brackets where needed."""
    if isinstance(condition, Leaf):
        return _leaf_in_words(condition, facts[condition.field])
    joint = " & " if isinstance(condition, All) else " | "
    text = joint.join(in_words(part, facts, inner=True) for part in condition.parts)
    return f"({text})" if inner and len(condition.parts) > 1 else text


def _leaf_in_words(leaf: Leaf, fact: Fact) -> str:
    if fact.type is FactType.BOOLEAN:
        return fact.called if leaf.values[0] is (leaf.op is Op.EQ) else f"¬ {fact.called}"
    return f"{fact.called} {SIGNS[leaf.op]} {' / '.join(fact.told(value) for value in leaf.values)}"


def _ordered(op: Op, stated: Value, bound: Value) -> bool:
    # Decimals and days only, and both of one type: the checker lets no other condition through.
    below, same = stated < bound, stated == bound  # type: ignore[operator]
    return {Op.LT: below, Op.LE: below or same, Op.GT: not (below or same), Op.GE: not below}[op]
