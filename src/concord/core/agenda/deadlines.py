"""By when a step is due: the template's working days, the limits of law, what was granted; it never moves earlier."""

from datetime import date, timedelta
from math import ceil

from concord.core.agenda.limits import Deadline, light
from concord.core.agenda.models import Task
from concord.engines.flow.template import Limit, Node, Unit
from concord.engines.law.calendar import ONE_DAY, presumed_rest_day, working_day_after
from concord.engines.law.periods import deadline as period_end

HOURS_A_DAY = 24
LONGEST_BASIS = 200


def deadline_of(node: Node, opened: date, *, extra: int = 0) -> Deadline | None:
    """When a step opened on a day turns yellow and is due, `extra` working days granted; None where nothing is set.

    A limit of law that ends earlier than the template's working days decides (and is named as the ground).
    """
    if node.deadline is None:
        return None
    due, ground = _later(opened, node.deadline.days), "；".join(node.basis)
    for limit in node.deadline.statutory:
        if (ends := _ends(limit, opened)) < due:
            due, ground = ends, limit.what
    yellow = min(_later(opened, node.deadline.first_warning), due)
    return Deadline(_later(yellow, extra), _later(due, extra), ground[:LONGEST_BASIS])


def shift(task: Task, days: int, today: date) -> None:
    """Move the two days of a task by working days, and let its light tell anew what is then true; saves nothing."""
    task.yellow_on = task.yellow_on and _later(task.yellow_on, days)
    task.due_on = task.due_on and _later(task.due_on, days)
    settle_light(task, today)


def move_later(task: Task, to: Deadline, today: date) -> bool:
    """Set the days of a task to `to` as far as they become later; whether any did; saves nothing."""
    before = task.yellow_on, task.due_on
    task.yellow_on = max(task.yellow_on or to.yellow_on, to.yellow_on)
    task.due_on = max(task.due_on or to.due_on, to.due_on)
    settle_light(task, today)
    return before != (task.yellow_on, task.due_on)


def settle_light(task: Task, today: date) -> None:
    """Take back a warning that is true no longer, so that it can be given again when it is."""
    rank = ["", Task.Warned.YELLOW.value, Task.Warned.RED.value]
    shown = light(task.yellow_on, task.due_on, today)
    task.warned = rank[min(rank.index(task.warned), rank.index(shown) if shown in rank else 0)]


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first`, up to and with `last`."""
    days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
    return sum(not presumed_rest_day(day) for day in days)


def working_days_before(day: date, days: int) -> date:
    """The day since which `days` working days have passed, the given day not counted."""
    while days:
        day -= ONE_DAY
        days -= not presumed_rest_day(day)
    return day


def _later(day: date, working_days: int) -> date:
    return working_day_after(day, working_days, presumed_rest_day)


def _ends(limit: Limit, opened: date) -> date:
    if limit.unit is Unit.HOUR:
        return opened + ceil(limit.n / HOURS_A_DAY) * ONE_DAY
    return period_end(opened, limit.n, limit.unit.value, as_of=opened).result.due
