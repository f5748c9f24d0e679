"""Keep the entries up: what is counted of a matter, read anew from the matter and its acts after each of them.

Where an entry changes, the days on which it counts and counted before are marked stale, in the same transaction: until
they are summed anew (`rolling.py`) they are counted from the entries themselves.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from concord.apps.insight.figures.access import COUNTED
from concord.apps.insight.figures.statements import rows_of
from concord.core.matters.access import declare_system

REPEATED_WITHIN = 180  # days
ZONE = "AT TIME ZONE 'Asia/Shanghai'"
SAID = (
    "ReportReceived", "SightingReported", "DisputeRated", "SettlementReached", "MediationEnded", "SightingHandled",
    "SightingHandedOn", "TaskLate",
)  # fmt: skip
COLUMNS = (
    "kind", "county", "place_id", "lead_id", "level", "category", "source", "stage", "opened_on", "closed_on",
    "rated_on", "score", "mediated_on", "settled", "on_site", "late", "about",
)  # fmt: skip

# Six digits and more in threes make a level: 2, 4, 6, 9, 12, 15 digits are 1 to 6.
LEVEL = "CASE length({0}) WHEN 2 THEN 1 WHEN 4 THEN 2 WHEN 6 THEN 3 WHEN 9 THEN 4 WHEN 12 THEN 5 ELSE 6 END"
# An organisation is told from a person by its account with us, or by a name longer than a person has.
ABOUT = """COALESCE(
    (SELECT hashtextextended('body:' || p.name_key, 0) FROM matters_party p
     WHERE p.matter_id = m.id AND p.side = 'respondent'
       AND (p.organisation_id IS NOT NULL OR length(p.name_key) >= 5) ORDER BY p.id LIMIT 1),
    CASE WHEN m.topic <> '' AND length(m.place_id) >= 12
         THEN hashtextextended('place:' || m.place_id || ':' || m.topic, 0) END)"""
# A settlement that was signed and not kept was mediated with success all the same.
MEDIATED = "(a.kind = 'SettlementReached' OR a.kind = 'MediationEnded' AND a.payload->>'reason' <> 'breach')"
READ = f"""
    SELECT m.id, m.kind, m.county, m.place_id, m.lead_id, {LEVEL.format("COALESCE(o.place_id, m.place_id)")},
           split_part(m.topic, '-', 1), COALESCE(said.source, ''), m.stage,
           (m.opened_at {ZONE})::date, (m.closed_at {ZONE})::date,
           said.rated_on, said.score, said.mediated_on, COALESCE(said.settled, false),
           m.kind = 'sighting' AND COALESCE(said.handled AND NOT said.handed_on, false),
           COALESCE(said.late, false), {ABOUT}
    FROM matters_matter m
    LEFT JOIN people_organisation o ON o.id = m.lead_id
    LEFT JOIN LATERAL (
        SELECT min(COALESCE(a.payload->>'channel', a.payload->>'source'))
                   FILTER (WHERE a.kind IN ('ReportReceived', 'SightingReported')) AS source,
               (max((a.at {ZONE})::date) FILTER (WHERE a.kind = 'DisputeRated')) AS rated_on,
               (array_agg((a.payload->>'score')::int ORDER BY a.id DESC)
                   FILTER (WHERE a.kind = 'DisputeRated'))[1] AS score,
               max((a.at {ZONE})::date) FILTER (WHERE {MEDIATED}) AS mediated_on,
               (array_agg(a.kind = 'SettlementReached' ORDER BY a.id DESC)
                   FILTER (WHERE {MEDIATED}))[1] AS settled,
               bool_or(a.kind = 'SightingHandled') AS handled,
               bool_or(a.kind = 'TaskLate') AS late,
               bool_or(a.kind = 'SightingHandedOn') AS handed_on
        FROM acts_act a WHERE a.matter_id = m.id AND a.kind = ANY(%(said)s)
    ) AS said ON true
    WHERE m.kind = ANY(%(kinds)s)"""  # noqa: S608  # our own names only
KEEP = f"""
    INSERT INTO figures_entry AS e (matter_id, {", ".join(COLUMNS)}, repeated)
    SELECT read.*, false FROM ({READ} AND m.id = ANY(%(matters)s)) AS read
    ON CONFLICT (matter_id) DO UPDATE SET {", ".join(f"{one} = EXCLUDED.{one}" for one in COLUMNS)}
    WHERE ({", ".join(f"e.{one}" for one in COLUMNS)})
          IS DISTINCT FROM ({", ".join(f"EXCLUDED.{one}" for one in COLUMNS)})
    RETURNING matter_id, county, about, opened_on, closed_on, rated_on, mediated_on"""  # noqa: S608
BEFORE = """SELECT matter_id, county, about, opened_on, closed_on, rated_on, mediated_on
    FROM figures_entry WHERE matter_id = ANY(%s) FOR UPDATE"""
EARLIER = f"""EXISTS (SELECT 1 FROM figures_entry b WHERE b.county = e.county AND b.about = e.about
    AND b.opened_on BETWEEN e.opened_on - {REPEATED_WITHIN} AND e.opened_on
    AND (b.opened_on, b.matter_id) < (e.opened_on, e.matter_id))"""  # noqa: S608
REPEAT = f"""
    UPDATE figures_entry AS changed SET repeated = now.repeated FROM (
        SELECT DISTINCT e.matter_id, {EARLIER} AS repeated
        FROM unnest(%s::text[], %s::bigint[], %s::date[]) AS t (county, about, opened_on)
        JOIN figures_entry e ON e.county = t.county COLLATE "C" AND e.about = t.about
             AND e.opened_on BETWEEN t.opened_on AND t.opened_on + {REPEATED_WITHIN}
    ) AS now WHERE changed.matter_id = now.matter_id AND changed.repeated <> now.repeated
    RETURNING changed.county, changed.opened_on"""  # noqa: S608
# Writing again what is there holds the row: who sums this day waits for us, and then sees what we wrote.
MARK = """INSERT INTO figures_stale (county, day, since)
    SELECT county, day, now() FROM unnest(%s::text[], %s::date[]) AS t (county, day) ORDER BY county, day
    ON CONFLICT (county, day) DO UPDATE SET since = now()"""


class Counts(NamedTuple):
    """Where an entry counts: its matter, county, what it is about, and its days."""

    matter: int
    county: str
    about: int | None
    opened_on: date
    closed_on: date | None
    rated_on: date | None
    mediated_on: date | None

    @property
    def days(self) -> set[tuple[str, date]]:
        """The days of its county on which it counts."""
        known = (self.opened_on, self.closed_on, self.rated_on, self.mediated_on)
        return {(self.county, day) for day in known if day is not None}


def mark_stale(days: Iterable[tuple[str, date]]) -> None:
    """Have these days of these counties counted from the entries until they are summed anew."""
    marked = sorted(set(days))
    if marked:
        with connection.cursor() as cursor:
            cursor.execute(MARK, [[county for county, _day in marked], [day for _county, day in marked]])


def _repeats_around(counts: list[Counts]) -> list[tuple[str, date]]:
    """See again which matters repeat an earlier one, where one about the same came, went or moved."""
    keys = {(one.county, one.about, one.opened_on) for one in counts if one.about is not None}
    if not keys:
        return []
    columns = [list(column) for column in zip(*keys, strict=True)]
    return [(str(county), day) for county, day in rows_of(REPEAT, columns) if isinstance(day, date)]


@transaction.atomic
def gather(matters: Iterable[int]) -> int:
    """Read these matters anew; returns how many entries changed."""
    keys = sorted(set(matters))
    declare_system()
    before = {row[0]: Counts(*row) for row in rows_of(BEFORE, [keys])}  # type: ignore[arg-type]
    given = {"said": list(SAID), "kinds": list(COUNTED), "matters": keys}
    changed = [Counts(*row) for row in rows_of(KEEP, given)]  # type: ignore[arg-type]
    touched = [*changed, *(before[one.matter] for one in changed if one.matter in before)]
    days = {day for one in touched for day in one.days}
    mark_stale([*days, *_repeats_around(touched)])
    return len(changed)


FILL = f"""INSERT INTO figures_entry (matter_id, {", ".join(COLUMNS)}, repeated)
    SELECT read.*, false FROM ({READ}) AS read"""  # noqa: S608
REPEAT_ALL = f"""
    UPDATE figures_entry SET repeated = true FROM (
        SELECT matter_id, opened_on - lag(opened_on) OVER (PARTITION BY county, about ORDER BY opened_on, matter_id)
               AS after FROM figures_entry WHERE about IS NOT NULL
    ) AS gap WHERE gap.matter_id = figures_entry.matter_id AND gap.after <= {REPEATED_WITHIN}"""  # noqa: S608


@transaction.atomic
def rebuild() -> int:
    """Forget every entry and make all of them anew from matters and acts; returns how many there are.

    Whoever writes an entry meanwhile waits.
    """
    declare_system()
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE figures_entry IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM figures_entry")
        cursor.execute(FILL, {"said": list(SAID), "kinds": list(COUNTED)})
        made = int(cursor.rowcount)
        cursor.execute(REPEAT_ALL)
    return made
