"""A drawing says where a matter stands by colour, shape and word, on a desk and on a phone, and to those who listen."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from concord.engines.flow.advance import begin, complete, send_back
from concord.engines.flow.drawing.layout import CARD_NARROW, Layout, in_a_column, in_lanes, wrapped
from concord.engines.flow.drawing.outline import outline
from concord.engines.flow.drawing.svg import MARKS, draw
from concord.engines.flow.drawing.wording import CHINESE, STATELESS, Wording, Words
from concord.engines.flow.reading import load
from concord.engines.flow.template import Template
from concord.engines.flow.tests.cases import CALM, DITCH, dressed, templates

DITCH = load(DITCH)
S = "{http://www.w3.org/2000/svg}"


def under_way():
    """Accepted, the road skipped, the site looked at a second time."""
    state = complete(DITCH, begin(DITCH, {"crosses_road": False}).state, "accept", {}).state
    state = complete(DITCH, state, "site", {"cost": 1}).state
    return send_back(DITCH, state, "meet", "site").state


def cards(svg):
    """Each card as its name, its look and its texts."""
    root = etree.fromstring(svg)
    found = {}
    for group in root.iter(f"{S}g"):
        texts = [text.text for text in group.iter(f"{S}text")]
        name = group.find(f"{S}title").text.splitlines()[0]
        marks = [path.get("d") for path in group.iter(f"{S}path")]
        found[name] = (group.get("class").split()[1], texts, marks)
    return found


def test_the_state_is_told_by_colour_shape_and_word():
    drawn = cards(draw(DITCH, under_way(), CHINESE))
    assert drawn["受理"] == ("done", ["受理", "已完成 · 1个工作日"], [MARKS["done"]])
    assert drawn["现场查看"] == ("open", ["现场查看", "进行中 · 第2轮 · 3个", "工作日"], [MARKS["open"]])
    assert drawn["查公路图纸"] == ("skipped", ["仅当 涉及公路", "查公路图纸", "不适用 · 2个工作日"], [MARKS["skipped"]])
    assert drawn["云会商"][0] == "waiting"
    assert drawn["云会商"][1][1:] == ["未开始 · 4个工作日", "可退回:现场查看、查公路图纸"]
    assert len({marks[0] for _look, _texts, marks in drawn.values()}) == 4


def test_a_scenario_at_rest_is_drawn_without_any_state():
    drawn = cards(draw(DITCH))
    assert drawn["受理"] == ("waiting", ["受理", "1 working days"], [])


def test_the_picture_has_a_title_a_summary_and_ids_of_its_own():
    root = etree.fromstring(draw(DITCH, under_way(), name="case-7"))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "case-7-title case-7-desc")
    assert root.find(f"{S}title").text == "村间水沟"
    assert root.find(f"{S}desc").text == "7 tasks in 3 lanes. Done: 1. Open: 1. Does not apply: 1."


def test_light_and_dark_come_from_variables_and_a_page_may_bring_its_own_style():
    styled, bare = draw(DITCH), draw(DITCH, styled=False)
    assert "var(--ink,#16242e)" in styled
    assert "prefers-color-scheme:dark" in styled
    assert etree.fromstring(bare).find(f"{S}style") is None
    assert not [element for element in etree.fromstring(bare).iter() if element.get("style") or element.get("fill")]


def test_links_show_what_is_done_and_what_does_not_apply():
    root = etree.fromstring(draw(DITCH, under_way()))
    links = [path.get("class") for path in root.iter(f"{S}path") if path.get("class").startswith("link")]
    assert sorted(links) == ["link ahead"] * 5 + ["link done"] + ["link skipped"] * 2


def test_lanes_are_named_after_bodies():
    texts = [text.text for text in etree.fromstring(draw(DITCH)).iter(f"{S}text") if text.get("class") == "lane-name"]
    assert "".join(texts) == "县社会治理中心乡镇交投集团"


def test_a_phone_gets_one_column_with_what_each_task_waits_for():
    root = etree.fromstring(draw(DITCH, under_way(), CHINESE, narrow=True))
    assert int(root.get("width")) == 360
    drawn = cards(draw(DITCH, under_way(), CHINESE, narrow=True))
    assert drawn["云会商"][1][-2:] == ["等待:现场查看、查公路图纸", "可退回:现场查看、查公路图纸"]
    assert drawn["回访"][1][-1] == "等待:埋设管道、书面答复"


def apart(layout: Layout) -> bool:
    """Whether no card lies on another or out of the picture."""
    boxes = [(card.x, card.y, card.x + card.width, card.y + card.height) for card in layout.cards.values()]
    inside = all(min(box) >= 0 and box[2] <= layout.width and box[3] <= layout.height for box in boxes)
    overlaps = [
        (one, two)
        for number, one in enumerate(boxes)
        for two in boxes[:number]
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]
    return inside and not overlaps


@settings(max_examples=150, **CALM)
@given(st.one_of(templates(), dressed()))
def test_no_card_ever_lies_on_another_and_every_word_is_escaped(template: Template):
    words = Words(template, STATELESS, Wording())
    assert apart(in_lanes(words))
    assert apart(in_a_column(words))
    for narrow in (False, True):
        root = etree.fromstring(draw(template, narrow=narrow))
        assert len(root.findall(f".//{S}g")) == len(template.nodes)
    assert outline(template).count("\n") >= len(template.nodes)


def test_what_people_type_cannot_break_out():
    nasty = replace(DITCH, title="</title><script>alert(1)</script>", nodes=(replace(DITCH.nodes[0], name="<b>&\"'"),))
    svg = draw(nasty)
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert etree.fromstring(svg).find(f"{S}title").text == nasty.title


def test_text_is_broken_by_its_breadth():
    assert wrapped("中" * 25, 140, 14) == ("中" * 10, "中" * 10, "中" * 5)
    assert wrapped("Check the title", 80, 14) == ("Check the", "title")
    assert wrapped("Unterlassungsklage", 80, 14) == ("Unterlassu", "ngsklage")
    assert len(wrapped("长" * 500, CARD_NARROW, 14)) == 4
    assert wrapped("长" * 500, CARD_NARROW, 14)[-1].endswith("…")
    assert wrapped("", 60, 14) == ()
    assert wrapped("查明权属、抵押", 56, 14) == ("查明权属、", "抵押")


def chain(owner_of_c):
    """`a` before `b` before `c`, and `a` before `c` past `b`: the cards, and the path of each link."""
    text = "code: t\nversion: 1\ntitle: t\nstages: [s]\nnodes:\n  a: {stage: s, name: a, owner: x.y}\n"
    text += "  b: {stage: s, name: b, owner: x.y, after: [a]}\n"
    text += f"  c: {{stage: s, name: c, owner: {owner_of_c}, after: [a, b]}}\n"
    root = etree.fromstring(draw(load(text)))
    paths = [path.get("d") for path in root.iter(f"{S}path") if path.get("class") == "link ahead"]
    return in_lanes(Words(load(text), STATELESS, Wording())), paths


def test_a_long_link_runs_level_with_the_end_where_no_card_lies_in_between():
    layout, paths = chain("z.y")
    a, c = layout.cards["a"], layout.cards["c"]
    right = a.x + a.width
    assert (
        f"M{right},{a.middle} C{right + 17},{a.middle} {right + 17},{c.middle} {right + 34},{c.middle} H{c.x - 6}"
        in paths
    )


def test_a_long_link_with_cards_on_both_levels_runs_along_the_edge_of_a_lane():
    layout, paths = chain("x.y")
    assert any(f",{layout.lanes[0].y + 8} H" in path for path in paths)


def test_the_outline_tells_all_of_it_in_plain_words():
    told = outline(DITCH, under_way()).splitlines()
    assert told[:4] == ["村间水沟", "7 tasks in 3 lanes. Done: 1. Open: 1. Does not apply: 1.", "", "查看"]
    assert told[4] == "1. 受理 · 县社会治理中心 · 1 working days · done"
    assert "2. 现场查看 · 乡镇 · 3 working days · open · round 2" in told
    assert "   only if 方案 = 埋管 & cost ≤ 50000" in told
    assert "   may go back to 现场查看, 查公路图纸" in told
