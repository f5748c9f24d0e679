"""What is answered about records of the same dispute."""

from datetime import datetime

from ninja import Schema

from concord.core.linking.explaining import Reason, SameParty
from concord.core.linking.models import Pair, Run
from concord.core.linking.selectors import MatterLinks, PairPage, Same
from concord.core.matters.models import Matter


class ComparedRecord(Schema):
    """A record, that is a matter, as lists of linking show it."""

    id: int
    number: str
    kind: str
    title: str
    place: str
    opened_at: datetime
    is_open: bool


class PairShown(Schema):
    """Two records that may be of the same dispute; `weight` in bits: above zero more likely than not.

    `state` is open, joined or apart; `how` it was decided: machine, person, handled, or "" when it was not.
    """

    id: int
    left: ComparedRecord
    right: ComparedRecord
    weight: float
    state: str
    how: str
    decided_by: str
    decided_at: datetime | None
    found_at: datetime


class SameBecause(Schema):
    """One comparison: both sides (numbers with their middle hidden), what was found, its weight and how it speaks.

    `speaks` is for, strongly_for, against, strongly_against or nothing.
    """

    thing: str
    left: str
    right: str
    found: str
    weight: float
    speaks: str


class SamePartyShown(Schema):
    """Two parties who seem to be the same, reckoned for this pair alone and kept nowhere."""

    left: str
    right: str
    is_sure: bool
    found: list[str]


class WholePair(PairShown):
    """A pair with its reasons, what was said in each, and who is the same in both."""

    left_words: str
    right_words: str
    reasons: list[SameBecause]
    parties: list[SamePartyShown]
    may_decide: bool
    next_waiting: int | None


class LinkedRecord(Schema):
    """Another record, whether it leads its dispute, and the pair that binds it with the one asked for."""

    record: ComparedRecord
    leads: bool
    pair: int | None
    how: str
    reasons: list[SameBecause]


class RecordLinks(Schema):
    """What one matter is linked with, as far as I may see it."""

    records: int
    leads: bool
    same: list[LinkedRecord]
    possible: list[LinkedRecord]
    apart: list[LinkedRecord]
    may_take_out: bool


class TakenOut(Schema):
    """How many joins were undone."""

    undone: int


class LinkRunShown(Schema):
    """A comparing of all records: where it stands, and what came of it."""

    id: int
    step: str
    is_stopped: bool
    started_at: datetime
    ended_at: datetime | None
    wanted: int
    indexed: int
    pairs: int
    decided: int
    joined: int
    proposed: int


def record_shown(matter: Matter) -> ComparedRecord:
    """A record as lists show it."""
    return ComparedRecord(
        id=matter.pk,
        number=matter.number,
        kind=matter.kind,
        title=matter.title,
        place=str(matter.place),
        opened_at=matter.opened_at,
        is_open=matter.is_open,
    )


def pair_facts(pair: Pair) -> dict[str, object]:
    """A pair as lists show it."""
    return {
        "id": pair.pk,
        "left": record_shown(pair.left),
        "right": record_shown(pair.right),
        "weight": round(pair.weight, 2),
        "state": pair.state,
        "how": pair.how,
        "decided_by": pair.decided_by.name if pair.decided_by else "",
        "decided_at": pair.decided_at,
        "found_at": pair.found_at,
    }


def because(reason: Reason) -> SameBecause:
    """One reason."""
    return SameBecause.model_validate(reason, from_attributes=True)


def _party(same: SameParty) -> SamePartyShown:
    return SamePartyShown(left=same.left.name, right=same.right.name, is_sure=same.is_sure, found=list(same.found))


def whole_pair(page: PairPage) -> WholePair:
    """A pair with all that its page shows."""
    more = {
        "left_words": page.left.words,
        "right_words": page.right.words,
        "reasons": [because(one) for one in page.reasons],
        "parties": [_party(one) for one in page.parties],
        "may_decide": page.may_decide,
        "next_waiting": page.next_waiting,
    }
    return WholePair.model_validate(pair_facts(page.pair) | more)


def _linked(same: Same) -> LinkedRecord:
    return LinkedRecord(
        record=record_shown(same.other.matter),
        leads=same.other.is_lead,
        pair=same.pair.pk if same.pair else None,
        how=same.pair.how if same.pair else "",
        reasons=[because(one) for one in same.reasons],
    )


def record_links(links: MatterLinks) -> RecordLinks:
    """What a matter is linked with."""
    return RecordLinks(
        records=links.records,
        leads=links.leads,
        same=[_linked(one) for one in links.same],
        possible=[_linked(one) for one in links.possible],
        apart=[_linked(one) for one in links.apart],
        may_take_out=links.may_take_out,
    )


def run_shown(run: Run) -> LinkRunShown:
    """A run."""
    return LinkRunShown.model_validate(run, from_attributes=True)
