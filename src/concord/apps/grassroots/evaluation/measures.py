"""The closed list of measures: each is one statement over acts, tasks and matters, for all units at once.

A row says for which unit (and person) what was counted: the matter, which task, demand or act of it (`subject`),
whether the duty was kept, and for a measure in days how many. Asked again over unchanged acts, the rows and their
order are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CENT = Decimal("0.01")
ZONE = "AT TIME ZONE 'Asia/Shanghai'"
RED = f"""EXISTS (SELECT 1 FROM acts_act a WHERE a.matter_id = t.matter_id AND a.kind = 'TaskLate'
    AND (a.payload->>'task_id')::bigint = t.id AND (a.at {ZONE})::date <= %(last)s)"""  # noqa: S608
ACT = "EXISTS (SELECT 1 FROM acts_act a WHERE a.matter_id = m.id AND a.kind = '{kind}' AND {when})"
BEFORE = f"(a.at {ZONE})::date <= %(last)s"
WITHIN = f"(a.at {ZONE})::date BETWEEN %(first)s AND %(last)s"
CLOSED = f"(m.closed_at {ZONE})::date BETWEEN %(first)s AND %(last)s"

TASKS_IN_TIME = f"""
    SELECT t.organisation_id, t.person_id, t.matter_id, t.id,
           t.done_at IS NOT NULL AND (t.done_at {ZONE})::date <= t.due_on, NULL::int
    FROM agenda_task t WHERE t.organisation_id = ANY(%(units)s) AND t.due_on BETWEEN %(first)s AND %(last)s
    ORDER BY t.id"""  # noqa: S608  # our own names only
TASKS_WITHOUT_RED = f"""
    SELECT t.organisation_id, t.person_id, t.matter_id, t.id, NOT {RED}, NULL::int
    FROM agenda_task t WHERE t.organisation_id = ANY(%(units)s) AND t.opened_on <= %(last)s
      AND (t.done_at IS NULL OR (t.done_at {ZONE})::date >= %(first)s)
    ORDER BY t.id"""  # noqa: S608
ORDERS_ANSWERED = f"""
    SELECT d.body_id, NULL::bigint, d.matter_id, d.id,
           d.answered_at IS NOT NULL AND (d.answered_at {ZONE})::date <= t.due_on, NULL::int
    FROM agenda_demand d JOIN agenda_task t ON t.id = d.task_id
    WHERE d.kind = 'order' AND d.body_id = ANY(%(units)s) AND t.due_on BETWEEN %(first)s AND %(last)s
    ORDER BY d.id"""  # noqa: S608
STEPS_KEPT = f"""
    SELECT t.organisation_id, NULL::bigint, t.matter_id, s.id, s.state <> 'returned', NULL::int
    FROM agenda_step s JOIN agenda_task t ON t.id = s.task_id
    WHERE t.organisation_id = ANY(%(units)s) AND (t.done_at {ZONE})::date BETWEEN %(first)s AND %(last)s
    ORDER BY s.id"""  # noqa: S608
DAYS_TO_CLOSE = f"""
    SELECT m.lead_id, NULL::bigint, m.id, m.id, true,
           (m.closed_at {ZONE})::date - (m.opened_at {ZONE})::date
    FROM matters_matter m WHERE m.lead_id = ANY(%(units)s) AND {CLOSED}
    ORDER BY m.id"""  # noqa: S608
STAYED_CLOSED = f"""
    SELECT m.lead_id, NULL::bigint, m.id, m.id, NOT {ACT.format(kind="DisputeReopened", when=WITHIN)}, NULL::int
    FROM matters_matter m
    WHERE m.lead_id = ANY(%(units)s) AND ({CLOSED} OR {ACT.format(kind="DisputeReopened", when=WITHIN)})
    ORDER BY m.id"""  # noqa: S608
SETTLED_ON_SITE = f"""
    SELECT o.id, NULL::bigint, m.id, m.id, {ACT.format(kind="SightingHandled", when=BEFORE)}
           AND NOT {ACT.format(kind="SightingHandedOn", when=BEFORE)}, NULL::int
    FROM people_organisation o JOIN matters_matter m ON m.kind = 'sighting' AND m.place_id LIKE o.place_id || '%%'
    WHERE o.id = ANY(%(units)s) AND (m.opened_at {ZONE})::date BETWEEN %(first)s AND %(last)s
    ORDER BY m.id"""  # noqa: S608
SATISFIED = f"""
    SELECT m.lead_id, NULL::bigint, m.id, a.id, (a.payload->>'score')::int >= 4, NULL::int
    FROM acts_act a JOIN matters_matter m ON m.id = a.matter_id
    WHERE a.kind = 'DisputeRated' AND m.lead_id = ANY(%(units)s) AND {WITHIN}
    ORDER BY a.id"""  # noqa: S608
RESIDENTS_CONTENT = f"""
    SELECT said.unit, NULL::bigint, said.matter, said.subject, said.content, NULL::int FROM (
        SELECT m.lead_id AS unit, m.id AS matter, a.id AS subject, (a.payload->>'score')::int >= 4 AS content
        FROM acts_act a JOIN matters_matter m ON m.id = a.matter_id
        WHERE a.kind = 'DisputeRated' AND m.lead_id = ANY(%(units)s) AND {WITHIN}
        UNION ALL
        SELECT r.unit_id, r.matter_id, r.id, r.content FROM evaluation_answer r
        WHERE r.unit_id = ANY(%(units)s) AND r.answered_on BETWEEN %(first)s AND %(last)s
          AND NOT EXISTS (SELECT 1 FROM acts_act a WHERE a.matter_id = r.matter_id AND a.kind = 'DisputeRated')
    ) AS said ORDER BY said.matter, said.subject"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Row:
    """One thing counted."""

    unit: int
    person: int | None
    matter: int
    subject: int
    kept: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be counted: its statement, and in words what is counted and what of it keeps the duty.

    What residents have `said` is shown beside who was asked and who answered; of what stands `apart`, nobody reads
    which matter was counted how, so that nobody is found out.
    """

    statement: str
    says: Promise
    of_people: bool = False
    in_days: bool = False
    apart: bool = False
    said: bool = False

    def value(self, rows: Iterable[Row]) -> Decimal:
        """Per cent that kept the duty, or the median of days; there is at least one row."""
        known = list(rows)
        if self.in_days:
            return Decimal(str(median(row.days or 0 for row in known))).quantize(CENT)
        share = Decimal(100) * sum(row.kept for row in known) / len(known)
        return share.quantize(CENT, ROUND_HALF_UP)


MEASURES = {
    "tasks_in_time": Measure(
        TASKS_IN_TIME, _("Of the tasks that were due in the period, those done on their day or before."), of_people=True
    ),
    "tasks_without_red": Measure(
        TASKS_WITHOUT_RED, _("Of the tasks open in the period, those that never turned red."), of_people=True
    ),
    "orders_answered": Measure(
        ORDERS_ANSWERED, _("Of the supervision orders to be answered in the period, those answered in time.")
    ),
    "steps_kept": Measure(STEPS_KEPT, _("Of the steps done in the period, those that were not sent back.")),
    "days_to_close": Measure(
        DAYS_TO_CLOSE,
        _("The median of days from opening to closing, of the matters closed in the period."),
        in_days=True,
    ),
    "stayed_closed": Measure(
        STAYED_CLOSED, _("Of the matters closed or reopened in the period, those that were not reopened.")
    ),
    "settled_on_site": Measure(
        SETTLED_ON_SITE,
        _("Of the sightings reported in the period, those handled on site and not handed on by its end."),
    ),
    "satisfied": Measure(
        SATISFIED, _("Of the ratings that residents gave in the period, those of 4 or 5 out of 5."), said=True
    ),
    "residents_content": Measure(
        RESIDENTS_CONTENT,
        _("Of those who said in the period how they found it (link, telephone, on screen), those who were content."),
        apart=True,
        said=True,
    ),
}  # fmt: skip


def counted(name: str, units: Iterable[int], first: date, last: date) -> list[Row]:
    """What a measure counts for these units in a period, both days included; in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(MEASURES[name].statement, {"units": list(units), "first": first, "last": last})
        return [Row(*row) for row in cursor.fetchall()]
