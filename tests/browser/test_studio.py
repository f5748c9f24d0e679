"""Somebody draws a scenario of three stages from nothing, mends what is wrong, tries it, and publishes it (K4)."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.people import Person, Town, enter

pytestmark = pytest.mark.slow
TASKS = {"受理": "登记诉求", "处置": "现场处置", "反馈": "告知结果"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def add(person: Person, label: str, words: str, *, at: int = -1) -> None:
    """Type a name into the last box with this label, and add it."""
    box = person.page.get_by_label(label).nth(at)
    box.fill(words)
    box.press("Enter")
    person.page.wait_for_load_state()


def begins(person: Person) -> str:
    """A blank draft; returns its address."""
    person.open("/desk/studio/new/")
    form = person.page.locator("section.card").first
    form.get_by_label("名称").fill("窗口诉求三步办")
    form.get_by_label("网址代码").fill("three_steps")
    form.get_by_role("button").click()
    person.page.wait_for_url("**/desk/studio/*/")
    return person.page.url.removeprefix(person.town.url)


def draws(person: Person, address: str) -> None:
    """Three stages with a task each, a fact that the second states, and a condition on the third, by drop-down."""
    for stage, task in TASKS.items():
        add(person, "添加一个阶段", stage)
        add(person, "在本阶段添加一个任务", task)
        owner = person.page.locator("[name=owner]")
        if not owner.input_value():
            owner.select_option("centre.intake")
        person.page.locator("[name=days]").fill("3")
        person.page.locator("#at button.button--primary").click()
        person.sees("已保存。")
    add(person, "添加一个事实", "问题已解决")
    person.open(f"{address}part/task/t2/")
    person.press_summary("交付物与认定的事实")
    person.page.locator("fieldset", has=person.page.locator("[name=sets]")).get_by_label("问题已解决").check()
    person.page.locator("#at button.button--primary").click()
    person.sees("已保存。")


def sees_what_is_wrong_at_once(person: Person, address: str) -> None:
    """A yellow light after the red one is told beside the drawing before anything is saved, and goes when mended."""
    person.open(f"{address}part/task/t3/")
    person.page.locator("[name=yellow]").fill("9")
    person.page.locator("[name=yellow]").press("Tab")
    person.page.locator("#drawn .card.wrong").first.wait_for()
    person.look("97-studio-fault")
    person.page.locator("[name=yellow]").fill("2")
    person.press_summary("适用条件")
    person.page.locator("[name=when-0-fact]").select_option(label="问题已解决")
    person.page.locator("[name=when-0-pick]").select_option(label="是")
    person.page.locator("#drawn .flow-wide").get_by_text("仅当 问题已解决", exact=True).first.wait_for()
    person.page.locator("#drawn .fine").wait_for()
    person.page.locator("#at button.button--primary").click()
    person.sees("已保存。")
    person.look("98-studio-draft")


def test_a_scenario_is_drawn_from_nothing_and_published(town: Town, browser: Browser) -> None:
    person = enter(town, browser, "desk")
    person.sign_in("coordinator")
    address = begins(person)
    draws(person, address)
    sees_what_is_wrong_at_once(person, address)
    assert [one["id"] for one in Axe().run(person.page, options=RULES).response["violations"]] == []
    person.press("试运行")
    person.sees("可能的终点")
    person.look("99-studio-trial")
    person.press("走一遍")
    person.press("开始")
    person.sees("登记诉求")
    person.open(f"{address}publish/")
    person.page.locator("main form button.button--primary").click()
    person.sees("已发布")
    reader = enter(town, browser, "phone")
    reader.open("/scenarios/three_steps/")
    for task in TASKS.values():
        reader.sees(task)
    assert person.faults + reader.faults == []
