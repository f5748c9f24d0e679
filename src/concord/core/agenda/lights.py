"""Turn the lights of tasks with the calendar: yellow once, red once, each recorded (K5).

One set-based statement over the index of open tasks whose light is to turn, instead of a timer for each task: a worker
that was away for a week tells on its return what is true now, and nothing twice.
"""

from datetime import date

from django.db import connection, transaction

from concord.core.acts.services import record
from concord.core.agenda.facts import TaskDueSoon, TaskLate
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system

MOST = 2_000
TURN = """
    WITH due AS MATERIALIZED (
        SELECT id FROM agenda_task WHERE done_at IS NULL AND paused_on IS NULL AND turns_on <= %(today)s
        ORDER BY turns_on LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
    UPDATE agenda_task task SET warned = CASE WHEN due_on < %(today)s THEN 'red' ELSE 'yellow' END
    FROM due WHERE task.id = due.id
    RETURNING task.id, matter_id, kind, due_on, warned
"""


@transaction.atomic
def turn_lights(today: date, *, most: int = MOST) -> int:
    """Mark and record the open tasks that have become due soon or late; returns how many (`most`: there are more)."""
    declare_system()
    with connection.cursor() as cursor:
        cursor.execute(TURN, {"today": today, "most": most})
        turned = cursor.fetchall()
    record(*(_fact(*row) for row in turned), by=None)
    return len(turned)


def _fact(task_id: int, matter_id: int, kind: str, due_on: date | None, warned: str) -> TaskDueSoon | TaskLate:
    fact = TaskLate if warned == Task.Warned.RED else TaskDueSoon
    shown = due_on.isoformat() if due_on else ""
    return fact(matter_id=matter_id, task_id=task_id, kind=kind, due_on=shown)
