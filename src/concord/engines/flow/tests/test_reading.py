"""A template file is read strictly, and everything wrong in it is told together, by line and column."""

import time
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.flow.conditions import All, AnyOf, Leaf, Op
from concord.engines.flow.reading import load, read
from concord.engines.flow.sentences import UnfitError
from concord.engines.flow.template import Deadline, Escalation, Limit, Unit
from concord.engines.flow.tests.cases import CALM, DITCH, dressed, templates
from concord.engines.flow.writing import write

SMALL = "code: a\nversion: 1\ntitle: t\nstages: [s]\nnodes:\n  n: {stage: s, name: 名, owner: o}\n"


def told(text, door=load):
    """Everything that is said against a text."""
    with pytest.raises(UnfitError) as caught:
        door(text)
    assert str(caught.value) == "\n".join(str(problem) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def with_node(line, head=""):
    return f"code: a\nversion: 1\ntitle: t\n{head}stages: [s]\nnodes:\n  n: {{stage: s, name: 名, owner: o, {line}}}\n"


@settings(max_examples=300, **CALM)
@given(st.one_of(dressed(), templates()))
def test_what_is_written_is_read_back_the_same(template):
    assert read(write(template))[0] == template


def test_a_file_that_people_laid_out_is_written_anew_and_says_the_same():
    assert read(write(load(DITCH)))[0] == load(DITCH)


def test_every_part_of_a_template_is_read():
    ditch = load(DITCH)
    nodes = {node.code: node for node in ditch.nodes}
    assert (ditch.title, ditch.max_rounds, ditch.escalation.red) == ("村间水沟", 3, ("owner", "supervision"))
    assert nodes["meet"].after == ("site", "road")
    assert nodes["meet"].deadline == Deadline(4, 2)
    assert (nodes["meet"].body, ditch.body_called("centre"), ditch.body_called("court")) == (
        "centre",
        "县社会治理中心",
        "court",
    )
    assert ditch.stages[0].called == "查看"
    assert nodes["road"].when == Leaf("crosses_road", Op.EQ, (True,))
    own = load(with_node("escalation: {red: [mayor]}, deadline: {days: 5, statutory: [{n: 7, unit: day, what: 立案}]}"))
    assert own.nodes[0].deadline == Deadline(5, None, (Limit(7, Unit.DAY, "立案"),))
    assert own.nodes[0].deadline.first_warning == 5
    assert own.escalation_of(own.nodes[0]) == Escalation(red=("mayor",))
    assert ditch.escalation_of(nodes["meet"]).yellow == ("owner",)


def test_one_file_may_be_wrong_in_many_ways_and_all_are_told():
    text = "code: 1a\nversion: one\ntitel: t\nstages: s\nnodes:\n"
    text += "  n: {stage: s, name: [x], after: {}, deadline: {day: 3}}\n"
    assert told(text) == [
        "1:1: These keys are missing: title.",
        "1:7: “1a” is no code: use letters, digits, _ and -, and begin with a letter.",
        "2:10: Expected a whole number, such as 5.",
        "3:1: “titel” is not known here; allowed are: code, version, title, english, trigger, status, sources, basis, "
        "outputs, measures, max_rounds, bodies, data, stages, nodes, escalation.",
        "4:9: Expected a list, such as [first, second].",
        "6:6: These keys are missing: owner.",
        "6:23: Expected text.",
        "6:35: Expected a list, such as [first, second].",
        "6:49: These keys are missing: days.",
        "6:50: “day” is not known here; allowed are: days, yellow, statutory.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SMALL + "title: again\n", "7:1: “title” is already given in line 3."),
        (SMALL + "[a]: b\n", "7:1: A key must be a word."),
        ("- a\n", "1:1: Expected entries of the form “key: value”."),
        ("", "The file is empty."),
        (SMALL + "\x00", "The file holds a character that YAML does not allow."),
        (SMALL + "english: \ud800\n", "The file holds a character that YAML does not allow."),
        (SMALL.replace("title: t", "title:"), "3:7: Text is missing here."),
        (SMALL.replace("title: t", "title: ''"), "3:8: Text is missing here."),
        (SMALL.replace("title: t", 'title: "a\\u0007"'), "3:8: The text holds a control character."),
        (SMALL.replace("title: t", f"title: {'长' * 2001}"), "3:8: The text is longer than 2000 characters."),
        (SMALL + "sources: [a, b, a]\n", "7:17: “a” is listed twice."),
        (SMALL + "version: 2\n---\nb: 1\n", "8:1: This is not YAML: but found another document."),
        (SMALL + "data: {f: {type: choice, values: {a: [], b: 乙}}}\n", "7:38: Expected text."),
        (SMALL + "data: {f: {type: choice, values: {a: 甲, a: 乙}}}\n", "7:41: “a” is already given in line 7."),
        (with_node("kind: job"), "6:42: Expected one of: task, subprocess, consult, request, supervise."),
        (with_node("when: {}"), "6:42: These keys are missing: field, op, value."),
        (with_node("when: {all: [], any: []}"), "6:42: Use either “all” or “any”, not both at once."),
        (with_node("when: {all: {}}"), "6:48: Expected a list, such as [first, second]."),
        (with_node("when: x"), "6:42: Expected entries of the form “key: value”."),
        (with_node("when: {field: f, op: eq, value: [1]}"), "6:68: Expected one value here."),
        (with_node("when: {field: f, op: in, value: 1}"), "6:68: Expected a list, such as [first, second]."),
        (
            with_node("when: {field: f, op: like, value: 1}"),
            "6:57: Expected one of: eq, ne, in, not_in, lt, le, gt, ge.",
        ),
    ],
)
def test_each_slip_is_told_where_it_is(text, said):
    assert said in told(text)


def test_a_tab_is_told_by_its_place():
    assert told(SMALL + "\tsources: a\n")[0].startswith("7:1: This is not YAML: ")


def test_a_byte_order_mark_and_chinese_codes_are_welcome():
    template = load("\ufeff" + SMALL.replace("n: {", "受理_1: {").replace("\n", "\r\n"))
    assert [node.code for node in template.nodes] == ["受理_1"]


def test_a_word_that_yaml_would_turn_into_something_else_stays_a_word():
    template = load(SMALL.replace("名", "no").replace("title: t", "title: 2026-03-02"))
    assert (template.nodes[0].name, template.title) == ("no", "2026-03-02")


BOMBS = {
    "aliases": ("a: &a [x, x]\nb: [*a, *a]\n", "1:4: Anchors (&) and aliases (*) are not allowed: write it out."),
    "tags": ("code: !!python/object:os.system {}\n", "1:7: Tags (!) are not allowed: write the plain value."),
    "deep": ("[" * 200, "1:25: Nested deeper than 24 levels."),
    "far deeper": ("[" * 100_000, "1:"),
    "deep blocks": ("\n".join(f"{' ' * n}a:" for n in range(1000)), "Nested deeper than 24 levels."),
    "huge": ("a" * 1_000_001, "The file is longer than 1000000 characters."),
    "wide": ("x: [" + "a," * 400_000 + "]", "1:1: “x” is not known here"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_blow_up_is_refused_quickly(bomb):
    text, said = BOMBS[bomb]
    begun = time.process_time()
    assert any(said in sentence for sentence in told(text))
    assert time.process_time() - begun < 5


def test_a_condition_nested_too_deeply_is_refused():
    deep = "{field: f, op: eq, value: 1}"
    for _ in range(8):
        deep = f"{{any: [{deep}]}}"
    assert "A condition is nested deeper than 8 levels." in told(with_node(f"when: {deep}"))[0]


def test_joined_conditions_are_read_in_their_order():
    when = "when: {any: [{field: f, op: gt, value: 1.5}, {all: [{field: f, op: not_in, value: [2, 3]}]}]}"
    read_ = load(with_node(when, "data: {f: {type: number}}\n")).nodes[0].when
    assert isinstance(read_, AnyOf)
    assert isinstance(read_.parts[1], All)
    assert [str(value) for value in read_.parts[1].parts[0].values] == ["2", "3"]


def test_a_value_is_typed_by_its_fact_and_the_meaning_is_checked_with_places():
    head = "data: {f: {type: number}}\n"
    assert told(with_node("when: {field: f, op: eq, value: 甲}", head)) == ["7:42: “f” is a number; it is never “甲”."]
    assert told(with_node("after: [m]")) == ["6:43: “n” waits for “m”, which is not a task here."]
    assert told(SMALL.replace("version: 1", "version: 0")) == ["2:10: Versions are counted from 1."]


def test_a_mistake_without_a_place_of_its_own_is_told_at_the_nearest():
    assert told(SMALL.replace("[s]", "[s, s]"))[0] == "4:9: “s” is given 2 times."


@settings(max_examples=300, **CALM)
@given(st.text(max_size=200), st.integers(0, len(DITCH)))
def test_no_text_breaks_the_reader(text, place):
    """Whatever is typed into a good file, it is read or refused in sentences."""
    for attempt in (text, DITCH[:place] + text + DITCH[place:]):
        with suppress(UnfitError):
            assert load(attempt).nodes


def test_the_reader_agrees_with_yaml_on_a_plain_file():
    assert set(yaml.safe_load(DITCH)["nodes"]) == {node.code for node in load(DITCH).nodes}
