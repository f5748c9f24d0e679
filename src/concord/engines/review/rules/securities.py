"""SEC: how much may be taken as security."""

from collections.abc import Iterator
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.securities import Secures, Security
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan
from concord.engines.review.text import At


def _share(case: Case, one: Security) -> Decimal | None:
    """The share of the price that a security is, in hundredths; None where it is not said."""
    if one.percent is not None:
        return one.percent
    if one.amount and case.total and one.amount.value < case.total:
        return (one.amount.value / case.total * 100).quantize(Decimal("0.01"))
    return None


def _above(case: Case, kind: Secures, most: int) -> Iterator[Hit]:
    for one in case.securities:
        share = _share(case, one) if one.kind is kind else None
        if share is not None and share > most:
            at = At(one.at.start, max(one.at.end, one.amount.at.end if one.amount and one.percent is None else 0))
            said = {"name": one.name, "share": f"{share.normalize():f}"}
            part = next((told.at for told in case.percents if told.value == share and at.holds(told.at.start)), None)
            yield Hit(
                at,
                said | {"most": yuan(case.total * most / 100) if case.total else ""},
                numeric=True,
                swap=(part, f"{most}%") if part and part.end <= at.end else None,
            )


@rule("SEC-01")
def deposit(case: Case) -> Iterator[Hit]:
    """A deposit is a fifth of the price at most; what is more has no effect of a deposit."""
    yield from _above(case, Secures.DEPOSIT, 20)


@rule("SEC-04")
def performance_bond(case: Case) -> Iterator[Hit]:
    """A performance bond is a tenth of the price at most."""
    yield from _above(case, Secures.PERFORMANCE, 10)


@rule("SEC-05")
def retention(case: Case) -> Iterator[Hit]:
    """What is kept back on works is three per cent of the settlement at most."""
    yield from _above(case, Secures.RETENTION, 3)
