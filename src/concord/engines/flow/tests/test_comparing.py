"""What a new version changes is told in sentences, and nothing is passed over."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from concord.engines.flow.comparing import differences
from concord.engines.flow.conditions import Leaf, Op
from concord.engines.flow.reading import load
from concord.engines.flow.template import Deadline, Escalation, Kind, Limit, Node, Template, Unit
from concord.engines.flow.tests.cases import CALM, DITCH, dressed

OLD = load(DITCH)


def told(text_from, text_to):
    assert text_from in DITCH
    return [str(sentence) for sentence in differences(OLD, load(DITCH.replace(text_from, text_to)))]


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("title: 村间水沟", "title: 水沟", "The title was 村间水沟, now 水沟."),
        ("name: 回访", "name: 上门回访", "“上门回访”: name was 回访, now 上门回访."),
        ("deadline: {days: 20}", "deadline: {days: 30, yellow: 9}",
         "“埋设管道”: deadline was 20 working days, yellow at 20, now 30 working days, yellow at 9."),
        ("after: [build, reply]", "after: [reply]", "“回访”: what it waits for was build, reply, now reply."),
        ("when: {field: crosses_road, op: eq, value: true}", "when: {field: crosses_road, op: ne, value: true}",
         "“查公路图纸”: condition was 涉及公路, now ¬ 涉及公路."),
        ("{yellow: [owner], red: [owner, supervision]}", "{red: [owner]}",
         "The escalation was yellow owner; red owner, supervision, now yellow none; red owner."),
        ("label: 方案", "label: 办法",
         "The fact “plan” was 方案: choice (埋管, 说明), now 办法: choice (埋管, 说明)."),
        ("town: 乡镇,", "town: 镇街,", "The body “town” was 乡镇, now 镇街."),
        ("look: 查看", "look: 踏勘", "The stage “look” was 查看, now 踏勘."),
        ("stages: {look: 查看, decide: 会商,", "stages: {decide: 会商, look: 查看,",
         "Each stage is listed in another order."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(was, now, sentence):
    assert told(was, now) == [sentence]


def test_tasks_and_facts_that_come_and_go_are_told():
    line = "  visit:  {stage: act, name: 回访, owner: town.platform, after: [build, reply], deadline: {days: 5}}\n"
    assert told(line, "") == ["The task “回访” (visit) is gone."]
    new = "  thank: {stage: act, name: 致谢, owner: town.platform, after: [visit]}\n"
    assert told(line, line + new) == ["The task “致谢” (thank) is new: town.platform."]
    assert told("  cost: {type: number}\n", "  cost: {type: number}\n  rain: {type: date}\n") == [
        "The fact “rain” is new: rain: date."
    ]
    swapped = replace(OLD, nodes=(*OLD.nodes[1:], OLD.nodes[0]), data=OLD.data[1:])
    assert [str(sentence) for sentence in differences(OLD, swapped)] == [
        "The fact “crosses_road” is gone.",
        "The tasks are listed in another order.",
    ]


def test_a_limit_of_law_is_told():
    node = replace(OLD.nodes[0], deadline=Deadline(1, None, (Limit(7, Unit.DAY, "立案"),)))
    assert [str(one) for one in differences(OLD, replace(OLD, nodes=(node, *OLD.nodes[1:])))] == [
        "“受理”: deadline was 1 working days, yellow at 1, now 1 working days, yellow at 1; by law 7 day (立案)."
    ]
    bare = replace(OLD.nodes[0], deadline=None)
    assert "now none." in str(differences(OLD, replace(OLD, nodes=(bare, *OLD.nodes[1:])))[0])


@settings(max_examples=100, **CALM)
@given(dressed(), dressed())
def test_two_versions_say_nothing_only_when_they_are_the_same(one, two):
    assert differences(one, replace(one, version=one.version + 1)) == ()
    assert bool(differences(one, two)) is (one != replace(two, version=one.version))


OTHER = {
    "kind": Kind.SUPERVISE, "when": Leaf("crosses_road", Op.EQ, (True,)), "deadline": Deadline(99), "max_rounds": 9,
    "escalation": Escalation(red=("mayor",)),
}  # fmt: skip
APART = {"version", "stages", "nodes", "bodies", "data"}


def another(part, value):
    """A value of the same sort that no part of the ditch has."""
    return OTHER.get(part, ("another",) if isinstance(value, tuple) else "another")


@pytest.mark.parametrize("part", [field.name for field in fields(Node) if field.name != "code"])
def test_no_part_of_a_task_changes_unsaid(part):
    first, *others = OLD.nodes
    changed = replace(first, **{part: another(part, getattr(first, part))})
    (said,) = differences(OLD, replace(OLD, nodes=(changed, *others)))
    assert said.form == "“{name}”: {key} was {was}, now {now}."


@pytest.mark.parametrize("part", [field.name for field in fields(Template) if field.name not in APART])
def test_no_part_of_a_template_changes_unsaid(part):
    (said,) = differences(OLD, replace(OLD, **{part: another(part, getattr(OLD, part))}))
    assert said.form == "The {key} was {was}, now {now}."
