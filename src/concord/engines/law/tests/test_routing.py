"""Which doors the law opens first, and which it bars."""

from datetime import date

import pytest

from concord.engines.law.reckoning import CannotReckonError, NotInForceError
from concord.engines.law.routing import route


@pytest.mark.parametrize("item", ["C13-1", "C13-2", "C21-1", "C21-2"])
def test_decisions_of_authorities_are_not_for_civil_mediation(item):
    doors = route(item)
    assert not doors.civil_mediation
    assert doors.first == "行政复议或者行政诉讼"
    assert "不属于民事调解的范围" in doors.reason
    assert "people_mediation" not in doors.channels


@pytest.mark.parametrize("item", ["C01-3", "C07-1", "C12-2", "C13-4"])
def test_family_labour_and_consumers_have_no_commercial_mediation(item):
    doors = route(item)
    assert doors.civil_mediation
    assert not doors.commercial_mediation
    assert "商事调解条例第2条" in doors.articles
    assert "不得商事调解" in doors.reason


@pytest.mark.parametrize(
    ("item", "first", "after"),
    [
        ("C02-1", "人民调解", "向人民法院起诉"),
        ("C07-2", "人民调解", "劳动争议仲裁"),
        ("C14-1", "人民调解", "农村土地承包仲裁或者起诉"),
        ("C14-3", "由人民政府先处理权属", "收到处理决定后30日内起诉"),
        ("C02-4", "先报警并保护人身安全", "向人民法院起诉"),
        ("C18-1", "先履行未成年人强制报告", "向人民法院起诉"),
    ],
)
def test_the_first_door_and_the_one_after(item, first, after):
    doors = route(item)
    assert (doors.first, doors.next_if_fails) == (first, after)


def test_an_ordinary_dispute_needs_no_reason():
    doors = route("C02-1")
    assert doors.reason == ""
    assert doors.civil_mediation
    assert not doors.safety_check


def test_traders_may_choose_commercial_mediation():
    doors = route("C05-2")
    assert doors.commercial_mediation
    assert doors.channels[-1] == "commercial_mediation"


def test_several_rules_give_all_their_reasons():
    doors = route("C18-2")
    assert "先报警" in doors.reason
    assert "立即向公安、民政、教育等部门报告" in doors.reason
    assert "移送公安机关" in doors.reason
    assert doors.safety_check


@pytest.mark.parametrize("item", ["", "C22-1", "C00-1", "C01", "C01-0", "离婚", "c01-2", None, 7])
def test_what_is_no_item_is_refused(item):
    with pytest.raises(CannotReckonError, match="不认识的纠纷类别编号"):
        route(item)


def test_the_rules_are_chosen_by_the_day():
    assert route("C05-2", date(2026, 5, 1)) == route("C05-2")
    with pytest.raises(NotInForceError, match="没有生效的“纠纷分流规则”"):
        route("C05-2", date(2026, 4, 30))
