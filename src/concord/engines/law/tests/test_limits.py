"""Named limits: found by name, grounded in their article, chosen by the law in force."""

from datetime import date

import pytest

from concord.engines.law.limits import (
    FAMILIES,
    confirmation_due,
    due,
    due_hour,
    find,
    laws,
    mediation_ends_on,
    rules,
)
from concord.engines.law.reckoning import CannotReckonError, NotInForceError

AS_OF = date(2026, 11, 23)
ALL = [(family, row) for family in FAMILIES for row in rules(family)]


@pytest.mark.parametrize(
    ("begun", "ends"), [("2026-03-02", "2026-04-01"), ("2026-09-01", "2026-10-08"), ("2026-11-25", "2026-12-25")]
)
def test_mediation_ends_thirty_days_after_it_is_taken_up(begun, ends):
    counted = mediation_ends_on(date.fromisoformat(begun))
    assert counted.result == date.fromisoformat(ends)
    assert counted.articles[0] == "在线调解规则第24条"
    assert counted.table.name == "在线调解规则"


@pytest.mark.parametrize(("effective", "last"), [("2026-09-03", "2026-10-08"), ("2026-03-31", "2026-04-30")])
def test_a_settlement_may_be_confirmed_for_thirty_days(effective, last):
    counted = confirmation_due(date.fromisoformat(effective))
    assert counted.result == date.fromisoformat(last)
    assert counted.articles[0] == "民事诉讼法第205条"


def test_a_mediation_into_a_year_without_calendar_ends_with_a_warning():
    counted = mediation_ends_on(date(2026, 12, 25))
    assert counted.result == date(2027, 1, 25)
    assert "2027年的节假日安排尚未载入" in counted.warnings[0]


@pytest.mark.parametrize(
    ("name", "start", "extensions", "last"),
    [
        ("civ.answer", "2026-03-16", 0, "2026-03-31"),
        ("civ.answer_foreign", "2026-03-16", 0, "2026-04-15"),
        ("civ.trial_ordinary", "2026-03-31", 1, "2027-03-31"),
        ("civ.trial_simplified", "2026-01-15", 1, "2026-05-15"),
        ("civ.hearing_notice", "2026-10-11", 0, "2026-10-08"),  # counted back from the hearing
        ("civ.preserve_renew", "2026-10-11", 0, "2026-10-04"),  # not rolled into safety
        ("enf.seize_bank", "2025-10-03", 0, "2026-10-03"),  # a freeze ends on a holiday too
        ("enf.appraisal", "2026-03-02", 2, "2026-05-06"),
        ("med.market", "2026-03-02", 0, "2026-05-08"),
        ("pet.decide", "2026-03-02", 1, "2026-06-01"),
        ("lab.award", "2026-03-06", 1, "2026-05-06"),
    ],
)
def test_the_last_day_of_a_limit(name, start, extensions, last):
    assert due(name, start, extensions=extensions, as_of=AS_OF).result.due == date.fromisoformat(last)


def test_a_limit_shows_its_article_first_and_the_extension_in_the_working():
    counted = due("pet.decide", "2026-03-02", extensions=1)
    assert counted.articles[0] == "信访工作条例第34条"
    assert counted.steps[0] == "信访工作条例第34条:信访办结60日,延长1次,自受理之日起算。"


def test_a_limit_in_hours_has_an_hour_for_its_end():
    assert due_hour("civ.preserve_urgent", "2026-03-06T15:30").result.isoformat() == "2026-03-08T16:00:00"


@pytest.mark.parametrize(("family", "row"), ALL, ids=[f"{family}.{row.id}" for family, row in ALL])
def test_every_limit_can_be_reckoned_and_names_its_law(family, row):
    start = "2026-08-03T09:10"
    counted = (due_hour if row.unit == "hour" else due)(f"{family}.{row.id}", start, as_of=AS_OF)
    assert counted.table in laws()[row.law]
    assert counted.articles[0] == row.article
    assert row.status in {"verified", "partly", "memory"}
    assert find(f"{family}.{row.id}", AS_OF) is row


def test_no_name_in_a_family_means_two_limits():
    for family in FAMILIES:
        names = [name for row in rules(family) for name in {row.id, *row.also}]
        assert len(names) == len(set(names)), family


@pytest.mark.parametrize(
    ("count", "why"),
    [
        (lambda: due("zzz.answer", "2026-03-02"), "不认识的期限类别:zzz"),
        (lambda: due("answer", "2026-03-02"), "不认识的期限类别"),
        (lambda: due("civ.zzz", "2026-03-02"), "民事程序中没有“zzz”这一期限"),
        (lambda: due("civ.answer", "2026-02-30"), "不是有效的日期"),
        (lambda: due("med.protect", "2026-03-02"), "须给出起算的时刻"),
        (lambda: due_hour("civ.answer", "2026-03-02"), "不以小时计算"),
        (lambda: due("civ.trial_simplified", "2026-03-02", extensions=2), "至多延长1次,不能延长2次"),
        (lambda: due("civ.answer", "2026-03-02", extensions=1), "没有法定的延长期"),
        (lambda: due("civ.answer", "2026-03-02", extensions=-1), "不能延长-1次"),
    ],
)
def test_what_the_law_does_not_know_is_refused(count, why):
    with pytest.raises(CannotReckonError, match=why):
        count()


def test_a_limit_of_a_law_not_yet_in_force_is_refused():
    with pytest.raises(NotInForceError, match="2023-12-01没有生效的“民事诉讼法”"):
        due("civ.answer", "2023-12-01")
