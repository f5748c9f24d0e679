"""Alarms about money: too much, too early, late, without papers, to somebody else, changes beyond their bound."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.parties import plain
from concord.engines.review.performing.due import awaited, due_on, released_on
from concord.engines.review.performing.limits import limits
from concord.engines.review.performing.run import Deviation, Event, Paid, Run, money, total

CENT = Decimal("0.01")
LATE_RATE = Decimal("0.0005")
"""A day's interest where the contract names no rate (保障中小企业款项支付条例 art. 17)."""


def paid_beyond(run: Run) -> Iterator[Deviation]:
    """PER-01: more than the price, or more than the instalments that may be paid by that day."""
    if run.receives:
        return
    price = None if run.amount is None else run.amount + run.supplemented + _agreed_changes(run)
    if price is not None and run.total_paid > price:
        told = {"paid": money(run.total_paid), "price": money(price), "over": money(run.total_paid - price)}
        yield Deviation("PER-01", "over", f"over-{run.total_paid}", told)
    for payment, so_far, released in _running(run):
        if so_far > released and (price is None or so_far <= price):
            told = {"day": payment.on.isoformat(), "paid": money(payment.amount)}
            told |= {"so_far": money(so_far), "released": money(released), "over": money(so_far - released)}
            yield Deviation("PER-01", "early", f"early-{payment.id}", told)


def _running(run: Run) -> Iterator[tuple[Paid, Decimal, Decimal]]:
    """Each payment with what was paid by then, itself included, and what might be paid by then."""
    if not run.payments:
        return
    so_far, days = Decimal(0), [(released_on(step, run), step.amount or Decimal(0)) for step in run.payments]
    for payment in sorted(run.paid, key=lambda one: (one.on, one.id)):
        so_far += payment.amount
        yield payment, so_far, total(amount for day, amount in days if day is not None and day <= payment.on)


def _agreed_changes(run: Run) -> Decimal:
    return total(one.amount for one in run.of(Event.CHANGED) if one.approved)


def paid_late(run: Run) -> Iterator[Deviation]:
    """PER-02, and PER-10 where the body is the one who is paid: an instalment that is due and not paid in full."""
    owed, rule = Decimal(0), "PER-10" if run.receives else "PER-02"
    dues = [(due, step) for step in run.payments if (due := due_on(step, run)) is not None]
    for due, step in sorted(dues, key=lambda one: (one[0], one[1].order)):
        if due >= run.today or step.amount is None:
            continue
        owed += step.amount
        if (missing := min(step.amount, owed - run.total_paid)) > 0:
            days = (run.today - due).days
            told = {"due": due.isoformat(), "missing": money(missing), "days": str(days), "words": step.words[:60]}
            interest = (missing * LATE_RATE * days).quantize(CENT, ROUND_HALF_UP)
            by_law = run.small and not run.receives
            told |= {"interest": money(interest)} if by_law else {}
            yield Deviation(rule, "small" if by_law else "late", f"late-{step.order}", told)


def paid_without_papers(run: Run) -> Iterator[Deviation]:
    """PER-03: paid without an invoice, or an instalment that waits for acceptance before anything was accepted."""
    if run.receives:
        return
    for payment, so_far, _released in _running(run):
        accepted = [one for one in run.of(Event.ACCEPTED, Event.SETTLED) if one.on <= payment.on]
        before = total(step.amount or Decimal(0) for step in run.payments if Event.ACCEPTED not in awaited(step))
        if not accepted and so_far > before:
            told = {"day": payment.on.isoformat(), "paid": money(payment.amount)}
            yield Deviation("PER-03", "acceptance", f"acceptance-{payment.id}", told)
    for payment in run.paid:
        if not payment.invoiced:
            told = {"day": payment.on.isoformat(), "paid": money(payment.amount)}
            yield Deviation("PER-03", "invoice", f"invoice-{payment.id}", told)


def changed_beyond(run: Run) -> Iterator[Deviation]:
    """PER-06: changes and supplements near or beyond a tenth of what was procured."""
    if not run.amount or not (run.procured or run.nature == Nature.WORKS):
        return
    changed = run.supplemented + total(one.amount for one in run.of(Event.CHANGED))
    most = run.amount * limits().changes / 100
    told = {"changed": money(changed), "most": money(most), "share": f"{100 * changed / run.amount:.1f}"}
    if changed > most:
        yield Deviation("PER-06", "over", "over", told)
    elif changed >= most * limits().changes_near / 100:
        yield Deviation("PER-06", "near", "near", told)


def paid_to_others(run: Run) -> Iterator[Deviation]:
    """PER-12: money for somebody else than the counterparty, or people of somebody else at work."""
    for payment in run.paid:
        if payment.payee and not run.receives and plain(payment.payee) != plain(run.counterpart):
            told = {"payee": payment.payee, "counterpart": run.counterpart, "day": payment.on.isoformat()}
            yield Deviation("PER-12", "payee", f"payee-{payment.id}", told)
    for one in run.of(Event.STRANGER_ON_SITE):
        yield Deviation("PER-12", "site", f"site-{one.id}", {"day": one.on.isoformat(), "words": one.words})
