"""People at their screens: each has a browser of their own, sees Chinese pages, and may take a picture of them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, Response, ViewportSize

from tests.ground.platform import wait_until

PASSWORD = "concord-demo-2026"
SIZES: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
FOLLOW_LINK = re.compile(r"/f/([0-9A-Z-]{14})")
SENT_CODE = re.compile(r"验证码 (\d{6})")  # a matter's number, in other messages, has six digits too


@dataclass
class Town:
    """A running platform, its text messages, its register of companies, its folder, and the folder for pictures."""

    url: str
    sms_url: str
    register_url: str
    var: Path
    pictures: Path | None = None
    taken: int = 0

    def messages_to(self, phone: str) -> list[str]:
        """What a phone received, newest first."""
        answer = httpx.get(f"{self.sms_url}/messages", params={"to": phone}).json()
        return [str(one["text"]) for one in answer]

    def message_to(self, phone: str, pattern: re.Pattern[str], *, after: int = 0) -> str:
        """The first group of a pattern in the newest message that has it; waits for one beyond the first `after`."""
        found: list[str] = []

        def arrived() -> bool:
            found[:] = [hit[1] for text in self.messages_to(phone) if (hit := pattern.search(text))]
            return len(found) > after

        wait_until(arrived, what=f"a message to {phone} like {pattern.pattern}")
        return found[0]


@dataclass
class Person:
    """Somebody with a browser."""

    town: Town
    page: Page
    size: str
    phone: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._note_refusal)

    def _note_refusal(self, answer: Response) -> None:
        if answer.status >= 400:
            self.faults.append(f"{answer.status} {answer.url}")

    def open(self, path: str) -> None:
        """Go to an address of the platform."""
        self.page.goto(self.town.url + path if path.startswith("/") else path)

    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label."""
        self.page.get_by_label(label).first.fill(text)

    def press_summary(self, words: str) -> None:
        """Unfold what is folded under these words, by key: a picture that comes in meanwhile may move the page."""
        self.page.locator("summary").filter(has_text=words).press("Enter")

    def press(self, name: str) -> None:
        """Press the button or follow the link with this name."""
        self.page.locator("button:visible, a:visible").filter(has_text=name).first.click()

    def sees(self, words: str) -> None:
        """Wait until some words stand on the page."""
        self.page.get_by_text(words).filter(visible=True).first.wait_for(timeout=15_000)

    def look(self, name: str) -> None:
        """Take a picture of the whole page, where pictures are wanted; nothing may stick out to the side."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} at {self.size} size is {wide} px wider than the screen."
        if self.town.pictures:
            self.town.taken += 1
            self.page.screenshot(
                path=self.town.pictures / f"{name}-{self.size}.jpg", full_page=True, type="jpeg", quality=72
            )

    def sign_in(self, account: str) -> None:
        """Sign in as a member of staff."""
        self.open("/desk/")
        self.page.locator("[name=login]").fill(account)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.locator("body.desk").wait_for()

    def six_digits(self, after: int) -> str:
        """The newest code on this person's phone, beyond the first `after` codes."""
        return self.town.message_to(self.phone, SENT_CODE, after=after)

    def codes_so_far(self) -> int:
        """How many codes came so far."""
        return sum(bool(SENT_CODE.search(text)) for text in self.town.messages_to(self.phone))


def enter(town: Town, browser: Browser, size: str, *, phone: str = "", locale: str = "zh-CN") -> Person:
    """Somebody opens a browser of this size."""
    context = browser.new_context(viewport=SIZES[size], locale=locale, timezone_id="Asia/Shanghai")
    context.set_default_timeout(8_000)
    return Person(town, context.new_page(), size, phone)
