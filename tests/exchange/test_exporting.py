"""Matters are taken out by who may read them, as text that no spreadsheet runs, and it is recorded."""

import csv
from io import BytesIO, StringIO

import pytest
from django.http import HttpResponse
from django.http.response import StreamingHttpResponse
from django.test import Client
from openpyxl import load_workbook

from concord.core.acts.models import Act
from concord.core.exchange import exporting
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from tests.exchange.outside import Exchange, held

FORMULA = "=cmd|'/c calc'!A1"
FORMS = ["csv", "xlsx"]


def taken_out(exchange: Exchange, who: str, **chosen: str) -> HttpResponse | StreamingHttpResponse:
    declare_follower(0)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(exchange.tess if who == "tess" else exchange.cast[who],
                       backend="allauth.account.auth_backends.AuthenticationBackend")  # fmt: skip
    return client.post("/desk/exchange/export/", {"form": "csv", **chosen})  # type: ignore[return-value]


def rows(answer: HttpResponse | StreamingHttpResponse) -> list[list[str]]:
    content = answer.getvalue()
    if content[:2] == b"PK":
        sheet = load_workbook(BytesIO(content)).worksheets[0]
        return [[str(cell.value or "") for cell in line] for line in sheet.iter_rows()]
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def matters(exchange: Exchange) -> list[str]:
    """Sightings of both townships, one of them called like a formula; their numbers."""
    told = [{**held("hotline")[0], "title": FORMULA, "orderNo": "RX-0"}, *held("hotline")]
    exchange.taken(exchange.connect("hotline"), told)
    declare_system()
    return list(Matter.objects.order_by("pk").values_list("number", flat=True))


@pytest.mark.parametrize("form", FORMS)
def test_all_that_one_may_read_comes_out_page_by_page(
    exchange: Exchange, matters: list[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    heads, *lines = rows(taken_out(exchange, "alice", form=form))
    assert heads[:3] == ["Number", "What it is", "Title"]
    assert [line[0] for line in lines] == matters
    told = Act.objects.get(kind="MattersExported")
    assert (told.payload["rows"], told.payload["form"], told.actor) == (len(matters), form, exchange.cast["alice"])


@pytest.mark.parametrize("form", FORMS)
def test_no_cell_is_a_formula_and_no_person_is_in_it(exchange: Exchange, matters: list[str], form: str) -> None:
    cells = [cell for line in rows(taken_out(exchange, "alice", form=form)) for cell in line]
    assert any(cell.startswith(f"'{FORMULA}") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert not any("1990000100" in cell or "钱女士" in cell for cell in cells)


@pytest.mark.parametrize(("who", "lines"), [("alice", 6), ("sue", 6), ("tess", 5), ("nina", 0)])
def test_each_takes_out_their_own(exchange: Exchange, matters: list[str], who: str, lines: int) -> None:
    assert len(rows(taken_out(exchange, who))) == lines + 1


@pytest.mark.parametrize("who", ["zed", "otto", "carol", "oscar"])
def test_who_may_not_finds_no_door(exchange: Exchange, matters: list[str], who: str) -> None:
    assert taken_out(exchange, who).status_code == 404
    assert not Act.objects.filter(kind="MattersExported").exists()


def test_it_is_narrowed_and_too_much_is_refused(
    exchange: Exchange, matters: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(rows(taken_out(exchange, "alice", kind="dispute"))) == 1
    assert len(rows(taken_out(exchange, "alice", first="2100-01-01"))) == 1
    assert len(rows(taken_out(exchange, "alice", place=exchange.cast.township))) == 6
    assert taken_out(exchange, "tess", place=exchange.cast.county).status_code == 422
    assert len(rows(taken_out(exchange, "alice", kind="sighting", only_open="on"))) == 7
    monkeypatch.setattr(exporting, "MOST_IN_A_SHEET", 2)
    assert taken_out(exchange, "alice", form="xlsx").status_code == 409


def test_another_system_takes_them_over_page_by_page_and_it_is_recorded_once(
    exchange: Exchange, matters: list[str]
) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(exchange.cast["alice"], backend="allauth.account.auth_backends.AuthenticationBackend")
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/exchange/matters", {"size": 4, "kind": "sighting", "cursor": cursor}).json()
        seen, cursor = [*seen, *(one["number"] for one in page["items"])], page["next"]
    assert seen == matters
    assert [act.payload["form"] for act in Act.objects.filter(kind="MattersExported")] == ["json"]
    client.force_login(exchange.cast["oscar"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/exchange/matters").status_code == 404
