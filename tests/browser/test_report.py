"""Reporting in the wild: no network, no wish to type, a finger that presses twice (D1)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import FOLLOW_LINK, Person, Town, enter

pytestmark = pytest.mark.slow
WORDS = "小区的路灯坏了两个月，晚上摔了好几个人，物业一直不来修。"
HERE = {"latitude": 30.3385, "longitude": 120.1620}


@pytest.fixture
def resident(town: Town, browser: Browser) -> Iterator[Person]:
    """A resident with a phone, on the first page of a report."""
    person = enter(town, browser, "phone", phone="13971120001")
    person.page.context.grant_permissions(["geolocation", "microphone"])
    person.page.context.set_geolocation(HERE)
    person.open("/report/")
    yield person
    person.page.context.close()


def test_what_was_typed_is_there_again_after_the_page_was_closed(resident: Person) -> None:
    resident.fill("发生了什么", WORDS)
    resident.page.close()
    resident.page = resident.page.context.new_page()
    resident.open("/report/")
    assert resident.page.get_by_label("发生了什么").input_value() == WORDS


def test_without_a_network_the_report_waits_and_is_sent_when_it_is_back(resident: Person) -> None:
    resident.fill("发生了什么", WORDS)
    resident.fill("在哪里发生的", "石桥街道")
    resident.page.context.set_offline(True)
    resident.press("继续")
    resident.sees("现在没有网络")
    resident.page.context.set_offline(False)
    resident.sees("怎么联系您")


def test_a_position_names_the_county_and_is_taken_only_when_asked_for(resident: Person) -> None:
    assert resident.page.locator("[name=latitude]").input_value() == ""
    resident.press("用我现在的位置")
    resident.sees("已记下位置")
    assert "拱墅区" in resident.page.get_by_label("在哪里发生的").input_value()
    assert resident.page.locator("[name=latitude]").input_value().startswith("30.33")


def test_a_voice_note_is_recorded_heard_again_and_kept(resident: Person) -> None:
    resident.press("开始录音")
    resident.sees("停止（已录 1 秒）")
    resident.press("停止")
    expect(resident.page.locator("audio")).to_be_visible()
    resident.fill("发生了什么", WORDS)
    resident.fill("在哪里发生的", "石桥街道")
    resident.press("继续")
    resident.sees("怎么联系您")
    resident.open("/report/")
    resident.sees("voice.webm")


def test_a_finger_that_presses_twice_reports_once(resident: Person, town: Town, browser: Browser) -> None:
    resident.fill("发生了什么", "三号楼门口的窨井盖翘了半个月，绊倒两位老人，没有人来换。")
    resident.fill("在哪里发生的", "石桥街道")
    resident.press("继续")
    resident.fill("您的姓名", "周全")
    resident.fill("您的手机号", resident.phone)
    before = resident.codes_so_far()
    resident.press("获取验证码")
    resident.fill("六位数字", resident.six_digits(before))
    resident.page.get_by_text("提交", exact=True).dblclick()
    resident.sees("已经收到")
    coordinator = enter(town, browser, "desk")
    coordinator.sign_in("coordinator")
    coordinator.open("/desk/disputes/?q=窨井盖翘了半个月")
    expect(coordinator.page.locator("[data-item]")).to_have_count(1)
    resident.town.message_to(resident.phone, FOLLOW_LINK)
