"""A scenario that is still being drawn: read as far as it goes, drawn as far as it can be, its cards marked."""

import pytest
from hypothesis import given, settings

from concord.engines.flow.drawing.svg import draw
from concord.engines.flow.drawing.unfinished import drawable
from concord.engines.flow.drawing.wording import Mark
from concord.engines.flow.reading import load, sketch
from concord.engines.flow.sentences import UnfitError
from concord.engines.flow.template import Template
from concord.engines.flow.tests.cases import CALM, DITCH, dressed
from concord.engines.flow.writing import write

UNFINISHED = """\
code: draft
version: 1
title: ""
stages: {look: 查看}
nodes:
  site: {stage: look, name: "", owner: "", after: [meet, gone], when: {field: nothing, op: eq, value: "1"}}
  meet: {stage: nowhere, name: 会商, owner: centre.desk, after: [site], returns: [gone]}
"""


def test_an_unfinished_file_is_read_as_far_as_it_goes() -> None:
    found = sketch(UNFINISHED)
    assert [node.code for node in found.template.nodes] == ["site", "meet"]
    assert found.template.nodes[1].after == ("site",)
    paths = [one.path for one in found.problems]
    assert ("title",) in paths
    assert ("nodes", "site", "owner") in paths
    assert ("nodes", "meet", "stage") in paths
    assert all(one.line for one in found.problems)
    owner = [str(one.sentence) for one in found.problems if one.path == ("nodes", "site", "owner")]
    assert owner == ["“site” has no owner."]


def test_a_sound_file_has_no_problems_and_what_is_no_yaml_is_refused() -> None:
    assert sketch(DITCH).problems == ()
    assert sketch(DITCH).template == load(DITCH)
    with pytest.raises(UnfitError):
        sketch("code: [")


def test_a_scenario_without_tasks_is_written_and_says_what_it_lacks() -> None:
    empty = Template("draft", 1, "空", (), ())
    found = sketch(write(empty))
    assert found.template == empty
    assert [one.path for one in found.problems] == [("nodes",)]


@settings(**CALM, max_examples=60)
@given(dressed())
def test_a_sound_scenario_is_drawn_as_it_is(template: Template) -> None:
    assert drawable(template) == template


def test_waits_for_nothing_circles_and_conditions_on_nothing_are_left_out_of_the_drawing() -> None:
    shown = drawable(sketch(UNFINISHED).template)
    assert [(node.code, node.after, node.returns, node.when) for node in shown.nodes] == [
        ("site", (), (), None),
        ("meet", ("site",), (), None),
    ]
    assert "会商" in draw(shown)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_marked_card_says_so_by_look_and_word_and_leads_where_it_should(narrow: bool) -> None:
    template = load(DITCH)
    first = template.nodes[0].code
    plain = draw(template, narrow=narrow)
    marked = draw(template, narrow=narrow, marks={first: Mark("wrong", "有误", "?task=1&part=2")})
    assert 'role="img"' in plain
    assert "<a " not in plain
    assert 'class="card waiting wrong"' in marked
    assert ">有误</text>" in marked
    assert '<a href="?task=1&amp;part=2">' in marked
    assert 'role="group"' in marked
