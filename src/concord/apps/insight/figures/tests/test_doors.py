"""Figures through their doors: pages, lists behind them, the API, files, and who finds none of it (D8, G6)."""

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from concord.apps.insight.figures.models import Definition
from concord.apps.insight.figures.services.defining import publish_shipped_figures
from concord.apps.insight.figures.tests.told import hear, report
from concord.core.acts.models import Act
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRM = "杭州云程网络有限公司"
SHARE = {
    "code": "late_sightings", "zh": "逾期上报率", "en": "Late sightings", "says_zh": "逾期的比例。",
    "says_en": "The late.", "shows": "share", "counts": "late", "of": "opened", "kinds": ["sighting"],
    "better": "less", "least": 5,
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nobody has asked too often yet; what ships is published; all is read in English."""
    cache.clear()
    publish_shipped_figures()
    with translation.override("en"):
        yield


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def json(self, path: str) -> dict[str, object]:
        answer = self.get(f"/api{path}")
        assert answer.status_code == 200, answer.content
        return answer.json()  # type: ignore[no-any-return]

    def send(self, path: str, said: object, key: str = "figures-1") -> HttpResponse:
        told = {"Idempotency-Key": key}
        return self.post(f"/api{path}", json.dumps(said), content_type="application/json", headers=told)


def signed_in(cast: Cast, who: str) -> Browser:
    browser = Browser(headers={"accept-language": "en"})
    browser.force_login(cast[who], backend=BACKEND)
    return browser


def ended(matter: Matter, stage: str = "resolved") -> None:
    declare_system()
    Matter.objects.filter(pk=matter.pk).update(stage=stage, is_open=False, closed_at=matter.opened_at)
    hear(matter)


@pytest.fixture
def three(cast: Cast) -> list[Matter]:
    """Three reports, two of them about one firm; one has ended."""
    made = [report(respondent=FIRM), report(respondent=FIRM), report()]
    hear(*made)
    ended(made[0])
    return made


def test_a_figure_opens_to_exactly_its_matters(cast: Cast, three: list[Matter]) -> None:
    alice = signed_in(cast, "alice")
    told = alice.json("/figures/closure")["figure"]["now"]
    assert (told["part"], told["cases"]) == (1, 3)
    assert told["number"] == pytest.approx(100 / 3)
    assert told["low"] < told["number"] < told["high"]
    for which, expected in (("part", three[:1]), ("all", three)):
        items = alice.json(f"/figures/closure/matters?which={which}")["items"]
        assert [one["id"] for one in items] == [one.pk for one in reversed(expected)]
        page = alice.get(f"/desk/figures/of/closure/matters/?which={which}").content.decode()
        assert all((one.number in page) == (one in expected) for one in three)


def test_what_is_complained_about_again_counts_as_a_repeat(cast: Cast, three: list[Matter]) -> None:
    told = signed_in(cast, "alice").json("/figures/repeats/matters")["items"]
    assert [one["id"] for one in told] == [three[1].pk]  # the second about the firm; the third names nobody


PAGES = [
    "", "?period=2026-W47", "of/intake/", "of/days_median/?by=lead", "of/closure/?period=2026-Q4&by=category",
    "of/intake/matters/", "index/", "indicators/", "figures.csv",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_there_for_staff_and_for_nobody_else(cast: Cast, three: list[Matter], page: str) -> None:
    assert signed_in(cast, "alice").get(f"/desk/figures/{page}").status_code == 200
    for who in ("zed", "otto"):  # a resident; someone whose role ended yesterday
        assert signed_in(cast, who).get(f"/desk/figures/{page}").status_code == 404


def test_the_neighbour_county_finds_nothing_of_this_one(cast: Cast, three: list[Matter]) -> None:
    nina = signed_in(cast, "nina")
    assert nina.get(f"/desk/figures/?place={cast.county}").status_code == 404
    assert nina.get(f"/api/figures?place={cast.county}").status_code == 404
    assert nina.json("/figures/intake/matters")["items"] == []
    assert nina.json("/figures/intake")["figure"]["now"]["number"] == 0


def test_a_department_counts_only_what_it_handles(cast: Cast, three: list[Matter]) -> None:
    declare_system()
    Matter.objects.filter(pk=three[0].pk).update(lead=cast.body("labour"))
    hear(three[0])
    for who, seen in (("dora", [three[0].pk]), ("henry", [])):
        browser = signed_in(cast, who)
        assert browser.json("/figures/intake")["figure"]["now"]["number"] == len(seen)
        assert [one["id"] for one in browser.json("/figures/intake/matters")["items"]] == seen


def test_a_spreadsheet_holds_the_same_numbers_and_is_on_record(cast: Cast, three: list[Matter]) -> None:
    answer = signed_in(cast, "alice").get("/desk/figures/figures.xlsx?code=intake&by=place")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows[3:]] == [3]
    declare_system()
    assert Act.objects.filter(kind="FiguresExported").count() == 1


def test_an_official_adds_an_indicator_without_code(cast: Cast, three: list[Matter]) -> None:
    alice = signed_in(cast, "alice")
    kept = Definition.objects.count()
    assert alice.send("/indicators/trial", SHARE).json()["figures"][0]["now"]["cases"] == 0
    assert Definition.objects.count() == kept
    assert alice.send("/indicators", SHARE, "figures-2").json() == {"version": 1}
    assert "late_sightings" in {one["code"] for one in alice.json("/figures")["figures"]}
    assert alice.send("/indicators", SHARE, "figures-3").status_code == 409  # nothing changed
    assert alice.send("/indicators/late_sightings/end", {}, "figures-4").status_code == 200
    assert "late_sightings" not in {one["code"] for one in alice.json("/figures")["figures"]}
    assert signed_in(cast, "sue").send("/indicators", SHARE, "figures-5").status_code == 404


@pytest.mark.parametrize(("changed", "why"), [
    ({"of": "closed"}, "part of"), ({"counts": "sue"}, "none of"), ({"shows": "median", "of": ""}, "closed"),
    ({"kinds": []}, "none of"), ({"better": "up"}, "none of"), ({"zh": " "}, "Say what"),
])  # fmt: skip
def test_an_indicator_that_makes_no_sense_is_refused(cast: Cast, changed: dict[str, object], why: str) -> None:
    kept = Definition.objects.count()
    answer = signed_in(cast, "alice").send("/indicators", SHARE | changed)
    assert answer.status_code == 409
    assert why in answer.content.decode()
    assert Definition.objects.count() == kept


def test_an_indicator_is_defined_on_a_page(cast: Cast) -> None:
    alice = signed_in(cast, "alice")
    tried = alice.post("/desk/figures/indicators/new/", SHARE | {"try": "1"})
    assert tried.status_code == 200
    assert not Definition.objects.filter(code="late_sightings").exists()
    assert alice.post("/desk/figures/indicators/new/", SHARE).status_code == 302
    assert Definition.objects.filter(code="late_sightings").exists()


def test_the_index_opens_to_its_parts_and_stands_when_parts_are_missing(cast: Cast, three: list[Matter]) -> None:
    more = [report() for _ in range(6)]
    hear(*more)
    index = signed_in(cast, "alice").json("/governance-index")
    parts = {one["indicator"]: one for one in index["parts"]}
    assert index["counted"] == 40  # closure, repeats, overdue; the others have too few cases
    assert parts["satisfaction"]["now"] is None
    assert index["now"]["low"] <= index["now"]["number"] <= index["now"]["high"]
    assert index["change"] is None  # nothing counted a year before


def test_weights_are_published_when_they_make_a_hundred(cast: Cast) -> None:
    alice = signed_in(cast, "alice")
    part = {"indicator": "closure", "weight": 100, "no_points_from": 0, "full_points_from": 100}
    assert alice.send("/governance-index", {"parts": [part | {"weight": 99}]}).status_code == 409
    assert alice.send("/governance-index", {"parts": [part | {"indicator": "intake"}]}, "figures-2").status_code == 409
    assert alice.send("/governance-index", {"parts": [part]}, "figures-3").json() == {"version": 2}
    assert alice.send("/indicators/closure/end", {}, "figures-4").status_code == 409  # the index is made of it
    fields = {f"{name}_{code}": value for code in ("closure", "repeats") for name, value in
              (("weight", 50), ("from", 0), ("to", 100))}  # fmt: skip
    page = alice.get("/desk/figures/index/weights/")
    everything = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    assert alice.post("/desk/figures/index/weights/", everything | fields).status_code == 302
    assert Definition.objects.filter(sort="index").count() == 3
