"""What a contract promises, as a plan can hold it: payments, the term, securities; each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.engines.review.case import Case
from concord.engines.review.document import Span
from concord.engines.review.facts.instalments import Instalment

CENT = Decimal("0.01")
LONGEST = 200


class Promise(StrEnum):
    """What kind of thing is to happen."""

    PAYMENT = "payment"
    TERM_BEGINS = "term_begins"
    TERM_ENDS = "term_ends"
    DEPOSIT = "deposit"
    PERFORMANCE_BOND = "performance"
    RETENTION = "retention"
    OTHER_SECURITY = "other"


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise: the words of the contract, the sum (yuan) and share where they are said or follow, and the days.

    `on` is the day where one is named; otherwise `within` is how many days (`unit`) after what the words say.
    """

    kind: Promise
    words: str
    spans: tuple[Span, ...]
    amount: Decimal | None = None
    percent: Decimal | None = None
    on: date | None = None
    within: int | None = None
    unit: str = ""


def promised(case: Case) -> tuple[Promised, ...]:
    """Every promise that the facts of a contract hold, in the order of the text."""
    return (*_payments(case), *_terms(case), *_securities(case))


def _payments(case: Case) -> Iterator[Promised]:
    """The instalments: "up to" 70 % after 30 % is 40 %; what remains is what was not said before."""
    paid = Decimal(0)
    for one in case.instalments:
        share = _share(one, paid)
        paid += share
        days = [dated.day for dated in case.dates if dated.day and one.sentence.at.holds(dated.at.start)]
        yield Promised(
            Promise.PAYMENT,
            case.text.quote(one.sentence.at)[:LONGEST],
            case.text.spans(one.sentence.at),
            amount=one.amount.value if one.amount else _part(case.total, share),
            percent=share,
            on=days[0] if len(days) == 1 and one.due is None else None,
            within=one.due.number if one.due else None,
            unit=one.due.unit if one.due else "",
        )


def _share(one: Instalment, paid: Decimal) -> Decimal:
    if one.percent is None:
        return max(Decimal(100) - paid, Decimal(0))
    return max(one.percent - paid, Decimal(0)) if one.upto else one.percent


def _part(total: Decimal | None, share: Decimal) -> Decimal | None:
    return None if total is None else (total * share / 100).quantize(CENT)


def _terms(case: Case) -> Iterator[Promised]:
    for term in case.terms[:1]:
        words, spans = case.text.quote(term.at), case.text.spans(term.at)
        yield Promised(Promise.TERM_BEGINS, words, spans, on=term.first.day)
        yield Promised(Promise.TERM_ENDS, words, spans, on=term.last.day)


def _securities(case: Case) -> Iterator[Promised]:
    """Each kind once: the mention that says how much."""
    told: set[str] = set()
    for one in case.securities:
        said = one.percent is not None or one.amount is not None
        if said and one.kind not in told:
            told.add(one.kind)
            yield Promised(
                Promise(one.kind.value),
                case.text.quote(one.sentence.at)[:LONGEST],
                case.text.spans(one.sentence.at),
                amount=one.amount.value if one.amount else _part(case.total, one.percent or Decimal(0)),
                percent=one.percent,
            )
