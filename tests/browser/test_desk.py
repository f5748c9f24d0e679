"""The keyboard of the desk: lines are walked by letters, nothing fires while typing, and it can be switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.people import Person, Town, enter

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clerk(town: Town, browser: Browser) -> Iterator[Person]:
    """The window clerk, who has a step of a scenario on the desk."""
    person = enter(town, browser, "desk")
    person.sign_in("window")
    yield person
    person.page.context.close()


@pytest.fixture
def desk(clerk: Person) -> Page:
    """Their desk, opened anew."""
    clerk.open("/desk/work/")
    return clerk.page


def at(desk: Page) -> int:
    """The line at which the reader is; 0 when at none."""
    return int(desk.evaluate("document.activeElement.closest('[data-item]')?.rowIndex ?? 0"))


def is_listed(desk: Page) -> bool:
    return bool(desk.evaluate("document.getElementById('keys').open"))


def test_letters_walk_the_lines_and_enter_opens_one(desk: Page) -> None:
    walked = []
    for key in ("j", "j", "k", "k"):
        desk.keyboard.press(key)
        walked.append(at(desk))
    assert walked == [1, 2, 1, 1]
    desk.keyboard.press("Enter")
    desk.wait_for_url(lambda address: "/desk/work/" not in address)


@pytest.mark.parametrize(("key", "deed"), [("d", "complete"), ("t", "time"), ("h", "colleague")])
def test_a_letter_opens_the_deed_of_the_line_and_does_nothing_yet(desk: Page, key: str, deed: str) -> None:
    desk.locator("[data-item][data-key-d] a").first.focus()
    desk.keyboard.press(key)
    desk.wait_for_url(f"**/do/{deed}/")


def test_what_is_mine_is_not_taken_on_again(desk: Page) -> None:
    desk.locator("[data-item][data-key-d]:not([data-key-a]) a").first.focus()
    desk.keyboard.press("a")
    assert desk.url.endswith("/desk/work/")


def test_nothing_fires_while_typing(desk: Page) -> None:
    desk.locator("#find").fill("")
    desk.locator("#find").press_sequentially("jd?")
    assert (desk.locator("#find").input_value(), at(desk), is_listed(desk)) == ("jd?", 0, False)
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.name") == "work"


def test_the_keys_are_listed_and_can_be_switched_off(desk: Page) -> None:
    desk.keyboard.press("?")
    assert is_listed(desk)
    desk.locator("[data-keys-on]").uncheck()
    desk.locator("#keys button").click()
    for key in ("j", "?"):
        desk.keyboard.press(key)
    assert (at(desk), is_listed(desk)) == (0, False)
    desk.reload()
    desk.keyboard.press("j")
    assert at(desk) == 0
    desk.locator("[data-keys-open]").click()
    desk.locator("[data-keys-on]").check()
    desk.locator("#keys button").click()
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("j")
    assert at(desk) == 1
