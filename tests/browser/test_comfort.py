"""Everybody can use the pages: axe finds nothing, light or dark; nothing is clipped at 320 px or in doubled letters."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.people import Person, Town, enter

pytestmark = pytest.mark.slow
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPEN_PAGES = [
    "/report/",
    "/follow/",
    "/accounts/login/",
    "/accounts/phone/",
    "/formulae/township/",
    "/a/x/",
    "/nowhere/",
]
DESK_PAGES = [
    "/desk/",
    "/desk/workload/",
    "/desk/stuck/",
    "/desk/places/330105/",
    "/desk/map/330105/",
    "/desk/map/330105/wall/",
    "/desk/map/330105/matters/?measure=open",
    "/desk/map/330105/bodies/",
    "/desk/calendar/",
    "/desk/disputes/",
    "/desk/disputes/?q=工资&light=late",
    "/desk/disputes/new/",
    "/desk/posters/",
    "/desk/studio/",
    "/desk/studio/new/",
    "/desk/studio/scenario/four_level_consultation/",
    "/desk/evaluation/",
    "/desk/evaluation/objections/",
    "/desk/evaluation/put-right/",
    "/desk/evaluation/satisfaction/",
    "/desk/exchange/",
    "/desk/exchange/export/",
    "/desk/inbox/",
    "/account/",
    "/accounts/password/change/",
    "/accounts/2fa/",
]
TABS = ["story", "parties", "papers", "tasks", "room", "settlement", "links"]


@pytest.fixture(scope="module", params=["light", "dark"])
def visitor(request: pytest.FixtureRequest, town: Town, browser: Browser) -> Iterator[Person]:
    """A resident who has not signed in."""
    person = enter(town, browser, "phone")
    person.page.emulate_media(color_scheme=request.param)
    yield person
    person.page.context.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def coordinator(request: pytest.FixtureRequest, town: Town, browser: Browser) -> Iterator[Person]:
    """The coordinator at a desk."""
    person = enter(town, browser, "desk")
    person.page.emulate_media(color_scheme=request.param)
    person.sign_in("coordinator")
    yield person
    person.page.context.close()


def faults_on(page: Page) -> list[str]:
    """What axe finds, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def sticks_out(page: Page) -> list[str]:
    """The elements that reach beyond the right edge of the screen."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip, thead, caption"))
            .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120))"""
        )
    )


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_axe_finds_nothing_on_open_pages(visitor: Person, path: str) -> None:
    visitor.open(path)
    assert faults_on(visitor.page) == []


@pytest.mark.parametrize("path", DESK_PAGES)
def test_axe_finds_nothing_at_the_desk(coordinator: Person, path: str) -> None:
    coordinator.open(path)
    assert faults_on(coordinator.page) == []


def test_axe_finds_nothing_on_a_dispute(coordinator: Person) -> None:
    coordinator.open("/desk/disputes/?stage=performing")
    coordinator.page.locator("[data-item] a").first.click()
    address = coordinator.page.url.removeprefix(coordinator.town.url)
    found = {}
    for tab in TABS:
        coordinator.open(f"{address}{tab}/")
        found[tab] = faults_on(coordinator.page)
    assert found == {tab: [] for tab in TABS}


@pytest.mark.parametrize("path", [*OPEN_PAGES, *DESK_PAGES])
@pytest.mark.parametrize(("width", "letters"), [(320, "100%"), (640, "200%")])
def test_nothing_is_clipped_on_small_screens_or_in_large_letters(
    coordinator: Person, path: str, width: int, letters: str
) -> None:
    page = coordinator.page
    page.set_viewport_size({"width": width, "height": 700})
    coordinator.open(path)
    page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
    assert sticks_out(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
