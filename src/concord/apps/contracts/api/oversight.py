"""Supervision of contracts by JSON: six views of a place, and the signs that who watches over integrity judges (P6)."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate
from ninja import Field, Query, Schema

from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api.routers import router
from concord.apps.contracts.models import IntegrityAlarm
from concord.apps.contracts.selectors.integrity import alarm_whole, integrity_page
from concord.apps.contracts.selectors.oversight import Row, overseen, overview
from concord.apps.contracts.services.integrity import judge
from concord.core.api.once import made_once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Given, Id, Text
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

LIST = "integrity"


class OversightAsked(Schema):
    """Which place, by its code; without one, the widest that I oversee. `after` is `next` of the page before."""

    place: Text = Field("", max_length=15, pattern="^[0-9]*$", examples=["330105"])
    after: Text = Field("", max_length=19, pattern="^[0-9]*$")


class OversightRow(Schema):
    """How many contracts of a place or body fulfil each condition, by its name; what all come to, in yuan."""

    key: str
    name: str
    is_body: bool
    amount: Decimal
    figures: dict[str, int]


class Oversight(Schema):
    """Six views of a place and of what lies in it; each figure is the list of contracts that `figure` narrows to."""

    place: str
    name: str
    total: OversightRow
    rows: list[OversightRow]
    next: str | None


class SignsAsked(PageAsked):
    """Which signs: live ones, or those that ended too."""

    ended: bool = False


class IntegritySign(Schema):
    """A sign among the contracts of a body: what was noticed, never that somebody did wrong."""

    id: int
    sign: str
    body: str
    reason: str
    raised_on: date
    state: str


class SignJudgement(Schema):
    """What somebody judged, when and why."""

    state: str
    words: str
    by: str
    at: datetime


class IntegrityWhole(IntegritySign):
    """A sign with the contracts it rests on, its articles, what was judged, and what I may judge now."""

    contracts: list[int]
    articles: list[str]
    judged: list[SignJudgement]
    verdicts: list[str]


class SignJudged(Given):
    """What there is in a sign, and why."""

    state: Text = Field(max_length=10, examples=["referred"])
    words: Text = Field(min_length=1, max_length=1_000)


def _row(one: Row) -> OversightRow:
    return OversightRow.model_validate(one, from_attributes=True)


def _facts(one: IntegrityAlarm) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(one, name) for name in ("sign", "reason", "raised_on", "state")}
    return told | {"id": one.pk, "body": one.body.name}


@router.get("/contract-oversight", response=Oversight)
def contract_oversight(request: SignedInRequest, asked: Query[OversightAsked]) -> Oversight:
    """Contracts, duties, assets, companies, results and, for who watches over it, integrity of a place."""
    require(request.user, "oversee_contracts")
    told = overview(request.user, overseen(request.user, asked.place), localdate(), asked.after)
    rows = [_row(one) for one in told.rows]
    return Oversight(place=told.place.pk, name=told.place.name, total=_row(told.total), rows=rows, next=told.next_after)


@router.get("/integrity-signs", response=Page[IntegritySign])
def integrity_signs(request: SignedInRequest, asked: Query[SignsAsked]) -> Page[IntegritySign]:
    """The signs of the places in which I watch over integrity, newest first."""
    require(request.user, "see_integrity")
    page = integrity_page(request.user, ended=asked.ended, before=asked.key(LIST), size=asked.size)
    items = [IntegritySign.model_validate(_facts(one)) for one in page.rows]
    return Page[IntegritySign](items=items, next=cursor_at(page.next_before, LIST))


@router.get("/integrity-signs/{int:pk}", response=IntegrityWhole)
def integrity_sign(request: SignedInRequest, pk: Id) -> IntegrityWhole:
    """One sign with all that belongs to it."""
    require(request.user, "see_integrity")
    whole = alarm_whole(request.user, pk)
    judged = [SignJudgement(state=one.state, words=one.words, by=one.by.name, at=one.at) for one in whole.judged]
    told = _facts(whole.alarm) | {
        "contracts": [one.pk for one in whole.contracts],
        "articles": [one.name for one in whole.laws],
        "judged": judged,
        "verdicts": [state for state, _label in whole.verdicts],
    }
    return IntegrityWhole.model_validate(told)


@router.post("/integrity-signs/{int:pk}/judgements", response={201: s.ContractMade})
@made_once
def judge_sign(request: SignedInRequest, pk: Id, said: SignJudged) -> s.ContractMade:
    """Judge a sign: watched, referred (inquired into), confirmed or dismissed, each with a reason."""
    return s.ContractMade(id=judge(pk, said.state, said.words, by=request.user).pk)
