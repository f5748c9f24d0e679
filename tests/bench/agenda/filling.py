"""Fill a database with very many tasks, set by set, as the owner of its tables."""

import random
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db.models import Model

from concord.core.acts.models import Act
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Run, ScenarioVersion, Step, Task
from concord.core.matters.models import Involvement, Matter
from concord.core.people.models import Place
from tests.bench.agenda.bodies import Body
from tests.bench.bulk import Row, copy, defaults, run_all, without_indexes

SQL = Path(__file__).with_name("filling.sql")
FILLED: tuple[type[Model], ...] = (Matter, Involvement, Run, Task, Step, Act)
PLACES, TASKS_IN_A_RUN = 20_000, 25


def _places(counties: list[str], dice: random.Random) -> Iterator[Row]:
    """Villages by weight: a few counties are busy, most are not."""
    below: dict[str, list[str]] = {county: [] for county in counties}
    lower = Place.objects.filter(level__gte=Place.Level.TOWNSHIP, code__startswith=counties[0][:4]).order_by("code")
    for code in lower.values_list("code", flat=True):
        below.get(code[:6], []).append(code)
    weights = [1 / (rank + 5) for rank in range(len(counties))]
    for n, county in enumerate(dice.choices(counties, weights, k=PLACES), start=1):
        yield n, dice.choice(below[county] or [county]), county


def _pools(connection: psycopg.Connection, bodies: list[Body], nodes: list[Row]) -> None:
    counties = sorted({body.county for body in bodies})
    copy(connection, "pool_place", "n int, code text, county text", _places(counties, random.Random(2026)))
    copy(connection, "pool_body", "id bigint, people bigint[]", ((body.pk, list(body.people)) for body in bodies))
    in_each = ((county, [body.pk for body in bodies if body.county == county]) for county in counties)
    copy(connection, "pool_county", "county text, bodies bigint[]", in_each)
    copy(connection, "pool_version", "n int, version bigint, code text, nodes text[]", nodes)


def fill(owner: str, bodies: list[Body], tasks: int, due: int) -> None:
    """Make so many tasks, a fifth of them open, `due` of which turn their light today."""
    versions = ScenarioVersion.objects.order_by("code")
    nodes: list[Row] = [
        (n, version.pk, version.code, [node.code for node in template_of(version).nodes])
        for n, version in enumerate(versions, start=1)
    ]
    with psycopg.connect(owner) as connection:
        connection.execute("SET LOCAL synchronous_commit = off; SET LOCAL work_mem = '256MB'; SELECT setseed(0.2026)")
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        row = connection.execute("""SELECT (SELECT coalesce(max(id), 0) FROM matters_matter),
            (SELECT coalesce(max(id), 0) FROM agenda_run), (SELECT coalesce(max(id), 0) FROM agenda_task)""").fetchone()
        assert row is not None
        _pools(connection, bodies, nodes)
        connection.execute("ALTER TABLE acts_act DISABLE TRIGGER acts_told")
        with defaults(connection, FILLED), without_indexes(connection, FILLED):
            given = dict(zip(("matter", "run", "task"), row, strict=True))
            run_all(
                connection,
                SQL.read_text(),
                tasks=tasks,
                open=tasks // 5,
                due=due,
                runs=tasks // TASKS_IN_A_RUN,
                **given,
            )
        connection.execute("ALTER TABLE acts_act ENABLE TRIGGER acts_told")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
