"""Alarms about time, people and securities: late work, absent people, wages, what runs out, what is not given back."""

from collections.abc import Iterator
from datetime import date, timedelta

from concord.engines.review.facts.nature import Nature
from concord.engines.review.performing.due import UNIT_DAYS
from concord.engines.review.performing.limits import limits
from concord.engines.review.performing.run import Deviation, Event, Run, Step

DONE = (Event.ACCEPTED, Event.SETTLED)
RUNS_ON = (Nature.LEASE,)


def people_missing(run: Run) -> Iterator[Deviation]:
    """PER-04: people the contract names are absent, or were replaced without consent."""
    for one in run.of(Event.PERSON_ABSENT):
        yield Deviation("PER-04", "absent", f"absent-{one.id}", {"day": one.on.isoformat(), "words": one.words})
    for one in run.of(Event.PERSON_CHANGED):
        if not one.approved:
            yield Deviation("PER-04", "changed", f"changed-{one.id}", {"day": one.on.isoformat(), "words": one.words})


def late_work(run: Run) -> Iterator[Deviation]:
    """PER-05: the last day is over, with what both sides agreed to add, and nothing was delivered or accepted."""
    if run.ends_on is None or run.ended_on is not None or run.nature in RUNS_ON:
        return
    extended = sum(one.days for one in run.of(Event.EXTENDED) if one.approved)
    last = run.ends_on + timedelta(days=extended)
    if last < run.today and run.first(Event.DELIVERED, *DONE) is None:
        told = {"last": last.isoformat(), "days": str((run.today - last).days), "extended": str(extended)}
        yield Deviation("PER-05", "late", f"late-{last}", told)


def wages_missing(run: Run) -> Iterator[Deviation]:
    """PER-07: works whose wages did not go to their account in a month that is over."""
    begun = run.first(Event.BEGUN) or run.begins_on
    if run.nature != Nature.WORKS or begun is None:
        return
    paid = {(one.on.year, one.on.month) for one in run.of(Event.WAGES_PAID)}
    last = min(run.today, run.first(*DONE) or run.ended_on or run.today)
    for month in _months(begun, last):
        if month not in paid:
            name = f"{month[0]}-{month[1]:02d}"
            yield Deviation("PER-07", "wages", name, {"month": name})


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """The calendar months that were over by `last`, from the one after the month of `first`."""
    year, month = (first.year, first.month + 1) if first.month < 12 else (first.year + 1, 1)
    while (year, month) < (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def running_out(run: Run) -> Iterator[Deviation]:
    """PER-08: a guarantee, an insurance or a licence that ends before the contract does."""
    returned = run.first(Event.SECURITY_RETURNED)
    if run.ended_on is not None or run.first(*DONE) is not None:
        return
    newest = {one.words: one for one in run.of(Event.SECURITY_GIVEN)}
    for one in newest.values():
        if one.until is None or (returned is not None and returned >= one.on):
            continue
        left = (one.until - run.today).days
        if left <= limits().running_out:
            case = "over" if left < 0 else "soon"
            told = {"words": one.words, "until": one.until.isoformat(), "days": str(abs(left))}
            yield Deviation("PER-08", case, f"{case}-{one.id}", told)


def not_given_back(run: Run) -> Iterator[Deviation]:
    """PER-09: retention money that is due and was not given back."""
    accepted = run.first(*DONE)
    for step in run.steps:
        last = _held_until(step, accepted) if step.kind == "retention" else None
        if last is None or last >= run.today:
            continue
        if not any(one.on >= last for one in run.of(Event.SECURITY_RETURNED)):
            told = {"words": step.words[:60], "last": last.isoformat(), "days": str((run.today - last).days)}
            yield Deviation("PER-09", "kept", f"kept-{step.order}", told)


def _held_until(step: Step, accepted: date | None) -> date | None:
    if step.on is not None:
        return step.on
    if accepted is None or step.within is None:
        return None
    return accepted + timedelta(days=step.within * UNIT_DAYS.get(step.unit, 1))


def asset_kept(run: Run) -> Iterator[Deviation]:
    """PER-10: the term of a lease is over, and the asset has not come back."""
    if run.ends_on is None or not run.receives or run.nature not in RUNS_ON:
        return
    if run.ends_on < run.today and run.first(Event.ASSET_RETURNED) is None:
        told = {"last": run.ends_on.isoformat(), "days": str((run.today - run.ends_on).days)}
        yield Deviation("PER-10", "asset", "asset", told)


def counterpart_changed(run: Run) -> Iterator[Deviation]:
    """PER-11: the counterparty is no longer what it was when it signed."""
    for one in run.of(Event.COUNTERPART_CHANGED):
        yield Deviation("PER-11", "state", f"state-{one.id}", {"day": one.on.isoformat(), "words": one.words})


def not_wound_up(run: Run) -> Iterator[Deviation]:
    """PER-13: ended some time ago, and neither settled nor archived."""
    if run.ended_on is None or run.archived:
        return
    if (days := (run.today - run.ended_on).days) <= limits().wind_up:
        return
    told = {"ended": run.ended_on.isoformat(), "days": str(days)}
    if not run.terminated:
        yield Deviation("PER-13", "archive", "archive", told)
    elif run.first(Event.WOUND_UP) is None:
        yield Deviation("PER-13", "windup", "windup", told)
