"""What stands beside a dispute: proposals, doors, people to choose from, appointments, posters, filters."""

from datetime import datetime

from ninja import Schema

from concord.apps.disputes.letters import poster_url
from concord.apps.disputes.models import Appointment, Poster, Report
from concord.apps.disputes.proposals import BodyProposed
from concord.apps.disputes.selectors.detail import Proposed
from concord.apps.disputes.selectors.mediators import Candidate
from concord.core.matters.models import Matter, MatterLink
from concord.core.people.models import Organisation, SavedFilter


class AppointmentShown(Schema):
    """A time to meet; one that was cancelled says so."""

    id: int
    dispute: int
    starts_at: datetime
    ends_at: datetime
    way: str
    where: str
    cancelled_at: datetime | None
    cancelled_because: str


class ReportShown(Schema):
    """What one resident said about a dispute, and by which door."""

    id: int
    party: int
    name: str
    words: str
    channel: str
    poster: str
    taken_by: str
    reported_at: datetime


class LinkShown(Schema):
    """Another matter, and how the two hang together; `out` when the link leads from this one."""

    kind: str
    out: bool
    matter: int
    number: str
    title: str


class BodyShown(Schema):
    """An organisation to choose."""

    id: int
    name: str
    kind: str
    place: str


class BodyProposedShown(BodyShown):
    """An organisation proposed to lead or to join, and why."""

    part: str
    reason: str


class Weighed(Schema):
    """A category that was weighed, with its score in per cent."""

    category: str
    name: str
    per_cent: int


class TagProposed(Schema):
    """A tag, and the words that speak for it."""

    tag: str
    because: str


class ProposalShown(Schema):
    """What the machine proposes about a report, each with its reason; a person decides."""

    item: str
    item_name: str
    others: list[Weighed]
    because: list[str]
    tags: list[TagProposed]
    bodies: list[BodyProposedShown]


class CandidateShown(Schema):
    """A mediator who could take a dispute, with the reasons and what speaks against it."""

    mediator: int
    name: str
    committee: int
    committee_name: str
    load: int
    most: int
    reasons: list[str]
    against: str


class PosterShown(Schema):
    """A QR code on a wall: what it carries, and the address behind it."""

    id: int
    code: str
    place: str
    place_name: str
    topic: str
    hangs_on: str
    url: str
    is_active: bool
    made_at: datetime


class FilterShown(Schema):
    """A list's filter, kept under a name."""

    id: int
    name: str
    query: str


def appointment_shown(one: Appointment) -> AppointmentShown:
    """A time to meet."""
    return AppointmentShown(
        id=one.pk,
        dispute=one.dispute_id,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        way=one.way,
        where=one.where,
        cancelled_at=one.cancelled_at,
        cancelled_because=one.cancelled_because,
    )


def report_shown(one: Report) -> ReportShown:
    """What one resident said."""
    return ReportShown(
        id=one.pk,
        party=one.party_id,
        name=one.party.name,
        words=one.words,
        channel=one.channel,
        poster=one.poster.code if one.poster else "",
        taken_by=one.taken_by.name if one.taken_by else "",
        reported_at=one.reported_at,
    )


def link_shown(link: MatterLink, other: Matter, *, out: bool) -> LinkShown:
    """A link, as it is seen from one of its ends."""
    return LinkShown(kind=link.kind, out=out, matter=other.pk, number=other.number, title=other.title)


def body_shown(one: Organisation) -> BodyShown:
    """An organisation to choose."""
    return BodyShown(id=one.pk, name=one.name, kind=one.kind, place=one.place_id)


def _body_proposed(one: BodyProposed) -> BodyProposedShown:
    return BodyProposedShown(**body_shown(one.organisation).dict(), part=one.part, reason=one.reason)


def proposal_shown(one: Proposed) -> ProposalShown:
    """A proposal as people read it."""
    return ProposalShown(
        item=one.item_id,
        item_name=one.item,
        others=[Weighed(category=category, name=name, per_cent=score) for category, name, score in one.others],
        because=one.because,
        tags=[TagProposed(tag=tag, because=because) for tag, because in one.tags],
        bodies=[_body_proposed(body) for body in one.bodies],
    )


def candidate_shown(one: Candidate) -> CandidateShown:
    """A mediator who could take a dispute."""
    return CandidateShown(
        mediator=one.membership.person_id,
        name=one.membership.person.name,
        committee=one.membership.organisation_id,
        committee_name=one.membership.organisation.name,
        load=one.load,
        most=one.most,
        reasons=list(one.reasons),
        against=one.against,
    )


def poster_shown(one: Poster) -> PosterShown:
    """A QR code."""
    return PosterShown(
        id=one.pk,
        code=one.code,
        place=one.place_id,
        place_name=one.place.name,
        topic=one.topic,
        hangs_on=one.object,
        url=poster_url(one),
        is_active=one.is_active,
        made_at=one.made_at,
    )


def filter_shown(one: SavedFilter) -> FilterShown:
    """A filter under its name."""
    return FilterShown(id=one.pk, name=one.name, query=one.query)
