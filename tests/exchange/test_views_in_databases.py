"""A view in the database of a source is read in pages by key; its address is shown to nobody."""

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate

from concord.connectors.sources.database import DatabaseViews
from concord.core.exchange import outside
from concord.core.exchange.mapped import kept_of
from concord.core.exchange.mapping import Mapped, Way
from concord.core.exchange.models import Feed
from concord.core.exchange.reading import load, mappings
from concord.core.exchange.services.connecting import connect_source
from concord.core.people.models import Place
from concord.engines.flow.sentences import UnfitError
from tests.exchange.outside import Exchange, held, reasons, sightings
from tests.ground.database import owner_address

COLUMNS = ["incident", "summary", "class", "division", "received", "lat", "lng", "reporter", "modified"]
SECRET = "a-word-that-is-shown-to-nobody"


@pytest.fixture(scope="module")
def outer() -> Iterator[psycopg.Connection]:
    """The database of the police, with its view."""
    name = f"police_{os.getpid()}"
    with psycopg.connect(owner_address(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(owner_address(name), autocommit=True) as line:
            columns = ", ".join(f"{column} text" for column in COLUMNS[:-1])
            line.execute(f"CREATE TABLE held ({columns}, modified timestamptz)")
            line.execute("CREATE SCHEMA out; CREATE VIEW out.incidents AS SELECT * FROM held")
            yield line
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def told(outer: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stand-in of the police holds, as rows of the view; and the mapping that reads them there."""
    outer.execute("TRUNCATE held")
    for at, one in enumerate(held("police")):
        put(outer, {**one, "reporter": "张三"}, f"2026-11-20 08:00:0{at}+08")
    mapped = mappings()["police"]
    arrives = replace(mapped.arrives, by=Way.VIEW, path="out.incidents", newest="modified", size=2)
    monkeypatch.setitem(mappings(), "police", replace(mapped, arrives=arrives))
    monkeypatch.setattr(outside, "viewers", [DatabaseViews({"CONCORD_VIEW_POLICE": address(outer)})])


def address(line: psycopg.Connection) -> str:
    return owner_address(line.info.dbname)


def put(line: psycopg.Connection, row: dict[str, object], at: str) -> None:
    values = [*(row.get(column) for column in COLUMNS[:-1]), at]
    line.execute("DELETE FROM held WHERE incident = %s", [row["incident"]])
    line.execute(f"INSERT INTO held VALUES ({', '.join(['%s'] * len(COLUMNS))})", values)


@pytest.fixture
def feed(exchange: Exchange) -> Feed:
    """Connected without an address or a key: both stand in the environment of the server."""
    place = Place.objects.get(pk=exchange.cast.county)
    return connect_source("police", place, url="", key="", by=exchange.cast["oscar"], today=localdate())


def test_all_pages_are_read_and_the_next_time_only_what_was_changed(
    exchange: Exchange, feed: Feed, outer: psycopg.Connection
) -> None:
    job = exchange.fetched(feed)
    assert (job.state, job.seen, job.pages) == ("done", len(held("police")), len(held("police")) // 2 + 1)
    assert sightings() == job.made == len(held("police")) - len(reasons(feed))
    first = {**held("police")[0], "summary": "又吵起来了"}
    put(outer, first, "2026-11-21 09:00+08")
    again = exchange.fetched(feed)
    assert (again.made, again.changed, again.same, sightings()) == (0, 1, 0, job.made)


def test_only_the_columns_that_are_read_are_asked_for(outer: psycopg.Connection) -> None:
    page = DatabaseViews({"CONCORD_VIEW_POLICE": address(outer)}).read(mappings()["police"], "330105", {})
    assert set(page.rows[0]) == {*mappings()["police"].columns, "modified"}
    assert kept_of(mappings()["police"], page.rows[0]) == kept_of(mappings()["police"], held("police")[0])


def test_without_a_time_of_change_it_is_read_by_id(outer: psycopg.Connection) -> None:
    by_id = replace(mappings()["police"], arrives=replace(mappings()["police"].arrives, newest=""))
    views, seen, mark = DatabaseViews({"CONCORD_VIEW_POLICE_330105": address(outer)}), [], {}
    while (page := views.read(by_id, "330105", mark)).rows:
        seen, mark = [*seen, *(row["incident"] for row in page.rows)], page.mark
    assert seen == sorted(str(one["incident"]) for one in held("police"))


@pytest.mark.parametrize(
    ("line", "view", "why"),
    [
        (f"postgresql://someone:{SECRET}@127.0.0.1:1/police", "out.incidents", "OperationalError"),
        ("", "out.nowhere", "UndefinedTable"),
        ("", "out.incidents; DROP TABLE held", "UndefinedTable"),
        (None, "out.incidents", "No database of this source is configured"),
    ],
)
def test_what_fails_is_told_without_the_address(
    exchange: Exchange, feed: Feed, outer: psycopg.Connection, monkeypatch: pytest.MonkeyPatch,
    line: str | None, view: str, why: str,
) -> None:  # fmt: skip
    mapped = mappings()["police"]
    monkeypatch.setitem(mappings(), "police", replace(mapped, arrives=replace(mapped.arrives, path=view)))
    lines = {} if line is None else {"CONCORD_VIEW_POLICE": line or address(outer)}
    monkeypatch.setattr(outside, "viewers", [DatabaseViews(lines)])
    job = exchange.fetched(feed)
    assert (job.state, why in job.error) == ("failed", True), job.error
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(exchange.cast["oscar"], backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [client.get(f"/desk/exchange/feeds/{feed.pk}/"), client.get(f"/desk/exchange/jobs/{job.pk}/"),
             client.get(f"/api/exchange/feeds/{feed.pk}")]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        assert SECRET not in page.content.decode()
        assert address(outer).split("password=")[-1].split()[0] not in page.content.decode()
    assert outer.execute("SELECT count(*) FROM held").fetchone() == (len(held("police")),)


def test_nothing_is_written_there(outer: psycopg.Connection) -> None:
    outer.execute("CREATE OR REPLACE FUNCTION out.writes() RETURNS text LANGUAGE sql VOLATILE AS "
                  "$$ INSERT INTO held (incident) VALUES ('written') RETURNING incident $$")  # fmt: skip
    outer.execute("CREATE OR REPLACE VIEW out.sly AS SELECT out.writes() AS incident, '' AS summary, '' AS class, "
                  "'' AS division, '' AS received, '' AS lat, '' AS lng, now() AS modified")  # fmt: skip
    sly = replace(mappings()["police"], arrives=replace(mappings()["police"].arrives, path="out.sly"))
    with pytest.raises(outside.OutsideFailure, match="ReadOnlySqlTransaction"):
        DatabaseViews({"CONCORD_VIEW_POLICE": address(outer)}).read(sly, "330105", {})


def test_a_mapping_of_a_view_names_it() -> None:
    text = """{source: a, zh: a, en: a, receiver: sighting, arrives: {by: view}, id: x, fields: {words: {take: x}},
        required: [words]}"""
    with pytest.raises(UnfitError, match="path"):
        load(text)
    mapped: Mapped = load(text.replace("by: view", "by: view, path: out.incidents"))
    assert (mapped.arrives.by, mapped.arrives.path) == (Way.VIEW, "out.incidents")


def test_an_installation_has_mappings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of its folder stand before the ones that come with the platform."""
    text = (files("concord") / "data/exchange/police.yaml").read_text(encoding="utf-8")
    own = text.replace("by: since", "by: view").replace("path: /nonpolice/incidents", "path: out.incidents")
    (tmp_path / "police.yaml").write_text(own, encoding="utf-8")
    monkeypatch.setattr(settings, "CONCORD_SOURCES", str(tmp_path))
    found = mappings.__wrapped__()
    assert (found["police"].arrives.by, found["hotline"].arrives.by, len(found)) == (
        Way.VIEW,
        Way.PAGE,
        len(mappings()),
    )
