"""Conditions by drop-down: what rows can say they say exactly, what they cannot stays and is edited as text."""

from decimal import Decimal

import pytest
from django.forms import formset_factory

from concord.core.studio.forms.conditions import ConditionRow, Rows, condition_of, rows_of, rows_typed
from concord.core.studio.forms.task_editor import task_editor
from concord.core.studio.selectors.duties import Duties
from concord.engines.flow.conditions import All, AnyOf, Condition, Leaf, Op
from concord.engines.flow.reading import load
from concord.engines.flow.template import Template
from concord.engines.flow.values import Fact, FactType

URGENT = Fact("urgent", FactType.BOOLEAN, label="紧急")
PLAN = Fact("plan", FactType.CHOICE, ("build", "explain"), "方案", ("埋管", "说明"))
COST = Fact("cost", FactType.NUMBER, label="造价")
PLACE = Fact("place", FactType.TEXT)
FACTS = {fact.code: fact for fact in (URGENT, PLAN, COST, PLACE)}
IS_URGENT = Leaf("urgent", Op.EQ, (True,))
BUILDS = Leaf("plan", Op.EQ, ("build",))
EITHER = Leaf("plan", Op.IN, ("build", "explain"))
HERE = Leaf("place", Op.NE, ("这里",))
DEEP = All((IS_URGENT, AnyOf((BUILDS, All((IS_URGENT, HERE))))))


@pytest.mark.parametrize("condition", [
    None, IS_URGENT, EITHER, HERE, All((IS_URGENT, BUILDS)), AnyOf((IS_URGENT, BUILDS, HERE)),
    All((IS_URGENT, AnyOf((BUILDS, HERE)), EITHER)), AnyOf((All((IS_URGENT, BUILDS)), All((HERE, EITHER)))),
])  # fmt: skip
def test_two_levels_are_said_in_rows(condition: Condition | None) -> None:
    rows = rows_of(condition, FACTS)
    assert rows is not None
    assert condition_of(rows) == condition


@pytest.mark.parametrize("condition", [
    DEEP, All((IS_URGENT,)), Leaf("place", Op.EQ, ("",)), Leaf("place", Op.IN, ("a;b",)), Leaf("place", Op.EQ, (" a",)),
])  # fmt: skip
def test_what_rows_cannot_say_is_left_to_the_text(condition: Condition) -> None:
    assert rows_of(condition, FACTS) is None


def typed(*rows: dict[str, str]) -> list[ConditionRow]:
    """Rows as people fill them in."""
    data = {"when-TOTAL_FORMS": str(len(rows)), "when-INITIAL_FORMS": "0"}
    data |= {f"when-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    made = formset_factory(ConditionRow, extra=0)(data, prefix="when", form_kwargs={"facts": FACTS})
    made.is_valid()
    return list(made.forms)


@pytest.mark.parametrize(("row", "leaf"), [
    ({"fact": "urgent", "op": "eq", "pick": "urgent|true"}, IS_URGENT),
    ({"fact": "urgent", "op": "eq", "typed": "是"}, IS_URGENT),
    ({"fact": "plan", "op": "in", "typed": "埋管；说明"}, EITHER),
    ({"fact": "cost", "op": "ge", "typed": "5.50"}, Leaf("cost", Op.GE, (Decimal("5.50"),))),
])  # fmt: skip
def test_a_row_is_read(row: dict[str, str], leaf: Leaf) -> None:
    (read,) = typed(row)
    assert read.errors == {}
    assert read.leaf == leaf


@pytest.mark.parametrize("row", [
    {"fact": "urgent", "op": "eq"},  # no value
    {"fact": "urgent", "op": "eq", "pick": "plan|build"},  # a value of another fact
    {"fact": "cost", "op": "eq", "typed": "many"},
    {"fact": "plan", "op": "eq", "typed": "nothing"},
    {"fact": "nobody", "op": "eq", "typed": "1"},
])  # fmt: skip
def test_a_row_that_says_nothing_sound_is_refused(row: dict[str, str]) -> None:
    (read,) = typed(row)
    assert read.errors != {}


def test_rows_are_joined_and_empty_ones_say_nothing() -> None:
    urgent = {"fact": "urgent", "op": "eq", "pick": "urgent|true"}
    builds = {"fact": "plan", "op": "eq", "pick": "plan|build"}
    grouped = [urgent, builds | {"group": "1"}, {"fact": "plan", "op": "in", "typed": "build;explain", "group": "1"}]
    assert condition_of(rows_typed("all", typed(*grouped))) == All((IS_URGENT, AnyOf((BUILDS, EITHER))))
    assert condition_of(rows_typed("any", typed(urgent, {"fact": "", "op": "eq"}))) == IS_URGENT
    assert condition_of(Rows("all")) is None


def deep() -> Template:
    """A scenario with a condition that rows cannot say."""
    when = "{all: [{field: u, op: eq, value: true}, {any: [{field: v, op: eq, value: true}, {all: [{field: u, op: ne, value: false}, {field: v, op: eq, value: false}]}]}]}"  # noqa: E501
    return load(
        "code: a\nversion: 1\ntitle: 甲\ndata: {u: {type: boolean}, v: {type: boolean}}\nstages: {s: 一}\n"
        f"nodes:\n  n: {{stage: s, name: 查, owner: o.p, when: {when}}}\n"
    )


def test_a_deep_condition_stays_as_it_is() -> None:
    editor = task_editor(deep(), "n", Duties({}, {}, (), ()), None)
    assert editor.as_text
    assert len(editor.conditions.forms) == 2
