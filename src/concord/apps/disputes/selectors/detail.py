"""The page of one dispute for staff: what it is, what was proposed and why, and the deeds at hand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import Contest, Dispute, Objection, Stage
from concord.apps.disputes.proposals import BodyProposed, propose_bodies
from concord.apps.disputes.selectors.following import Entry, item_title, live_settlement
from concord.apps.disputes.selectors.next_step import NextStep, next_step
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services.following_up import waits_for_visit
from concord.apps.disputes.services.settlement import next_signer
from concord.core.acts.facts import tell
from concord.core.acts.selectors import story_for_staff
from concord.core.matters.access import capabilities_on
from concord.core.people.models import Person
from concord.engines.text.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Hands:
    """In what ways a dispute is in a person's hands."""

    triages: bool
    runs: bool
    handles: bool
    mediates: bool
    reopens: bool
    reveals: bool


CAPABILITIES = ("triage_dispute", "assign_mediator", "handle_dispute", "mediate", "reopen_dispute", "reveal_personal")


def hands_of(dispute: Dispute, person: Person) -> Hands:
    """Which capabilities `person` holds on this dispute."""
    held = capabilities_on(person, dispute.matter_id, CAPABILITIES)
    return Hands(
        triages="triage_dispute" in held,
        runs="assign_mediator" in held,
        handles="handle_dispute" in held,
        mediates="mediate" in held and dispute.mediator_id == person.pk,
        reopens="reopen_dispute" in held,
        reveals="reveal_personal" in held,
    )


def deeds_at_hand(dispute: Dispute, hands: Hands) -> list[str]:
    """The names of the deeds that this person can do at this step; the first one is the next deed."""
    stage, talks = dispute.matter.stage, ["settlement", "reach", "appointment", "offer", "end"]
    table: list[tuple[bool, set[str], list[str]]] = [
        (hands.triages, {Stage.REPORTED}, ["accept", "refuse", "join"]),
        (hands.runs, {Stage.ACCEPTED}, ["mediator"]),
        (hands.triages, {Stage.ACCEPTED}, ["department", "refuse"]),
        (hands.handles, {Stage.HANDLING}, ["resolve", "contest"]),
        (hands.runs, {Stage.HANDLING}, ["mediator"]),
        (hands.mediates, {Stage.ASSIGNED}, ["take-up", "decline"]),
        (hands.mediates, {Stage.MEDIATING}, [*_to_reach_first(dispute), *talks]),
        (hands.mediates and _all_signed(dispute), {Stage.SIGNING}, ["sign"]),
        (hands.mediates, {Stage.SIGNING}, ["recall", "appointment", "end"]),
        (hands.mediates, {Stage.PERFORMING}, ["end"]),
    ]
    deeds = [deed for allowed, stages, names in table if allowed and stage in stages for deed in names]
    if hands.triages and stage in {Stage.FULFILLED, Stage.RESOLVED} and waits_for_visit(dispute.matter):
        deeds.append("visit")
    if hands.reopens and open_objection(dispute) is not None:
        deeds.insert(0, "objection")
    return list(dict.fromkeys(deeds))


def _to_reach_first(dispute: Dispute) -> list[str]:
    """Who was named but cannot be reached yet is reached before anything is agreed."""
    if dispute.matter.stage != Stage.MEDIATING:
        return []
    return ["reach"] if any(not party.phone for party in dispute.matter.parties.all()) else []


def _all_signed(dispute: Dispute) -> bool:
    """Whether only the mediator's signature is missing."""
    if dispute.matter.stage != Stage.SIGNING:
        return False
    settlement = live_settlement(dispute)
    return settlement is not None and next_signer(settlement) is None


def open_objection(dispute: Dispute) -> Objection | None:
    """The objection that waits for an answer."""
    return Objection.objects.filter(dispute=dispute, decided_at=None).first()


def open_contest(dispute: Dispute) -> Contest | None:
    """The boundary dispute that waits for a decision."""
    return dispute.contests.filter(decided_at=None).select_related("organisation", "points_to").first()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the machine proposed, shown with its reasons."""

    item: str
    item_id: str
    others: list[tuple[str, str, int]]
    because: list[str]
    tags: list[tuple[str, str]]
    bodies: list[BodyProposed]


def _score(scores: object, name: str) -> int:
    value = scores.get(name, 0) if isinstance(scores, dict) else 0
    return round(100 * float(value))


def proposed_for(dispute: Dispute) -> Proposed:
    """The proposal of a dispute as people read it: names instead of codes, per cent instead of scores."""
    kept, known = dispute.proposal, taxonomy()
    item = known.items.get(joinable_item(dispute))
    names = {category.id: named(category) for category in known.categories} | {"none": _("no dispute or grievance")}
    reasons = kept.get("tag_reasons", {})
    return Proposed(
        item=named(item) if item else "",
        item_id=item.id if item else "",
        others=[(one, names.get(one, one), _score(kept.get("scores"), one)) for one in kept.get("top3", [])],
        because=[str(word) for word in kept.get("because", [])],
        tags=[(tag, "、".join(reasons.get(tag, []))) for tag in kept.get("tags", [])],
        bodies=propose_bodies(item.id, dispute.matter.place_id) if item else [],
    )


@dataclass(frozen=True, slots=True)
class StaffPage:
    """What stands above and beside every tab."""

    dispute: Dispute
    item: str
    step: NextStep
    hands: Hands
    deeds: list[str]
    contest: Contest | None
    objection: Objection | None


def staff_page(dispute: Dispute, person: Person) -> StaffPage:
    """The frame of a dispute's page for a member of staff who fetched it through access."""
    hands = hands_of(dispute, person)
    contest = open_contest(dispute)
    return StaffPage(
        dispute,
        item_title(dispute),
        next_step(dispute),
        hands,
        deeds_at_hand(dispute, hands),
        contest,
        open_objection(dispute),
    )


def full_story(matter_id: int) -> list[Entry]:
    """Everything that happened, newest first, as staff read it."""
    return [Entry(act.at, tell(act), act.actor_name) for act in story_for_staff(matter_id).order_by("-pk")]
