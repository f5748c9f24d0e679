"""The phone's pages can be kept whole: the worker keeps every file that they need, and nothing that is not theirs."""

import json
import re

import pytest
from django.contrib.staticfiles import finders

from concord.apps.grassroots.sensing.tests.conftest import Grids
from concord.apps.grassroots.sensing.tests.knocking import browser

PAGES = ["/grid/", "/grid/report/", "/grid/patrol/", "/grid/waiting/"]
FILE = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IMPORTED = re.compile(r'^import .*?"([^"]+)";$|^import "([^"]+)";$', re.MULTILINE)


def kept(grids: Grids) -> list[str]:
    script = browser(grids).get("/grid/worker.js").content.decode()
    return list(json.loads(script.partition("const KEPT = ")[2].partition(";\n")[0]))


def imported(address: str) -> set[str]:
    """What a script imports, as addresses."""
    path = finders.find(address.removeprefix("/static/"))
    assert isinstance(path, str), address
    folder = address.rsplit("/", 1)[0]
    with open(path, encoding="utf-8") as script:
        named = {one or other for one, other in IMPORTED.findall(script.read())}
    return {
        f"{folder.rsplit('/', 1)[0]}/{name[3:]}" if name.startswith("../") else f"{folder}/{name.removeprefix('./')}"
        for name in named
    }


@pytest.mark.parametrize("page", PAGES)
def test_all_that_a_page_needs_is_kept(grids: Grids, page: str) -> None:
    shown = browser(grids, "greta").get(page).content.decode()
    files = set(FILE.findall(shown))
    needed = files | {one for file in files if file.endswith(".js") and "htmx" not in file for one in imported(file)}
    assert page in kept(grids)
    assert needed - set(kept(grids)) == set()


def test_what_is_kept_exists(grids: Grids) -> None:
    assert [one for one in kept(grids) if one.startswith("/static/") and not finders.find(one[8:])] == []


def test_the_manifest_and_the_worker_are_served_to_everyone_as_what_they_are(grids: Grids) -> None:
    manifest = browser(grids).get("/grid/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    told = manifest.json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/grid/", "/grid/", "standalone")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"])
    assert browser(grids).get("/grid/worker.js")["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(("who", "answer"), [("greta", 200), ("tess", 200), ("alice", 404), ("ended", 404), ("", 302)])
@pytest.mark.parametrize("page", PAGES)
def test_who_has_the_phone_pages(grids: Grids, who: str, page: str, answer: int) -> None:
    assert browser(grids, who).get(page).status_code == answer
