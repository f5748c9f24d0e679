"""Sum the entries: each day of a county, and each month of it by category, source, lead, level and days taken.

Nobody reads a sum that is out of date: a stale day is counted from the entries (`selectors/tallies.py`).
"""

from django.db import connection, transaction

from concord.apps.insight.figures.measures import DAYS, MEASURES
from concord.core.matters.access import declare_system

SIDES = {
    "category": "e.category",
    "source": "e.source",
    "lead": "COALESCE(e.lead_id::text, '')",
    "level": "e.level::text",
}
TOOK = "(e.closed_on - e.opened_on)"
NAMES = ", ".join(MEASURES)
SUMS = ", ".join(f"sum({name})" for name in MEASURES)


def _flags(day: str) -> str:
    """The measures as ones and noughts, of the rows that fall on this day of theirs."""
    return ", ".join(
        f"({one.condition})::int AS {name}" if one.day == day else f"0 AS {name}" for name, one in MEASURES.items()
    )


def events(columns: str, joined: str, where: str) -> str:
    """Every day on which an entry counts, with what is counted on it; `{day}` in the pieces is the day's column."""
    return " UNION ALL ".join(
        f"SELECT e.{day} AS day, {columns.format(day=day)}, {_flags(day)} FROM {joined.format(day=day)} "  # noqa: S608
        f"WHERE {where.format(day='e.' + day)}"
        for day in DAYS
    )


def _summed(side: str, value: str, first: str, joined: str, where: str) -> str:
    told = events(f"e.county, e.kind, {value} AS value", joined, where)
    return f"""INSERT INTO figures_rollup (county, kind, side, value, first, {NAMES})
        SELECT county, kind, '{side}', value, {first} AS first, {SUMS} FROM ({told}) AS told
        GROUP BY county, kind, value, {first}"""  # noqa: S608  # our own names only


def _took(joined: str, where: str) -> str:
    zeros = ", ".join("count(*)" if name == "closed" else "0" for name in MEASURES)
    return f"""INSERT INTO figures_rollup (county, kind, side, value, first, {NAMES})
        SELECT e.county, e.kind, 'days', {TOOK}::text, date_trunc('month', e.closed_on)::date, {zeros}
        FROM {joined.format(day="closed_on")} WHERE {where.format(day="e.closed_on")}
        GROUP BY 1, 2, 4, 5"""  # noqa: S608


MONTH = "date_trunc('month', day)::date"
TODO = "unnest(%(counties)s::text[], %(days)s::date[]) AS todo (county, day)"
MONTHS = f"(SELECT DISTINCT county, date_trunc('month', day)::date AS month FROM {TODO}) t"  # noqa: S608
DAY_IN = f'(SELECT * FROM {TODO}) t JOIN figures_entry e ON e.county = t.county COLLATE "C" AND e.{{day}} = t.day'  # noqa: S608
MONTH_IN = (
    f'{MONTHS} JOIN figures_entry e ON e.county = t.county COLLATE "C"'
    " AND e.{day} >= t.month AND e.{day} < t.month + interval '1 month'"
)
FORGET = (
    f"DELETE FROM figures_rollup r USING {TODO} WHERE r.side = '' AND r.county = todo.county AND r.first = todo.day",  # noqa: S608
    f"DELETE FROM figures_rollup r USING {MONTHS} WHERE r.side <> '' AND r.county = t.county AND r.first = t.month",  # noqa: S608
)
TAKE = """DELETE FROM figures_stale WHERE id IN (SELECT id FROM figures_stale ORDER BY since, id LIMIT %s)
    RETURNING county, day"""


def _all(day_joined: str, month_joined: str, where: str) -> list[str]:
    sides = [_summed(side, value, MONTH, month_joined, where) for side, value in SIDES.items()]
    return [_summed("", "''", "day", day_joined, where), *sides, _took(month_joined, where)]


@transaction.atomic
def roll_up(most: int = 20_000) -> int:
    """Sum the days that are stale anew, the longest stale first, at most so many; returns how many there were."""
    declare_system()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures_roll_up'))")
        cursor.execute(TAKE, [most])
        taken = cursor.fetchall()
        if taken:
            given = {"counties": [county for county, _day in taken], "days": [day for _county, day in taken]}
            for statement in (*FORGET, *_all(DAY_IN, MONTH_IN, "{day} IS NOT NULL")):
                cursor.execute(statement, given)
    return len(taken)


@transaction.atomic
def roll_up_all() -> int:
    """Sum everything anew, after the entries were rebuilt; returns how many sums there are."""
    declare_system()
    made = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures_roll_up'))")
        cursor.execute("LOCK TABLE figures_entry IN SHARE MODE")
        cursor.execute("DELETE FROM figures_stale")
        cursor.execute("DELETE FROM figures_rollup")
        for statement in _all("figures_entry e", "figures_entry e", "{day} IS NOT NULL"):
            cursor.execute(statement)
            made += cursor.rowcount
    return made
