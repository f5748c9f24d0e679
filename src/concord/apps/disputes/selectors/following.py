"""What a party sees of their dispute: where it stands, what happened, what they can do."""

from dataclasses import dataclass
from datetime import datetime

from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import Appointment, Dispute, Instalment, Offer, Settlement, Stage
from concord.apps.disputes.models.stages import REOPENABLE, TALKING
from concord.apps.disputes.selectors.next_step import NextStep, next_step
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services.settlement import next_signer
from concord.core.acts.facts import tell
from concord.core.acts.selectors import story_for_parties
from concord.core.matters.models import Party
from concord.core.papers.access import papers_for_party
from concord.core.papers.models import Paper
from concord.core.rooms.access import messages_for_party
from concord.engines.text.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the story."""

    at: datetime
    sentence: str
    who: str


@dataclass(frozen=True, slots=True)
class Possible:
    """What this party can do now; each true name is a button on the page."""

    talk: bool
    offer: bool
    sign: bool
    rate: bool
    object: bool
    withdraw: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """All that the page of a party shows."""

    dispute: Dispute
    party: Party
    item: str
    step: NextStep
    story: list[Entry]
    papers: list[Paper]
    appointments: list[Appointment]
    settlement: Settlement | None
    instalments: list[Instalment]
    messages: int
    possible: Possible


def item_title(dispute: Dispute) -> str:
    """What kind of dispute it is, in the reader's language; empty before a person or the machine said so."""
    item = taxonomy().items.get(joinable_item(dispute))
    return named(item) if item else ""


def story_of(matter_id: int) -> list[Entry]:
    """What happened, newest first, as the parties may read it."""
    return [Entry(act.at, tell(act), act.actor_name) for act in story_for_parties(matter_id).order_by("-pk")]


def live_settlement(dispute: Dispute) -> Settlement | None:
    """The settlement that is being signed or in force."""
    return (
        dispute.settlements.filter(status__in=Settlement.LIVE)
        .select_related("paper", "dispute__matter")
        .order_by("-pk")
        .first()
    )


def _possible(dispute: Dispute, party: Party, settlement: Settlement | None) -> Possible:
    stage, report = dispute.matter.stage, dispute.reports.filter(party=party).first()
    rated = report is not None and dispute.ratings.filter(report=report, round=dispute.reopened).exists()
    ended = stage in REOPENABLE
    objected = hasattr(dispute, "objection")
    signing = settlement is not None and settlement.status == Settlement.Status.SIGNING
    return Possible(
        talk=stage in TALKING,
        offer=stage == Stage.MEDIATING,
        sign=signing and settlement is not None and next_signer(settlement) == party,
        rate=ended and report is not None and not rated,
        object=ended and report is not None and not objected,
        withdraw=report is not None and stage in {Stage.REPORTED, Stage.ACCEPTED, Stage.ASSIGNED, Stage.MEDIATING},
    )


def party_page(dispute: Dispute, party: Party) -> PartyPage:
    """The page of a party who proved to belong to the dispute."""
    settlement = live_settlement(dispute)
    return PartyPage(
        dispute=dispute,
        party=party,
        item=item_title(dispute),
        step=next_step(dispute),
        story=story_of(dispute.matter_id),
        papers=list(papers_for_party(party).order_by("-pk")),
        appointments=list(dispute.appointments.filter(cancelled_at=None).order_by("starts_at")),
        settlement=settlement,
        instalments=list(settlement.instalments.order_by("position")) if settlement else [],
        messages=messages_for_party(party).count(),
        possible=_possible(dispute, party, settlement),
    )


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An offer, who made it, and what each party said."""

    offer: Offer
    by: str
    mine: bool
    answerable: bool
    answers: list[tuple[str, bool]]


def offers_of(dispute: Dispute, party: Party | None) -> list[OfferShown]:
    """All offers, newest first; `party` is the one who looks, None for staff."""
    offers = dispute.offers.select_related("by_party", "by_person").prefetch_related("answers__party")
    return [_shown(offer, dispute, party) for offer in offers.order_by("-pk")]


def _shown(offer: Offer, dispute: Dispute, party: Party | None) -> OfferShown:
    answers = [(answer.party.name, answer.accepts) for answer in offer.answers.all()]
    mine = party is not None and offer.by_party_id == party.pk
    answered = party is not None and any(answer.party_id == party.pk for answer in offer.answers.all())
    open_now = dispute.matter.stage == Stage.MEDIATING and offer.withdrawn_at is None
    by = offer.by_party.name if offer.by_party else offer.by_person.name if offer.by_person else ""
    return OfferShown(offer, by, mine, party is not None and open_now and not mine and not answered, answers)
