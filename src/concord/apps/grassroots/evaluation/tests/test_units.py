"""A body's own page, two periods and two versions side by side; what few residents said is shown to nobody (G5)."""

from importlib.resources import files

import pytest

from concord.apps.grassroots.evaluation.formulae import publish
from concord.apps.grassroots.evaluation.models import Counted, Sheet
from concord.apps.grassroots.evaluation.services.answering import Said, answer_by_link
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import asked_then
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system

WHO = [("tess", 200), ("sue", 200), ("alice", 200), ("dora", 404), ("nico", 404), ("otto", 404), ("bo", 404)]
SECOND = (files("concord") / "data/grassroots/formulae/township-2.yaml").read_text(encoding="utf-8")
THIRD = SECOND.replace("version: 2", "version: 3").replace("2026-12-01", "2026-01-01")


def answered(month: Month, content: int, not_content: int) -> None:
    """The month's answers, and its figures by the formula that counts them."""
    publish(THIRD)
    day = month.over.last
    for number, key in enumerate(asked_then(month, content + not_content, day)):
        said = Said(True) if number < content else Said(False, ("slow",))
        answer_by_link(key, said, today=day)
    assert month.publish().status_code == 201


@pytest.mark.parametrize(("who", "answer"), WHO)
def test_a_body_sees_its_page_and_a_neighbour_does_not(month: Month, who: str, answer: int) -> None:
    month.publish()
    unit, client = month.cast.body("township").pk, month.browser(who)
    assert client.get(f"/desk/evaluation/units/{unit}/").status_code == answer
    assert client.get(f"/api/evaluation/units/{unit}").status_code == answer
    both = {"formula": "township", "one": month.over.code, "other": month.over.code}
    assert client.get(f"/desk/evaluation/units/{unit}/periods/", both).status_code == answer
    assert client.get(f"/api/evaluation/units/{unit}/periods", both).status_code == answer
    sheet = month.sheet().pk
    assert client.get(f"/desk/evaluation/sheets/{sheet}/versions/").status_code == answer
    assert client.get(f"/api/evaluation/sheets/{sheet}/versions", {"one": 1, "other": 2}).status_code == answer


def test_the_page_opens_each_number_and_keeps_what_was_corrected(month: Month) -> None:
    month.publish()
    old = month.sheet()
    declare_system()
    Task.objects.filter(pk=month.tasks[0].pk).update(done_at=month.tasks[1].done_at)
    month.browser("sue").send(f"/api/evaluation/sheets/{old.pk}/correct", {"why": "办结日期登记有误"})
    unit = month.cast.body("township").pk
    told = month.browser("tess").get(f"/api/evaluation/units/{unit}").json()
    [formula] = told["formulae"]
    in_time = next(part for part in formula["parts"] if part["part"] == "in_time")
    assert [(one["figure"], one["value"]) for one in in_time["figures"]] == [(month.figure().pk, 100.0)]
    [correction] = told["corrections"]
    assert (correction["corrects"], correction["was"], correction["why"]) == (old.pk, 41.0, "办结日期登记有误")
    page = month.browser("tess").get(f"/desk/evaluation/units/{unit}/").content.decode()
    assert f"/desk/evaluation/figures/{month.figure().pk}/" in page
    assert "办结日期登记有误" in page


def test_two_periods_and_what_is_not_published(month: Month) -> None:
    month.publish()
    unit, tess = month.cast.body("township").pk, month.browser("tess")
    known = {"formula": "township", "one": month.over.code}
    told = tess.get(f"/api/evaluation/units/{unit}/periods", {**known, "other": month.over.code}).json()
    assert {part["change"] for part in told["parts"]} == {0.0, None}
    assert told["one"]["total"] == 41.0
    assert tess.get(f"/api/evaluation/units/{unit}/periods", {**known, "other": "2025-01"}).status_code == 404
    assert tess.get(f"/api/evaluation/units/{unit}/periods", {**known, "other": "soon"}).status_code == 422


def test_what_each_version_would_have_given(month: Month) -> None:
    answered(month, content=4, not_content=2)
    sheet, tess = month.sheet(), month.browser("tess")
    told = tess.get(f"/api/evaluation/sheets/{sheet.pk}/versions", {"one": 1, "other": 3}).json()
    satisfied = [part for part in told["parts"] if part["one"] and part["one"]["value"] != part["other"]["value"]]
    assert [(part["one"]["value"], part["other"]["value"]) for part in satisfied] == [(None, 66.67)]
    assert (told["one"]["version"], told["other"]["weight"] - told["one"]["weight"]) == (1, 15)
    assert Sheet.objects.count() == 1  # nothing was kept
    page = tess.get(f"/desk/evaluation/sheets/{sheet.pk}/versions/", {"one": 1, "other": 3})
    assert (page.status_code, b"66.67" in page.content) == (200, True)
    assert tess.get(f"/api/evaluation/sheets/{sheet.pk}/versions", {"one": 1, "other": 9}).status_code == 409


@pytest.mark.parametrize(("content", "not_content", "is_shown"), [(3, 1, False), (4, 1, True)])
def test_what_few_said_is_shown_to_nobody(month: Month, content: int, not_content: int, is_shown: bool) -> None:
    answered(month, content, not_content)
    figure = month.figure("satisfied")
    beside = month.browser("tess").get(f"/api/evaluation/figures/{figure.pk}/matters").json()["asked"]
    assert [(one["asked"], one["answered"]) for one in beside] == [(0, 0), (content + not_content,) * 2, (0, 0)]
    for who in ("tess", "sue", "alice"):
        client = month.browser(who)
        whole = client.get(f"/api/evaluation/sheets/{month.sheet().pk}").json()
        told = next(one for one in whole["figures"] if one["part"] == "satisfied")
        assert (told["numerator"], told["value"]) == ((content, 80.0) if is_shown else (None, None))
        behind = client.get(f"/api/evaluation/figures/{figure.pk}/matters").json()
        assert [one["kept"] for one in behind["items"]] == ([None] * 5 if is_shown else [])
        assert client.get(f"/desk/evaluation/figures/{figure.pk}/").status_code == 200
    declare_system()
    assert Counted.objects.filter(figure=figure, kept=True).count() == content


def test_what_few_said_cannot_be_objected_to(month: Month) -> None:
    answered(month, 3, 1)
    declare_system()
    matters = list(Counted.objects.filter(figure=month.figure("satisfied")).values_list("matter", flat=True)[:1])
    address = f"/api/evaluation/figures/{month.figure('satisfied').pk}/objection"
    assert month.browser("tess").send(address, {"matters": matters, "reason": "不是我们办的"}).status_code == 409
