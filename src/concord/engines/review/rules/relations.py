"""SUB: ties, near namesakes and contracts split in parts; silent where nothing was looked up."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from concord.engines.review.case import Case
from concord.engines.review.facts.parties import Side, plain
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.registers import _second

_YEAR = timedelta(days=365)


@rule("SUB-09")
def related(case: Case) -> Iterator[Hit]:
    """Who handles a contract has no tie to the counterparty."""
    for tie in case.context.ties:
        yield Hit(_second(case), {"who": tie.who, "whom": tie.whom, "how": tie.how})


@rule("SUB-11")
def almost(case: Case) -> Iterator[Hit]:
    """A name that is nearly a registered one is a misspelling, or an old name."""
    party, company = case.party(Side.SECOND), case.context.company
    if not party or not party.name:
        return
    name = plain(party.name)
    known = [*case.context.candidates, *([company.name, *company.former_names] if company else [])]
    if name in {plain(company.name) if company else "", *map(plain, case.context.candidates)}:
        return
    for one in known:
        if distance(name, plain(one)) <= 2:
            right = company.name if company and one in company.former_names else one
            yield Hit(party.at, {"name": party.name, "known": right})
            return


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one name of the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        corner, row[0] = row[0], place
        for column, sign in enumerate(other, 1):
            corner, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, corner + (letter != sign))
    return row[-1]


@rule("SUB-12")
def split(case: Case) -> Iterator[Hit]:
    """Contracts with one counterparty, or for one kind of thing, within a year add up."""
    total, second, signed = case.total, case.party(Side.SECOND), case.signed_on
    if total is None or second is None or signed is None:
        return
    near = [
        one
        for one in case.context.concluded
        if abs(signed - one.signed_on) <= _YEAR
        and (
            plain(one.counterparty) == plain(second.name)
            or (case.context.category and one.category == case.context.category)
        )
    ]
    together = total + sum((one.amount for one in near), Decimal(0))
    for line in (case.context.limits.open_tender, case.context.limits.enter):
        if near and total < line <= together:
            numbers = "、".join(one.number for one in near)
            yield Hit(second.at, {"numbers": numbers, "together": f"{together:,.2f}", "line": f"{line:,.0f}"})
            return
