"""Reports about the same thing come together; several people make a warning, one who writes often does not (D7, G4)."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.risk import background
from concord.engines.risk.background import vocabulary
from concord.engines.risk.grouping import Grouping
from concord.engines.risk.report import Report
from concord.engines.risk.severity import Severity, grade
from concord.engines.risk.warning import Alert, Subject
from concord.engines.risk.watching import Watch

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
# What people write everywhere.
EVERYDAY = [
    "小区楼下烧烤店油烟扰民，物业不管",
    "公司拖欠工资三个月，老板不接电话",
    "培训机构不给退费，一直拖延",
    "路灯坏了很久，晚上出行不安全",
    "小区停车位不够，乱停车堵住消防通道",
    "工地夜间施工噪音扰民，无法休息",
    "楼上漏水把家里天花板泡坏，物业推诿",
    "健身房关门，预付卡退费没人管",
    "村里水沟堵塞，下雨农田积水",
    "小区垃圾没人清运，气味很大",
]


def report(key: int, words: str, *, sender: str = "", day: float = 0, **more: object) -> Report:
    return Report(key=key, at=BEGAN + timedelta(days=day), sender=sender or f"s{key}", title=words, **more)  # type: ignore[arg-type]


def groups(*told: Report) -> list[list[int]]:
    grouping = Grouping(vocabulary())
    grouping.add_all(told)
    return [[one.key for one in group.reports] for group in grouping.groups.values()]


SCHOOL = [
    "舞墨国学堂突然停课，退费没有人管",
    "孩子在舞墨国学堂报名，培训停了，学费不退费",
    "舞墨国学堂拖延退费，老师说没有钱",
]


def test_the_same_school_and_the_same_trouble_come_together() -> None:
    assert groups(*(report(n, words, day=n) for n, words in enumerate(SCHOOL))) == [[0, 1, 2]]


def test_the_same_trouble_with_another_school_is_another_thing() -> None:
    told = [report(n, SCHOOL[n], day=n, organisation="舞墨国学堂") for n in range(2)]
    other = report(9, "青藤画室停课，学费退费没有人管", day=2, organisation="青藤画室")
    assert groups(*told, other) == [[0, 1], [9]]


def test_another_trouble_of_the_same_place_is_another_thing() -> None:
    other = report(9, "舞墨国学堂楼下烧烤店油烟扰民，物业不管", day=2)
    assert [9] in groups(report(0, SCHOOL[0]), report(1, SCHOOL[1], day=1), other)


def test_after_three_quiet_months_it_begins_anew() -> None:
    assert groups(report(0, SCHOOL[0]), report(1, SCHOOL[1], day=91)) == [[0], [1]]


def test_the_third_report_tips_it_and_one_who_writes_often_never_does() -> None:
    watch = Watch(Grouping(vocabulary()))
    assert [watch.add(report(n, SCHOOL[n % 3], sender="same", day=n / 4))[1] for n in range(12)] == [None] * 12
    joined = watch.add(report(12, SCHOOL[0], sender="neighbour", day=4))[1]
    assert joined is not None
    assert (joined.senders, joined.seen) == (2, 13)
    watch = Watch(Grouping(vocabulary()))
    alerts = [watch.add(report(n, SCHOOL[n], day=n))[1] for n in range(3)]
    assert alerts[:2] == [None, None]
    assert alerts[2] is not None
    assert (alerts[2].senders, alerts[2].seen, alerts[2].evidence, alerts[2].days) == (3, 3, (0, 1, 2), 3)


def test_it_is_told_again_only_as_it_grows() -> None:
    watch = Watch(Grouping(vocabulary()))
    alerts = [watch.add(report(n, SCHOOL[n % 3], day=n / 24))[1] for n in range(40)]
    told = [alert.senders for alert in alerts if alert]
    assert told == [3, 5, 8, 12, 18, 27]


def test_a_warning_names_the_respondent_the_place_or_the_cause() -> None:
    def alert(**more: object) -> Alert:
        watch = Watch(Grouping(vocabulary()))
        last = [watch.add(report(n, SCHOOL[n], day=n, **more))[1] for n in range(3)][-1]
        assert last is not None
        return last

    firm, place, cause = alert(organisation="舞墨国学堂"), alert(place="331024106226"), alert()
    assert (firm.subject, firm.called) == ("organisation", "舞墨国学堂")
    assert (place.subject, place.called) == ("place", "331024106226")
    assert cause.subject == "cause"
    assert "墨国" in cause.called


def test_nothing_in_a_warning_can_name_who_complained() -> None:
    assert set(Subject) == {Subject.PLACE, Subject.ORGANISATION, Subject.CAUSE}
    kept = {field.name: field.type for field in fields(Alert)}
    assert kept["senders"] is int  # how many, not who
    assert not {name for name in kept if "person" in name or ("sender" in name.rstrip("s") and name != "senders")}
    watch = Watch(Grouping(vocabulary()))
    alert = [watch.add(report(n, SCHOOL[n], sender=f"王{n}", day=n))[1] for n in range(3)][-1]
    assert alert is not None
    assert "王" not in repr(alert)


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(3)), seed=st.integers(0, 9))
def test_every_report_is_in_one_group_whatever_the_order(order: list[int], seed: int) -> None:
    told = [report(n, [*SCHOOL, *EVERYDAY][(at + seed) % 13], day=n) for n, at in enumerate(order)]
    found = groups(*told)
    assert sorted(key for group in found for key in group) == list(range(len(told)))


def test_severity_says_each_of_its_grounds() -> None:
    today = (BEGAN + timedelta(days=13)).date()
    few = [report(n, "x", day=n * 4) for n in range(3)]
    many = [report(n, "x", day=13 - n / 20, amount=Decimal(30_000), vulnerable=True) for n in range(60)]
    small, large = grade(few, today), grade(many, today, earlier=2)
    assert small.severity == Severity.NOTE
    assert large.severity == Severity.GRAVE
    assert {ground.name: ground.points for ground in large.grounds} == {
        "senders": 3, "growth": 3, "amount": 2, "vulnerable": 1, "earlier": 1,
    }  # fmt: skip


@pytest.mark.parametrize("days", [0, 200])
def test_old_groups_are_forgotten_and_fresh_ones_kept(days: int) -> None:
    grouping = Grouping(vocabulary())
    grouping.add(report(0, SCHOOL[0]))
    later = report(1, EVERYDAY[1], day=days)
    assert grouping.forget(later) == (1 if days else 0)


def test_the_common_words_are_those_of_the_letters_as_they_are_now() -> None:
    letters = Path(str(files("concord"))) / "data/text/corpus"
    kept = (files("concord") / background.FILE).read_bytes()
    assert kept == background.written(*background.count(background.letters_in(letters)))
