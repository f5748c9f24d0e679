"""From when an instalment may be paid, and by when it must be: by its day, or by the event that its words wait for."""

from datetime import date, timedelta

from concord.engines.review.performing.run import Event, Run, Step

# What an instalment waits for, by its words; the first that fits. () is the signing.
AWAITED: tuple[tuple[tuple[str, ...], tuple[Event, ...]], ...] = (
    (("结算", "审定", "决算"), (Event.SETTLED,)),
    (("验收", "竣工", "质保", "保修", "缺陷责任"), (Event.ACCEPTED, Event.SETTLED)),
    (("交付", "到货", "交货", "送达指定"), (Event.DELIVERED, Event.ACCEPTED)),
    (("进场", "开工"), (Event.BEGUN, Event.DELIVERED, Event.ACCEPTED)),
)
UNIT_DAYS = {"月": 30, "年": 365, "周": 7}
# 保障中小企业款项支付条例 art. 9 (1): 30 days, at most 60 where the contract says so.
SMALL_DAYS, SMALL_MOST = 30, 60


def awaited(step: Step) -> tuple[Event, ...]:
    """The events of which one has to happen before this instalment is due; empty: none but the signing."""
    return next((events for words, events in AWAITED if any(word in step.words for word in words)), ())


def released_on(step: Step, run: Run) -> date | None:
    """The first day on which an instalment may be paid; None while what it waits for has not happened."""
    if run.receives:
        return run.signed_on
    events = awaited(step)
    happened = run.first(*events) if events else run.signed_on
    return happened if happened is None or step.on is None else max(step.on, happened)


def due_on(step: Step, run: Run) -> date | None:
    """The last day for an instalment; None where neither the text nor the law sets one yet.

    A public body pays a small or medium enterprise within 30 days, or within the days agreed, at most 60
    (保障中小企业款项支付条例 art. 9).
    """
    begun = released_on(step, run)
    if begun is None:
        return None
    if step.on is not None:
        return max(step.on, begun)
    bound_by_law = run.small and not run.receives
    if step.within is None:
        return begun + timedelta(days=SMALL_DAYS) if bound_by_law and awaited(step) else None
    agreed = _after(begun, step.within, step.unit, run)
    return min(agreed, begun + timedelta(days=SMALL_MOST)) if bound_by_law else agreed


def _after(day: date, number: int, unit: str, run: Run) -> date:
    if "工作日" in unit:
        return run.working_day_after(day, number)
    return day + timedelta(days=number * UNIT_DAYS.get(unit, 1))
