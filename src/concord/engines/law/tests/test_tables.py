"""Reading tables strictly, and choosing the edition of a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from concord.engines.law.inputs import day, instant, yuan
from concord.engines.law.reckoning import CannotReckonError, Edition, NotInForceError, Reckoning
from concord.engines.law.tables import in_force, read

OLD = Edition("规则", "旧", date(2007, 4, 1), until=date(2020, 12, 31))
NEW = Edition("规则", "新", date(2021, 1, 1))


@dataclass(frozen=True)
class Row:
    name: str
    rate: Decimal = Decimal(0)
    cap: Decimal | None = None


@pytest.mark.parametrize(
    ("on", "version"), [(date(2007, 4, 1), "旧"), (date(2020, 12, 31), "旧"), (date(2021, 1, 1), "新")]
)
def test_the_edition_of_a_day_is_chosen(on, version):
    assert in_force([OLD, NEW], on, "规则").version == version


def test_a_day_before_all_editions_is_refused():
    with pytest.raises(NotInForceError, match="2007-03-31没有生效的“规则”,无法计算。"):
        in_force([OLD, NEW], date(2007, 3, 31), "规则")


def test_a_row_is_read_with_exact_decimals():
    assert read(Row, {"name": "甲", "rate": 0.1, "cap": 5}) == Row("甲", Decimal("0.1"), Decimal(5))
    assert read(Row, {"name": "甲", "cap": None}).cap is None


@pytest.mark.parametrize("raw", [{"name": "甲", "rat": 1}, ["甲"], "甲"])
def test_a_table_with_a_slip_in_it_is_not_read(raw):
    with pytest.raises(TypeError):
        read(Row, raw)


def test_a_warning_is_told_once():
    doubtful = Reckoning(1, NEW, (), ()).doubting("未载入").doubting("未载入", "另一")
    assert doubtful.warnings == ("未载入", "另一")


def test_a_reckoning_carried_on_keeps_what_led_there():
    first = Reckoning(1, NEW, ("第1条",), ("一",), ("疑",))
    assert first.giving("二", "步", articles=("第1条", "第2条")) == Reckoning(
        "二", NEW, ("第1条", "第2条"), ("一", "步"), ("疑",)
    )


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13-01", "", "今天", None, 20260302])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(CannotReckonError, match="不是有效的日期"):
        day(value)


def test_days_and_instants_are_read_as_written():
    assert day("2026-03-02T09:10") == day(date(2026, 3, 2)) == date(2026, 3, 2)
    assert instant(instant("2026-03-02T09:10")).hour == 9
    assert yuan("0.5") == Decimal("0.5")


def test_an_instant_with_a_zone_is_local_time_in_china():
    assert instant("2026-03-02T01:10+00:00") == instant("2026-03-02T09:10")
