"""A template that makes no sense is refused, in sentences that say what would be right."""

from decimal import Decimal

import pytest

from concord.engines.flow.checking import check, check_together
from concord.engines.flow.conditions import All, AnyOf, Leaf, Op
from concord.engines.flow.reading import load
from concord.engines.flow.template import Deadline, Kind, Limit, Node, Stage, Template, Unit
from concord.engines.flow.tests.cases import DITCH
from concord.engines.flow.values import Fact, FactType

DITCH = load(DITCH)
YES = Leaf("sure", Op.EQ, (True,))
GIVEN = (Fact("sure", FactType.BOOLEAN), Fact("sum", FactType.NUMBER), Fact("way", FactType.CHOICE, ("a", "b")))


def node(code, *after, **more):
    return Node(code, "s", code, "o.x", after=after, **more)


def said(*nodes, data=GIVEN, **more):
    template = Template("t", 1, "T", (Stage("s"),), nodes, data=data, **more)
    return [str(problem.sentence) for problem in check(template)]


def test_the_ditch_makes_sense():
    assert check(DITCH) == ()


def test_there_is_something_to_do_and_not_too_much():
    assert said() == ["A scenario has 1 to 500 tasks."]
    assert said(*(node(f"n{number}") for number in range(501))) == ["A scenario has 1 to 500 tasks."]
    assert said(*(node(f"n{number}", *([f"n{number - 1}"] if number else [])) for number in range(500))) == []


@pytest.mark.parametrize(
    ("nodes", "sentence"),
    [
        ([node("a", "b")], "“a” waits for “b”, which is not a task here."),
        ([node("a", "a")], "These tasks wait for each other in a circle: a → a."),
        ([node("a", "x", "c"), node("x"), node("b", "a"), node("c", "b"), node("d", "c")],
         "These tasks wait for each other in a circle: b → c → a → b."),
        ([node("a"), node("a")], "“a” is given 2 times."),
        ([Node("a", "z", "A", "o")], "“a” has the stage “z”; the stages are: s."),
        ([Node("a", "s", "", "o")], "“a” has no name."),
        ([Node("a", "s", "A", " ")], "“a” has no owner."),
        ([node("a", sets=("x",))], "“a” states “x”, which is not declared under “data”."),
        ([node("a", sets=("sum",)), node("b", sets=("sum",))], "“sum” is stated by a, b; one task alone may state it."),
        ([node("a"), node("b", returns=("a",))], "“b” can send back only to what it waits for, not to “a”."),
        ([node("a", returns=("a",))], "“a” can send back only to what it waits for, not to “a”."),
        ([node("a", deadline=Deadline(3, 4))], "“a” would be yellow on day 4, after it is red on day 3."),
        ([node("a", deadline=Deadline(4000, 4))], "“a” has more than 3650 days."),
        ([node("a", deadline=Deadline(3, 3, (Limit(0, Unit.DAY, "x"),)))], "“a” has a limit of law of no length."),
        ([node("a", kind=Kind.SUBPROCESS)], "“a” is a subprocess and must name its “template”."),
        ([node("a", kind=Kind.CONSULT)], "“a” is a consult and must name its “consult”."),
        ([node("a", kind=Kind.REQUEST)], "“a” is a request and must name its “jurisdiction”."),
        ([node("a", jurisdiction="@nowhere")],
         "“a” looks for its owner near “@nowhere”, which is no text declared under “data”."),
        ([node("a", jurisdiction="@sum")],
         "“a” looks for its owner near “@sum”, which is no text declared under “data”."),
        ([node("a", template="u")], "“a” names a template, but is not a subprocess."),
        ([node("a", kind=Kind.SUBPROCESS, template="t")], "“a” calls its own scenario."),
    ],
)  # fmt: skip
def test_each_nonsense_has_its_sentence(nodes, sentence):
    assert sentence in said(*nodes)


DEEP = YES
for _ in range(8):
    DEEP = All((DEEP,))


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (Leaf("x", Op.EQ, (True,)), "The condition of “a” uses “x”, which is not declared under “data”."),
        (Leaf("sure", Op.LT, (True,)), "“sure” is a boolean and cannot be compared by “lt”; use: eq, ne."),
        (Leaf("way", Op.EQ, ("c",)), "“way” is a choice: a, b; it is never “c”."),
        (Leaf("sum", Op.EQ, ("5",)), "“sum” is a number; it is never “5”."),
        (Leaf("sum", Op.EQ, (True,)), "“sum” is a number; it is never “True”."),
        (Leaf("sure", Op.EQ, ()), "The condition of “a” compares “sure” with no value, or too many."),
        (Leaf("way", Op.EQ, ("a", "b")), "The condition of “a” compares “way” with no value, or too many."),
        (All(()), "The condition of “a” has an “all” or “any” without parts."),
        (AnyOf((YES, All(()))), "The condition of “a” has an “all” or “any” without parts."),
        (DEEP, "A condition is nested deeper than 8 levels."),
        (All((YES, Leaf("sure", Op.EQ, (False,)))), "The condition of “a” can never be met."),
        (All((Leaf("sum", Op.LT, (Decimal(1),)), Leaf("sum", Op.GT, (Decimal(1),)))),
         "The condition of “a” can never be met."),
    ],
)  # fmt: skip
def test_a_condition_must_be_one_that_can_be_evaluated_and_met(when, sentence):
    assert said(node("a", when=when)) == [sentence]


def test_a_condition_uses_only_what_is_stated_before_it():
    later = [node("a", sets=("sure",)), node("b", when=YES), node("c", "a", when=YES)]
    assert said(*later) == ["The condition of “b” uses “sure”, so it must come after “a”."]
    assert said(node("a", sets=("sure",), when=YES)) == ["The condition of “a” uses “sure”, so it must come after “a”."]


def test_facts_rounds_versions_and_stages_are_held_to_their_shape():
    one = node("a")
    assert said(one, data=(Fact("f", FactType.CHOICE),)) == ["“f”: a choice lists its values, and nothing else does."]
    assert said(one, data=(Fact("f", FactType.TEXT, ("x",)),)) == [
        "“f”: a choice lists its values, and nothing else does."
    ]
    assert said(one, data=(Fact("f", FactType.CHOICE, ("x",)),)) == ["“f” offers a choice of only one value."]
    assert said(one, max_rounds=0) == ["“max_rounds” is 1 to 20."]
    spare = Template("t", 1, "T", (Stage("s"), Stage("u")), (one,))
    assert [str(problem) for problem in check(spare)] == ["stages.u: No task belongs to the stage “u”."]


def test_scenarios_that_call_each_other_are_checked_together():
    def calling(code, *called, data=(), sets=()):
        calls = tuple(node(f"c{n}", kind=Kind.SUBPROCESS, template=name, sets=sets) for n, name in enumerate(called))
        return Template(code, 1, code, (Stage("s"),), (node("a"), *calls), data=data)

    def together(*templates):
        return [str(problem.sentence) for problem in check_together(templates)]

    answer = (Fact("way", FactType.CHOICE, ("a", "b")),)
    assert together(calling("p", "q"), calling("q")) == []
    assert together(calling("p", "q")) == ["“c0” calls the scenario “q”, which is not known."]
    assert together(calling("p", "q"), calling("q", "p"), calling("r", "p")) == [
        "These scenarios call each other without end: p, q, r."
    ]
    assert together(calling("p", "q", data=answer, sets=("way",)), calling("q", data=answer)) == []
    assert together(calling("p", "q", data=answer, sets=("way",)), calling("q")) == [
        "“c0” needs the fact “way” from “q”, which has none of that type."
    ]


def test_a_place_is_named_by_a_text_that_is_known_when_its_turn_comes():
    data = (*GIVEN, Fact("where", FactType.TEXT))
    setting, asking = node("a", sets=("where",)), node("b", "a", jurisdiction="@where")
    assert said(node("b", jurisdiction="@where"), data=data) == []
    assert said(node("b", jurisdiction="330105"), data=data) == []
    assert said(setting, asking, data=data) == []
    assert said(setting, node("b", jurisdiction="@where"), data=data) == [
        "“b” looks for its owner near “@where”, so it must come after “a”."
    ]
