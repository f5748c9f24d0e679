"""A grid worker's phone: reports wait without a network, survive its sudden end, and arrive once each (G1)."""

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.people import PASSWORD, SIZES, Person, Town, enter
from tests.browser.wire import Wire, wire
from tests.ground.platform import wait_until

pytestmark = pytest.mark.slow
PHOTO = Path(__file__).with_name("wage-list.png")
REPORTS, PHOTOS = 5, 5
HERE = {"latitude": 30.3131, "longitude": 120.1501}


@dataclass
class Phone:
    """A phone with a folder of its own, on a wire of its own: what it keeps outlives its browser."""

    browser: Browser
    folder: Path
    wire: Wire
    mark: str = field(default_factory=lambda: uuid4().hex[:8])
    context: BrowserContext | None = None

    @property
    def page(self) -> Page:
        assert self.context is not None
        return self.context.pages[0]

    def start(self) -> None:
        """Open the browser, with what the phone kept."""
        program = next((path for path in CHROMIUM if Path(path).exists()), None)
        self.context = self.browser.browser_type.launch_persistent_context(
            self.folder, executable_path=program, args=FLAGS, viewport=SIZES["phone"], locale="zh-CN",
            geolocation=HERE, permissions=["geolocation"],
        )  # fmt: skip
        self.context.set_default_timeout(15_000)

    def open(self, path: str) -> None:
        self.page.goto(f"http://127.0.0.1:{self.wire.port}{path}")

    def die(self) -> None:
        """The phone's end between two moments: `kill -9` of this browser, found by its own folder."""
        told = f"--user-data-dir={self.folder}".encode()
        for process in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):
                if told in (process / "cmdline").read_bytes().split(b"\0"):
                    os.kill(int(process.name), signal.SIGKILL)
        assert self.context is not None
        with contextlib.suppress(Exception):
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def sign_in(self, account: str = "grid", then: str = "/grid/") -> None:
        self.open(f"/accounts/login/?next={then}")
        self.page.locator("[name=login]").fill(account)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.locator("body.grid-page").wait_for()

    def install(self) -> None:
        """One visit, until all pages are kept."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        kept = "caches.open('concord-grid-1').then((cache) => cache.keys()).then((keys) => keys.length)"
        wait_until(lambda: self.page.evaluate(kept) >= 18, what="the pages to be kept")

    def report(self, number: int, photos: int = PHOTOS) -> None:
        """One report with photos, ending where all that waits is shown."""
        self.open("/grid/report/")
        self.page.locator("[name=kind]").select_option("P08")
        self.page.get_by_label("您看到了什么").fill(f"{self.mark} 第{number}处水沟被填，下雨倒灌。")
        self.page.locator("[name=photos]").set_input_files([PHOTO] * photos)
        expect(self.page.locator(".shots li")).to_have_count(photos)
        self.page.get_by_role("button", name="上报").click()
        self.page.wait_for_url("**/grid/waiting/")

    def waiting(self) -> int:
        return self.page.locator("[data-entries] > li").count()

    def all_is_sent(self) -> None:
        """Wait until nothing waits any more."""
        expect(self.page.locator("[data-nothing]")).to_be_visible(timeout=60_000)


@pytest.fixture
def phone(town: Town, browser: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone whose wire is whole, and on which the grid worker has been once."""
    port = urlsplit(town.url).port
    assert port is not None
    with wire(port) as its_wire:
        made = Phone(browser, tmp_path / "phone", its_wire)
        made.start()
        made.sign_in()
        made.install()
        yield made
        if made.context is not None:
            with contextlib.suppress(Exception):
                made.context.close()


def arrived(town: Town, browser: Browser, mark: str) -> dict[str, int]:
    """What the township finds of these reports: the words of each, and how many photos it has."""
    township = enter(town, browser, "desk")
    township.sign_in("township")
    cookies = {one["name"]: one["value"] for one in township.page.context.cookies()}
    with httpx.Client(base_url=town.url, cookies=cookies) as api:
        found = api.get("/api/sightings", params={"q": mark, "size": 100}).json()["items"]
        wholes = [api.get(f"/api/sightings/{one['id']}").json() for one in found]
    township.page.context.close()
    assert len({one["words"] for one in wholes}) == len(wholes), "A report came in twice."
    return {one["words"]: len(one["photos"]) for one in wholes}


def test_five_reports_made_without_a_network_arrive_once_each_after_the_phone_died(
    town: Town, browser: Browser, phone: Phone
) -> None:
    phone.wire.cut()
    for number in range(REPORTS):
        phone.report(number)
        expect(phone.page.locator("[data-entries] > li")).to_have_count(number + 1)
    phone.page.get_by_text("等网络恢复后自动发送").first.wait_for()
    phone.die()
    phone.start()
    phone.open("/grid/waiting/")  # still no network: the page and the reports are this phone's own
    expect(phone.page.locator("[data-entries] > li")).to_have_count(REPORTS)
    assert arrived(town, browser, phone.mark) == {}
    phone.wire.mend()
    phone.page.get_by_text("登录已过期").first.wait_for(timeout=30_000)  # a session ends with its browser
    assert phone.waiting() == REPORTS
    phone.sign_in(then="/grid/waiting/")
    phone.all_is_sent()
    found = arrived(town, browser, phone.mark)
    assert sorted(found.values()) == [PHOTOS] * REPORTS, found


def test_an_answer_that_was_lost_doubles_nothing(town: Town, browser: Browser, phone: Phone) -> None:
    phone.wire.lose = [b"POST /api/sightings HTTP", b"POST /api/sightings/"]
    for number in range(REPORTS):
        phone.report(number, photos=2)
        phone.all_is_sent()  # a page that is left takes its request with it, and no answer would be lost
    assert phone.wire.lost == 2, "No answer was lost; the test proves nothing."
    found = arrived(town, browser, phone.mark)
    assert sorted(found.values()) == [2] * REPORTS, found


def test_what_waits_is_sent_by_nobody_else(town: Town, browser: Browser, phone: Phone) -> None:
    phone.wire.cut()
    phone.report(1, photos=1)
    assert phone.context is not None
    phone.context.clear_cookies()
    phone.wire.mend()
    phone.sign_in("township")
    phone.page.get_by_text("还有别的账号的 1 件待发送").wait_for()
    phone.open("/grid/waiting/")
    phone.page.get_by_text("没有待发送的").first.wait_for()
    assert arrived(town, browser, phone.mark) == {}
    phone.context.clear_cookies()
    phone.sign_in(then="/grid/waiting/")
    phone.all_is_sent()
    assert list(arrived(town, browser, phone.mark).values()) == [1]


def test_a_point_ticked_off_without_a_network_is_ticked_when_it_is_back(phone: Phone) -> None:
    phone.open("/grid/patrol/")
    due = phone.page.locator("form[data-point]").count()
    phone.page.locator("[data-with-position]").check()
    phone.wire.cut()
    phone.page.get_by_role("button", name="看过了").first.click()
    phone.page.get_by_text("✓ 已看过").wait_for()
    phone.open("/grid/patrol/")
    expect(phone.page.locator("form[data-point]")).to_have_count(due - 1)
    phone.wire.mend()
    phone.open("/grid/waiting/")
    phone.all_is_sent()
    phone.open("/grid/patrol/")
    expect(phone.page.locator("form[data-point]")).to_have_count(due - 1)


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_screens_of_the_grid_and_the_desk(town: Town, browser: Browser, size: str) -> None:
    worker: Person = enter(town, browser, size)
    worker.sign_in("grid")
    for name, path in (("home", ""), ("report", "report/"), ("patrol", "patrol/"), ("waiting", "waiting/")):
        worker.open(f"/grid/{path}")
        worker.look(f"80-grid-{name}")
    worker.open("/desk/sightings/")
    worker.look("81-sightings")
    worker.page.locator("[data-item] a").first.click()
    worker.look("82-sighting")
    assert worker.faults == []
    worker.page.context.close()
