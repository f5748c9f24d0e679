"""Signs in the contracts of one body that who watches over integrity looks at: proposals with evidence, no verdicts.

A purchase in parts that together had to be tendered; one company again and again without a tender; the same people in
two companies, or in a company and among those who handled its contract; a price above the award. What is looked for and
how it is put stands in `data/contracts/integrity.yaml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import combinations

from concord.engines.review.document import Severity
from concord.engines.review.statutes import DATA, loaded

YEAR = timedelta(days=365)
SHOWN = 12


class Sign(StrEnum):
    """What was noticed."""

    SPLIT = "split"
    REPEATED = "repeated"
    RELATED = "related"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Deal:
    """A contract that a body signed; `tendered`: the counterparty was found by a tender; amounts in yuan.

    `people` are those whom the register of companies names for the counterparty, `officials` who handled the contract.
    """

    key: int
    number: str
    title: str
    counterpart: str
    kind: str
    tendered: bool
    amount: Decimal
    signed_on: date
    award: Decimal | None = None
    people: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A sign, a key that stays the same while its evidence grows, the deals it rests on, and what was found."""

    sign: Sign
    key: str
    deals: tuple[int, ...]
    said: dict[str, str]

    @property
    def reason(self) -> str:
        """What was found, in a sentence."""
        return signs()[self.sign].reason.format(**self.said)


@dataclass(frozen=True, slots=True)
class SignTold:
    """What a sign says of itself."""

    title: str
    severity: Severity
    articles: tuple[str, ...]
    reason: str


def _told(part: str) -> object:
    told = loaded(DATA / "integrity.yaml")
    if not isinstance(told, dict):
        raise TypeError("integrity.yaml has limits and signs")
    return told[part]


@cache
def limits() -> dict[str, int]:
    """The limits: yuan, per cent, contracts."""
    kept = _told("limits")
    assert isinstance(kept, dict)
    return {str(name): int(value) for name, value in kept.items()}


@cache
def signs() -> dict[Sign, SignTold]:
    """The signs as officials keep them."""
    kept = _told("signs")
    assert isinstance(kept, list)
    return {
        Sign(one["name"]): SignTold(one["title"], Severity(one["severity"]), tuple(one["articles"]), one["reason"])
        for one in kept
    }


def suspicions(deals: Iterable[Deal]) -> list[Suspicion]:
    """Everything noticed among the contracts that one body signed."""
    ordered = sorted(deals, key=_signed)
    return [*_split(ordered), *_repeated(ordered), *_related(ordered), *_above(ordered)]


def _split(deals: Sequence[Deal]) -> Iterator[Suspicion]:
    """Within a calendar year (条例 28: 财政年度), alike, none tendered, each below a line that they reach together."""
    years: dict[tuple[int, str], list[Deal]] = defaultdict(list)
    for one in deals:
        if not one.tendered:
            years[one.signed_on.year, one.kind].append(one)
    for (year, _kind), rows in years.items():
        for alike in _clusters(rows):
            yield from _reaching(year, alike)


def _reaching(year: int, alike: Sequence[Deal]) -> Iterator[Suspicion]:
    for name in ("open_tender", "enter"):
        line = Decimal(limits()[name])
        below = [one for one in alike if one.amount < line]
        together = sum((one.amount for one in below), Decimal(0))
        if len(below) > 1 and together >= line:
            said = {"year": str(year), "together": _yuan(together), "line": _yuan(line)}
            yield _suspicion(Sign.SPLIT, f"{year}-{below[0].key}", below, said)
            return


def _clusters(deals: Sequence[Deal]) -> Iterator[list[Deal]]:
    """Those with one counterparty, or whose titles name the same thing; each joins the first cluster with its like."""
    found: list[list[Deal]] = []
    for one in deals:
        for cluster in found:
            if any(one.counterpart == other.counterpart or alike(one.title, other.title) for other in cluster):
                cluster.append(one)
                break
        else:
            found.append([one])
    yield from found


def alike(one: str, other: str) -> bool:
    """Whether two titles name the same thing: by the pairs of characters that they share (Dice 1945)."""
    mine, theirs = _pairs(one), _pairs(other)
    return bool(mine and theirs) and 200 * len(mine & theirs) >= limits()["alike"] * (len(mine) + len(theirs))


def _pairs(title: str) -> frozenset[str]:
    letters = "".join(sign for sign in title if sign.isalpha())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def _repeated(deals: Sequence[Deal]) -> Iterator[Suspicion]:
    """With one company, without a tender, so many within a year of the newest."""
    by_company: dict[str, list[Deal]] = defaultdict(list)
    for one in deals:
        if not one.tendered:
            by_company[one.counterpart].append(one)
    for company, rows in by_company.items():
        near = [one for one in rows if rows[-1].signed_on - one.signed_on <= YEAR]
        if len(near) >= limits()["repeated"]:
            together = sum((one.amount for one in near), Decimal(0))
            yield _suspicion(Sign.REPEATED, company, near, {"counterpart": company, "together": _yuan(together)})


def _related(deals: Sequence[Deal]) -> Iterator[Suspicion]:
    """The same name in two companies, or in a company and among those who handled its contract."""
    by_company: dict[str, list[Deal]] = defaultdict(list)
    for one in deals:
        by_company[one.counterpart].append(one)
    people = {company: frozenset[str]().union(*(one.people for one in rows)) for company, rows in by_company.items()}
    for first, second in combinations(sorted(by_company), 2):
        if same := people[first] & people[second]:
            said = {"who": "、".join(sorted(same)), "where": f"“{first}”和“{second}”"}
            yield _suspicion(Sign.RELATED, f"{first}|{second}", [*by_company[first], *by_company[second]], said)
    for company, rows in by_company.items():
        own = [one for one in rows if people[company] & one.officials]
        if own:
            same = people[company] & frozenset[str]().union(*(one.officials for one in own))
            said = {"who": "、".join(sorted(same)), "where": f"“{company}”和经办、审批人员"}
            yield _suspicion(Sign.RELATED, f"{company}|", own, said)


def _above(deals: Sequence[Deal]) -> Iterator[Suspicion]:
    for one in deals:
        if one.award is not None and one.amount > one.award:
            figures = {"amount": one.amount, "award": one.award, "over": one.amount - one.award}
            yield _suspicion(Sign.ABOVE, str(one.key), [one], {name: _yuan(value) for name, value in figures.items()})


def _suspicion(sign: Sign, key: str, deals: Sequence[Deal], said: dict[str, str]) -> Suspicion:
    rows = sorted(deals, key=_signed)
    numbers = "、".join(one.number for one in rows[:SHOWN]) + ("等" if len(rows) > SHOWN else "")
    return Suspicion(sign, key, tuple(one.key for one in rows), {"numbers": numbers, "count": str(len(rows))} | said)


def _signed(deal: Deal) -> tuple[date, int]:
    return deal.signed_on, deal.key


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"
