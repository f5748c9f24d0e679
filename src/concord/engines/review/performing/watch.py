"""Look at a contract that is being performed by every alarm that is on."""

from collections.abc import Callable, Iterable

from concord.engines.review.performing import keeping, payments
from concord.engines.review.performing.limits import alarms
from concord.engines.review.performing.run import Deviation, Run

LOOKS: tuple[Callable[[Run], Iterable[Deviation]], ...] = (
    payments.paid_beyond,
    payments.paid_late,
    payments.paid_without_papers,
    payments.changed_beyond,
    payments.paid_to_others,
    keeping.people_missing,
    keeping.late_work,
    keeping.wages_missing,
    keeping.running_out,
    keeping.not_given_back,
    keeping.asset_kept,
    keeping.counterpart_changed,
    keeping.not_wound_up,
)


def deviations(run: Run) -> list[Deviation]:
    """What is not as promised on `run.today`, by rule; each (rule, key) once."""
    known = alarms()
    found = [one for look in LOOKS for one in look(run) if known[one.rule].on]
    return sorted(found, key=lambda one: (one.rule, one.key))


def reason_of(one: Deviation) -> str:
    """A deviation in a sentence for people."""
    return alarms()[one.rule].reasons[one.case].format(**one.told)
