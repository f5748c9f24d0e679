"""One running platform with its demo county, and one Chromium, for all browser tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from concord.config.demo.contracts import ARCHIVE, DESKS, HOUSE, NETWORK, PLATFORM
from tests.browser.people import Town
from tests.ground.platform import Platform, free_ports
from tests.ground.stand_ins import KEY, enter_company, stand_in

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "tour"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    """The demo county, running, with a register of companies. With TOUR=1 pictures of all screens go to docs/tour."""
    folder = Path(tempfile.mkdtemp(prefix="concord-browser-"))
    folder.chmod(0o755)
    pictures = PICTURES if os.environ.get("TOUR") else None
    with stand_in("register") as register:
        for one in (ARCHIVE, PLATFORM, DESKS, HOUSE, NETWORK):
            enter_company(register, one.counterpart_code, one.counterpart)
        connected = {"CONCORD_REGISTER_URL": register, "CONCORD_REGISTER_KEY": KEY}
        platform = Platform(folder / "var", free_ports(3), CONCORD_DEMO="1", CONCORD_DEMO_DISPUTES="90", **connected)
        try:
            platform.start(patience=240)
            yield Town(platform.url, f"http://127.0.0.1:{platform.port + 2}", register, platform.var, pictures)
            platform.interrupt()
        finally:
            platform.kill_everything()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, or the one that Playwright keeps; closed with its file, since its event loop would stop
    the tests behind it from asking the database."""
    program = next((path for path in CHROMIUM if Path(path).exists()), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
