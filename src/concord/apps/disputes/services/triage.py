"""Decide what a report is, whose it is, and which door it goes through (D3, D5). Machines propose, people decide."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.apps.disputes.access import contests_decided_by, dispute_handled_by, dispute_triaged_by
from concord.apps.disputes.facts import (
    BoundaryDecided,
    DepartmentResolved,
    DisputeAccepted,
    DisputeRefused,
    JointHandlingBegun,
    RoutingContested,
    SentToDepartment,
)
from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import MOVES, Contest, Correction, Dispute, Stage
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.models import Involvement
from concord.core.matters.services import move
from concord.core.people.models import Organisation, Person, Place
from concord.core.refusals import Refusal
from concord.engines.law.routing import Route, route
from concord.engines.text.taxonomy import Item, taxonomy

WAYS = {
    "supervision": gettext_lazy("joint supervision"),
    "enforcement": gettext_lazy("joint enforcement"),
    "resolution": gettext_lazy("joint resolution"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a report."""

    item: str
    place_id: str
    tags: tuple[str, ...] = ()


def item_named(item_id: str) -> Item:
    """The item of the taxonomy; refuses one that does not exist."""
    item = taxonomy().items.get(item_id)
    if item is None:
        raise Refusal(_("There is no kind of dispute “%(item)s” in the list.") % {"item": item_id}, field="item")
    return item


def item_name(item_id: str) -> str:
    """An item's name in the reader's language."""
    return named(item_named(item_id))


def doors_of(item_id: str) -> Route:
    """Which channels the law opens or bars for an item, with the articles (TAX-ROUTE)."""
    return route(item_id)


def _corrections(dispute: Dispute, decision: Decision, by: Person) -> list[Correction]:
    proposed = {
        "item": dispute.proposal.get("item", ""),
        "place": dispute.matter.place_id,
        "tags": ",".join(dispute.proposal.get("tags", [])),
    }
    chosen = {"item": decision.item, "place": decision.place_id, "tags": ",".join(decision.tags)}
    model = str(dispute.proposal.get("model", ""))
    return [
        Correction(
            dispute=dispute,
            field=name,
            proposed=proposed[name][:60],
            chosen=chosen[name][:60],
            model_version=model,
            by=by,
        )
        for name in proposed
        if proposed[name] != chosen[name]
    ]


def _same_county(place_id: str, dispute: Dispute) -> Place:
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise Refusal(_("This place is not in the list."), field="place")
    if place.pk[:6] != dispute.matter.place_id[:6]:
        raise Refusal(_("The place lies in another county; hand the report over to its centre instead."), field="place")
    return place


@transaction.atomic
def accept_dispute(pk: int, decision: Decision, *, by: Person, today: date) -> Dispute:
    """Accept a report as a dispute of an item in a place; every difference from the proposal is kept for learning.

    Refuses once the report has been decided, and an item that the law bars from mediation (`refuse_dispute` names
    the right door instead).
    """
    dispute = dispute_triaged_by(by, pk)
    if dispute.matter.stage != Stage.REPORTED:
        raise Refusal(_("This report has been decided already. Load the page again to see where it stands."))
    place, item = _same_county(decision.place_id, dispute), item_named(decision.item)
    barred = doors_of(item.id)
    if not barred.civil_mediation:
        raise Refusal(
            _("The law does not leave this to mediation: %(why)s Send it to the right door instead: %(door)s.")
            % {"why": barred.reason, "door": barred.first}
        )
    corrections = Correction.objects.bulk_create(_corrections(dispute, decision, by))
    due = deadline("choose_mediator", today)
    matter = dispute.matter
    move(matter, Stage.ACCEPTED, MOVES, topic=item.id, place=place, yellow_on=due.yellow_on, due_on=due.due_on)
    dispute.category, dispute.tags = item.category, list(decision.tags)
    dispute.save(update_fields=["category", "tags"])
    record(
        DisputeAccepted(
            matter_id=matter.pk,
            item=item.id,
            item_name=item.zh,
            place_name=place.name,
            corrected=bool(corrections),
            proposed=str(dispute.proposal.get("item", "")),
            first_three=tuple(dispute.proposal.get("top3", [])),
            model=str(dispute.proposal.get("model", "")),
        ),
        by=by,
    )
    return dispute


@transaction.atomic
def refuse_dispute(pk: int, *, reason: str, door: str, item: str = "", by: Person, today: date) -> Dispute:
    """Send a report to the right door because it cannot be mediated here; the door must be named."""
    dispute = dispute_triaged_by(by, pk)
    if not reason.strip() or not door.strip():
        raise Refusal(_("Say why, and which door is the right one: nobody is sent away without."))
    topic = item_named(item).id if item else dispute.matter.topic
    move(dispute.matter, Stage.REFUSED, MOVES, topic=topic, yellow_on=None, due_on=None)
    dispute.door, dispute.ended_because = door[:200], "refused"
    dispute.save(update_fields=["door", "ended_because"])
    finish_tasks(dispute.matter, by=by)
    record(DisputeRefused(matter_id=dispute.matter_id, reason=reason, door=door), by=by)
    return dispute


@transaction.atomic
def send_to_department(
    pk: int, *, lead: Organisation, joint: list[Organisation], way: str, by: Person, today: date
) -> Dispute:
    """Give a dispute to a department to handle, with others beside it where several must act together."""
    dispute = dispute_triaged_by(by, pk)
    due, matter = deadline("department", today), dispute.matter
    move(matter, Stage.HANDLING, MOVES, lead=lead, yellow_on=due.yellow_on, due_on=due.due_on)
    open_task(matter, "handle", begun=today, by_when=due, organisation=lead)
    others = [body for body in joint if body.pk != lead.pk]
    Involvement.objects.bulk_create(
        Involvement(matter=matter, organisation=body, part=Involvement.Part.JOINT) for body in others
    )
    record(
        SentToDepartment(
            matter_id=matter.pk, organisation_id=lead.pk, organisation_name=lead.name, due_on=due.due_on.isoformat()
        ),
        *(
            JointHandlingBegun(
                matter_id=matter.pk, organisation_id=b.pk, organisation_name=b.name, way=str(WAYS.get(way, way))
            )
            for b in others
        ),
        by=by,
    )
    return dispute


@transaction.atomic
def resolve_by_department(pk: int, *, answer: str, by: Person) -> Dispute:
    """Close a dispute with the department's answer to the resident."""
    dispute = dispute_handled_by(by, pk)
    if not answer.strip():
        raise Refusal(_("Write the answer that the resident will read."), field="answer")
    move(dispute.matter, Stage.RESOLVED, MOVES, yellow_on=None, due_on=None)
    finish_tasks(dispute.matter, by=by)
    lead = dispute.matter.lead
    record(
        DepartmentResolved(matter_id=dispute.matter_id, organisation_name=lead.name if lead else "", answer=answer),
        by=by,
    )
    return dispute


@transaction.atomic
def contest_routing(pk: int, *, reason: str, points_to: Organisation | None, by: Person, today: date) -> Contest:
    """Say, for the leading department, that a dispute is not its duty; the coordinator decides within the limit."""
    dispute = dispute_handled_by(by, pk)
    lead = dispute.matter.lead
    if dispute.matter.stage != Stage.HANDLING or lead is None:
        raise Refusal(_("Only a department that has the dispute in hand can contest it."))
    if dispute.contests.filter(decided_at=None).exists():
        raise Refusal(_("This has been contested already; the decision is due soon."))
    due = deadline("boundary", today)
    contest = Contest.objects.create(
        dispute=dispute, organisation=lead, points_to=points_to, reason=reason, raised_by=by, due_on=due.due_on
    )
    open_task(dispute.matter, "decide_boundary", begun=today, by_when=due)
    record(
        RoutingContested(
            matter_id=dispute.matter_id, organisation_id=lead.pk, organisation_name=lead.name, reason=reason
        ),
        by=by,
    )
    return contest


@transaction.atomic
def decide_boundary(contest_pk: int, *, responsible: Organisation, decision: str, by: Person, today: date) -> Contest:
    """Decide whose duty a contested dispute is; from now on that body leads, and its clock starts."""
    contest = contests_decided_by(by).select_for_update(of=("self",)).get(pk=contest_pk)
    matter, due = contest.dispute.matter, deadline("department", today)
    contest.decided_by, contest.decided_at, contest.decision = by, timezone.now(), decision
    contest.save()
    finish_tasks(matter, ["handle", "decide_boundary"], by=by)
    matter.lead, matter.yellow_on, matter.due_on = responsible, due.yellow_on, due.due_on
    matter.save(update_fields=["lead", "yellow_on", "due_on"])
    open_task(matter, "handle", begun=today, by_when=due, organisation=responsible)
    record(
        BoundaryDecided(
            matter_id=matter.pk,
            organisation_id=responsible.pk,
            organisation_name=responsible.name,
            decision=decision,
        ),
        by=by,
    )
    return contest
