"""The facts of a contract as rows for screens and programs: kind, what is said, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.case import Case
from concord.engines.review.document import Span
from concord.engines.review.text import At


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact: what kind, its value in plain words (amounts in yuan, dates as 2026-03-01), and its place."""

    kind: str
    value: str
    spans: tuple[Span, ...]


def stated(case: Case) -> tuple[Stated, ...]:
    """Every fact of a contract, in the order of the text."""
    found = sorted(_rows(case), key=lambda row: row[2])
    return tuple(Stated(kind, value, case.text.spans(at)) for kind, value, at in found)


def _rows(case: Case) -> Iterator[tuple[str, str, At]]:
    yield from ((one.side, one.name, one.at) for one in case.parties if one.name)
    yield from (("code", one.words, one.at) for one in case.codes)
    if case.price:
        yield "price", str(case.price.value), case.price.at
    yield from (("amount", str(one.value), one.at) for one in case.amounts)
    yield from (("date", one.day.isoformat(), one.at) for one in case.dates if one.day)
    for term in case.terms:
        if term.first.day and term.last.day:
            yield "term", f"{term.first.day.isoformat()}/{term.last.day.isoformat()}", term.at
    yield from _sums(case)
    yield from (("clause", f"{one.number} {one.title}", one.heading.at) for one in case.outline.clauses)
    yield from (("annex", str(one.number), one.at) for one in case.annexes_listed)
    yield from (("citation", f"{one.title} {one.article or ''}".strip(), one.at) for one in case.citations)
    for settling in case.settlings:
        yield "dispute", "、".join([*settling.institutions, *settling.courts]) or settling.words[:40], settling.at


def _sums(case: Case) -> Iterator[tuple[str, str, At]]:
    for part in case.instalments:
        share = "rest" if part.percent is None else f"{'<=' if part.upto else ''}{part.percent}%"
        yield "instalment", f"{share} {part.due.days if part.due else ''}".strip(), part.at
    for one in case.securities:
        if one.percent is not None or one.amount:
            yield (
                one.kind,
                f"{one.percent}%" if one.percent is not None else str(one.amount and one.amount.value),
                one.at,
            )
