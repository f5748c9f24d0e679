"""Fill a database with very many disputes, set by set, as the owner of its tables."""

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
from django.db.models import Model

from concord.apps.disputes.models import Dispute, Report
from concord.apps.disputes.proposals import propose_reading
from concord.config.demo.county import a_name
from concord.config.demo.words import FIRMS, TRADES, corpus
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.models import Involvement, Matter, Party, SearchEntry
from concord.core.people.models import Place
from concord.engines.text.tokens import search_bigrams
from tests.bench.bulk import Row, copy, defaults, run_all, without_indexes
from tests.bench.desks import County

SQL = Path(__file__).with_name("filling.sql")
FILLED: tuple[type[Model], ...] = (Matter, Dispute, Party, Report, SearchEntry, Involvement, Task, Act)
PLACES, NAMES, FIRMS_WANTED = 20_000, 4_000, 3_000
Address = str


def weights_of(counties: list[County]) -> list[float]:
    """How busy each county is: a few are large, most are small."""
    return [1 / (rank + 5) for rank in range(len(counties))]


def _places(counties: list[County], dice: random.Random) -> Iterator[Row]:
    below: dict[str, list[str]] = {county.code: [] for county in counties}
    for code in Place.objects.filter(level__gte=Place.Level.TOWNSHIP).order_by("code").values_list("code", flat=True):
        below[code[:6]].append(code)
    for n, county in enumerate(dice.choices(counties, weights_of(counties), k=PLACES), start=1):
        yield n, dice.choice(below[county.code] or [county.code]), county.code


def _texts() -> Iterator[Row]:
    for n, told in enumerate(corpus(), start=1):
        reading = json.dumps(propose_reading(told.words).as_json(), ensure_ascii=False)
        yield n, told.words, told.item, told.item.split("-")[0], reading, search_bigrams(told.words)


def _named(names: Iterable[str]) -> Iterator[Row]:
    for n, name in enumerate(names, start=1):
        yield n, name, search_bigrams(name)


def _firms(dice: random.Random) -> Iterator[str]:
    trades = sorted(TRADES.values())
    for number in range(FIRMS_WANTED):
        yield f"杭州{dice.choice(FIRMS)}{number}{dice.choice(trades)}"


def _indexed(connection: psycopg.Connection, table: str) -> None:
    """Turn the text of pairs into what is searched, once for each text instead of once for each dispute."""
    connection.execute(f"ALTER TABLE {table} ADD bigrams tsvector")
    connection.execute(f"UPDATE {table} SET bigrams = to_tsvector('simple', pairs)")


def _pools(connection: psycopg.Connection, counties: list[County]) -> None:
    dice = random.Random(2026)
    copy(connection, "pool_place", "n int, code text, county text", _places(counties, dice))
    copy(
        connection,
        "pool_text",
        "n int, words text, item text, category text, proposal jsonb, pairs text",
        _texts(),
    )
    copy(connection, "pool_name", "n int, words text, pairs text", _named(a_name(dice) for _ in range(NAMES)))
    copy(connection, "pool_firm", "n int, words text, pairs text", _named(_firms(dice)))
    bodies = ((c.code, c.department, c.committee, list(c.mediators)) for c in counties)
    columns = "county text, department bigint, committee bigint, mediators bigint[]"
    copy(connection, "pool_county", columns, bodies)
    for table in ("pool_text", "pool_name", "pool_firm"):
        _indexed(connection, table)


def fill(owner: Address, counties: list[County], upto: int) -> int:
    """Make disputes until there are `upto`; returns how many were made. All or nothing: it can be stopped any time."""
    with psycopg.connect(owner) as connection:
        connection.execute("SET LOCAL synchronous_commit = off; SET LOCAL work_mem = '256MB'; SELECT setseed(0.2026)")
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        row = connection.execute("SELECT count(*), coalesce(max(id), 0) + 1 FROM matters_matter").fetchone()
        assert row is not None
        missing, first = upto - row[0], row[1]
        if missing <= 0:
            return 0
        _pools(connection, counties)
        connection.execute("ALTER TABLE acts_act DISABLE TRIGGER acts_told")
        with defaults(connection, FILLED), without_indexes(connection, FILLED):
            run_all(connection, SQL.read_text(), first=first, last=first + missing - 1)
        connection.execute("ALTER TABLE acts_act ENABLE TRIGGER acts_told")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return missing
