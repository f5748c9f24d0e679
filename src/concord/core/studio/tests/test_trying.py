"""A draft is tried before it is published: every end, every way, a walk, and what it changes."""

import json

import pytest
from django.test import Client

from concord.core.agenda.services.publishing import publish
from concord.core.agenda.tests.story import DITCH, SURVEY
from concord.core.refusals import Refusal
from concord.core.studio.models import Draft
from concord.core.studio.selectors.comparing import compared
from concord.core.studio.selectors.trying import Move, limits_in_words, longest_by_law, trial_of, walked
from concord.core.studio.tests.drawing import change, draft_of
from concord.core.studio.walking import Walk, walk_in
from concord.engines.flow.outcomes import follow
from concord.engines.flow.reading import load
from concord.engines.flow.template import Limit, Unit
from tests.ground.cast import Cast

LAWFUL = """\
code: lawful
version: 1
title: 期限
data: {more: {type: boolean, label: 再查}}
stages: {s: 一}
nodes:
  a: {stage: s, name: 查, owner: x.y, deadline: {days: 2, statutory: [{n: 3, unit: day, what: 三日}, {n: 1, unit: month, what: 一月}]}}
  b: {stage: s, name: 送, owner: x.y, after: [a], deadline: {days: 1, statutory: [{n: 5, unit: working_day, what: 五日}]}}
  c: {stage: s, name: 再查, owner: x.y, after: [a], when: {field: more, op: eq, value: true}, deadline: {days: 9}}
"""  # noqa: E501


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """The ditch as alice draws it, after the survey that it calls was published."""
    publish(SURVEY, by=None)
    return draft_of(cast, DITCH)


def walk_on(client: Client, draft: Draft, walked_so_far: str, **said: str) -> str:
    """One more answer on the page of the walk; returns the page."""
    answer = client.post(f"/desk/studio/{draft.pk}/walk/", {"walked": walked_so_far, **said})
    assert answer.status_code in {200, 409, 422}
    return answer.content.decode()


def test_the_longest_time_by_law_is_added_up_along_the_way() -> None:
    template = load(LAWFUL)
    limits = longest_by_law(template, follow(template, {"more": True}))
    assert limits == (Limit(1, Unit.MONTH, "一月"), Limit(5, Unit.WORKING_DAY, "五日"))
    assert limits_in_words(limits).replace(" ", "") == "1个月+5个工作日"
    assert limits_in_words(()) == ""
    assert {(way.days, way.by_law.replace(" ", "")) for way in trial_of(template).ways} == {
        (11, "1个月+5个工作日"), (3, "1个月+5个工作日")
    }  # fmt: skip


def test_the_page_tells_every_end_and_every_way(client: Client, cast: Cast, draft: Draft) -> None:
    client.force_login(cast["alice"])
    page = client.get(f"/desk/studio/{draft.pk}/trial/").content.decode()
    found = trial_of(load(DITCH))
    assert [one.name for one in found.ends] == ["书面答复", "埋设管道"]
    assert [one.name for one in found.ends if f'<td data-label="最后的任务">{one.name}</td>' not in page] == []
    assert page.count("<details>") == len(found.ways)
    assert "涉及公路: 是" in page


def test_what_is_unsound_is_not_tried(client: Client, cast: Cast, draft: Draft) -> None:
    client.force_login(cast["alice"])
    change(client, f"/desk/studio/{draft.pk}/part/task/site/", days="2", yellow="5")
    for part in ("trial", "walk", "publish"):
        page = client.get(f"/desk/studio/{draft.pk}/{part}/").content.decode()
        assert "发布之前还有 1 处要改" in page
        assert 'name="walked"' not in page


def test_a_walk_shows_what_opens_and_goes_back(client: Client, cast: Cast, draft: Draft) -> None:
    client.force_login(cast["alice"])
    page = walk_on(client, draft, "", fact_road="no")
    assert "受理" in page
    assert page.count('class="card open"') == 2  # on the wide drawing and on the narrow one
    walk = Walk({"road": False}, (Move("accept", {}),))
    page = walk_on(client, draft, walk.written, do="complete", task="site", fact_cost="3000")
    assert "云会商" in page
    meeting = walk.going(Move("site", {"cost": "3000"}))
    page = walk_on(client, draft, meeting.written, do="back site", task="meet")
    assert "第2轮" in page
    page = walk_on(client, draft, meeting.written, do="undo")
    assert 'value="site"' in page
    page = walk_on(client, draft, meeting.written, do="back road", task="meet")
    assert "已跳过，不能退回" in page


def test_a_walk_that_is_none_begins_anew(draft: Draft) -> None:
    for text in ("", "{", "[]", "[1, 2]", '[{}, [["a"]]]', "[{}, 3]", '{"a": 1}', "[[], []]"):
        assert walk_in(text) is None, text
    walk = Walk({"road": True}, (Move("accept", {}), Move("site", {"cost": "1"}, "accept")))
    assert walk_in(walk.written) == walk
    assert json.loads(walk.written)[0] == {"road": True}
    with pytest.raises(Refusal):
        walked(load(DITCH), {}, (Move("nobody", {}),))
    with pytest.raises(Refusal):
        walked(load(DITCH), {}, (Move("accept", {}),) * 2_001)


def test_a_comparison_marks_what_is_new_changed_and_gone() -> None:
    old = load(LAWFUL)
    new = load(LAWFUL.replace("c: {stage: s, name: 再查", "d: {stage: s, name: 三查").replace("days: 1,", "days: 4,"))
    found = compared(old, new)
    assert 'class="card waiting fresh"' in found.new.wide
    assert 'class="card waiting changed"' in found.new.narrow
    assert 'class="card waiting gone"' in found.old.wide
    assert any("三查" in one for one in found.sentences)
    assert compared(old, old).sentences == ()
