"""A leader at the map: numbers move by themselves, the keyboard leads to the matters, a wall says when it is old."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Person, Town, enter
from tests.ground.platform import wait_until

pytestmark = pytest.mark.slow
HERE = "/desk/map/330105/"
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
    .filter((one) => one.checkVisibility() && one.innerText && !one.children.length)
    .filter((one) => !one.closest('.visually-hidden, svg'))
    .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(scope="module")
def leader(town: Town, browser: Browser) -> Iterator[Person]:
    """The leader of the county at a desk."""
    person = enter(town, browser, "desk")
    person.sign_in("leader")
    yield person
    person.page.context.close()


def received(leader: Person) -> int:
    """The first figure of the page."""
    return int(leader.page.locator(".figures strong, .wall-figures strong").first.inner_text().replace(",", ""))


def reports(resident: Person) -> None:
    """Somebody reports at a phone."""
    resident.open("/report/")
    resident.fill("发生了什么", "楼上漏水三个月没人修，墙都发霉了，物业一直推。")
    resident.fill("在哪里发生的", "石桥街道")
    resident.press("继续")
    resident.fill("您的姓名", "钱文")
    resident.fill("您的手机号", resident.phone)
    before = resident.codes_so_far()
    resident.press("获取验证码")
    resident.fill("六位数字", resident.six_digits(before))
    resident.press("提交")
    resident.sees("已经收到")


def test_a_report_moves_the_number_of_an_open_map(town: Town, browser: Browser, leader: Person) -> None:
    leader.open(HERE)
    leader.look("110-map")
    before = received(leader)
    resident = enter(town, browser, "phone", phone="13911120044")
    reports(resident)
    resident.page.context.close()
    wait_until(lambda: received(leader) == before + 1, what="the number of the map")


def test_from_the_place_to_its_matters_by_keyboard(leader: Person) -> None:
    leader.open(HERE)
    field = leader.page.locator(".fields a").filter(has_text="石桥街道")
    field.focus()
    leader.page.keyboard.press("Enter")
    leader.sees("石桥街道地图")
    number = leader.page.locator(".figures a").nth(2)
    told = number.locator("strong").inner_text()
    number.focus()
    leader.page.keyboard.press("Enter")
    leader.sees(f"目前在办 {told}")
    assert leader.page.locator("[data-item]").count() == int(told)
    leader.look("111-map-matters")


def test_closer_and_back_by_keyboard(town: Town, browser: Browser) -> None:
    province = enter(town, browser, "desk")
    province.sign_in("province")
    province.open("/desk/map/3301/")
    drawing = province.page.locator("[data-map]")
    whole = drawing.get_attribute("viewBox")
    province.page.get_by_role("button", name="放大").press("Enter")
    assert drawing.get_attribute("viewBox") != whole
    province.page.get_by_role("button", name="全图").press("Enter")
    assert drawing.get_attribute("viewBox") == whole
    province.look("112-map-city")
    province.page.context.close()


def test_a_wall_tells_a_cut_line_and_recovers(leader: Person) -> None:
    leader.page.clock.install()
    leader.open(f"{HERE}wall/")
    state = leader.page.get_by_role("status")
    leader.page.wait_for_function("document.getElementById('wall-state').textContent.startsWith('截至')")
    leader.page.context.set_offline(True)
    leader.page.clock.fast_forward(120_000)
    wait_until(lambda: "连接中断" in state.inner_text(), what="the word that the line is cut")
    leader.page.context.set_offline(False)
    leader.page.clock.fast_forward(31_000)
    wait_until(lambda: state.inner_text().startswith("截至"), what="fresh figures")


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
def test_the_smallest_letter_of_a_wall_is_a_sixtieth_of_its_width(leader: Person, size: tuple[int, int]) -> None:
    leader.page.set_viewport_size({"width": size[0], "height": size[1]})
    leader.open(f"{HERE}wall/")
    smallest = leader.page.evaluate(SMALLEST)
    assert smallest >= size[0] / 60 - 0.5
    leader.look(f"113-wall-{size[0]}")
    assert leader.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
