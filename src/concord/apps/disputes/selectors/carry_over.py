"""What goes along when a dispute leaves for a court or for arbitration: facts, what was tried, papers, next doors.

Nothing that was said, offered or conceded in the mediation goes along (民诉法解释 art. 107): the acts that are told
stand in a list of their own, and papers shown in the room stay there. Written in Chinese, for whom it goes to.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from concord.apps.disputes import facts
from concord.apps.disputes.models import Dispute, Settlement
from concord.apps.disputes.selectors.next_doors import Door, next_doors
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.selectors import story_for_parties
from concord.core.papers.models import Paper
from concord.core.rooms.models import Message
from concord.engines.text.taxonomy import taxonomy

FORMAT = "concord-carry-over/1"
# What may be told outside: what the platform and its bodies did, never what a party said in the mediation.
TOLD = tuple(
    kind.__name__
    for kind in (
        facts.ReportReceived,
        facts.ReportJoined,
        facts.DisputeAccepted,
        facts.SentToDepartment,
        facts.JointHandlingBegun,
        facts.DepartmentResolved,
        facts.MediatorAssigned,
        facts.MediationBegun,
        facts.AppointmentMade,
        facts.SettlementReached,
        facts.InstalmentDone,
        facts.InstalmentLate,
        facts.MediationEnded,
    )
)
LEFT_OUT = (
    "调解中各方的陈述、方案（{offers}项）、让步、会商室里的发言与材料（{messages}条）以及没有由各方签署的协议草稿，"
    "都不写入本材料：为达成协议作出的妥协，不得在后续程序中作为对其不利的根据（民诉法解释第107条）；"
    "法律另有规定或者各方都同意的除外。"
)


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The file as plain values, ready for JSON; days in ISO form, amounts in yuan as text."""

    format: str
    number: str
    invented: bool
    made_on: str
    kind: dict[str, str]
    place: dict[str, str]
    parties: list[dict[str, str]]
    facts: dict[str, str | int | None]
    tried: list[dict[str, str]]
    mediation: dict[str, str | int]
    settlement: dict[str, object] | None
    papers: list[dict[str, str | int]]
    doors: list[Door]
    left_out: dict[str, str | int]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _kind(dispute: Dispute) -> dict[str, str]:
    item = taxonomy().items.get(dispute.matter.topic)
    return {"item": dispute.matter.topic, "name": item.zh if item else ""}


def _parties(dispute: Dispute) -> list[dict[str, str]]:
    return [
        {"side": one.side, "side_name": str(one.get_side_display()), "name": one.name, "phone": one.masked_phone}
        for one in dispute.matter.parties.order_by("side", "pk")
    ]


def _facts(dispute: Dispute) -> dict[str, str | int | None]:
    return {
        "words": dispute.words,
        "object": dispute.object,
        "happened_on": _day(dispute.happened_on),
        "amount": str(dispute.amount) if dispute.amount is not None else None,
        "people_affected": dispute.people_affected,
        "reported_on": _day(localdate(dispute.matter.opened_at)),
    }


def _tried(dispute: Dispute, acts: list[Act]) -> list[dict[str, str]]:
    """What was done, with the names of staff; the parties stand in a list of their own."""
    parties = {None, *dispute.matter.parties.values_list("person", flat=True)}
    return [
        {"on": _day(localdate(act.at)), "what": tell(act), "by": "" if act.actor_id in parties else act.actor_name}
        for act in acts
    ]


def _mediation(dispute: Dispute, acts: list[Act], reason_name: str) -> dict[str, str | int]:
    days = {act.kind: _day(localdate(act.at)) for act in acts}
    return {
        "committee": dispute.committee.name if dispute.committee else "",
        "mediator": dispute.mediator.name if dispute.mediator else "",
        "begun_on": days.get(facts.MediationBegun.__name__, ""),
        "ended_on": days.get(facts.MediationEnded.__name__, ""),
        "meetings": dispute.appointments.filter(cancelled_at=None).count(),
        "reason": dispute.ended_because,
        "reason_name": reason_name,
    }


def _in_force(dispute: Dispute) -> Settlement | None:
    return dispute.settlements.filter(status=Settlement.Status.SIGNED).select_related("paper").first()


def _settlement(settlement: Settlement | None) -> dict[str, object] | None:
    if settlement is None:
        return None
    performance = [
        {
            "what": one.what,
            "amount": str(one.amount) if one.amount is not None else None,
            "due_on": _day(one.due_on),
            "done_on": _day(one.done_on) or None,
        }
        for one in settlement.instalments.order_by("position")
    ]
    return {
        "effective_on": _day(settlement.effective_on),
        "confirm_by": _day(settlement.confirm_by),
        "sha256": settlement.paper.sha256,
        "performance": performance,
    }


def _papers(dispute: Dispute, settlement: Settlement | None) -> list[dict[str, str | int]]:
    """Papers that came with the report or from staff, and a settlement in force; none that was shown in the room."""
    in_room = Message.objects.filter(matter=dispute.matter_id, paper__isnull=False).values("paper")
    papers = Paper.objects.filter(matter=dispute.matter_id, visibility=Paper.Visibility.PARTIES)
    papers = papers.exclude(pk__in=in_room).exclude(kind=Paper.Kind.TRANSFER).order_by("pk")
    signed = settlement.paper_id if settlement else None
    return [
        {
            "title": one.title,
            "kind": one.kind,
            "kind_name": str(one.get_kind_display()),
            "size": one.size,
            "sha256": one.sha256,
            "added_on": _day(localdate(one.added_at)),
        }
        for one in papers
        if one.kind != Paper.Kind.SETTLEMENT or one.pk == signed
    ]


def _left_out(dispute: Dispute) -> dict[str, str | int]:
    offers, messages = dispute.offers.count(), Message.objects.filter(matter=dispute.matter_id).count()
    return {"what": LEFT_OUT.format(offers=offers, messages=messages), "offers": offers, "messages": messages}


def carry_over(dispute: Dispute, *, reason_name: str, today: date) -> CarryOver:
    """The file of a dispute that has ended without agreement, or whose settlement was not kept."""
    acts = list(story_for_parties(dispute.matter_id).filter(kind__in=TOLD))
    settlement = _in_force(dispute)
    return CarryOver(
        format=FORMAT,
        number=dispute.matter.number,
        invented=dispute.matter.invented,
        made_on=_day(today),
        kind=_kind(dispute),
        place={"code": dispute.matter.place.official_code, "name": dispute.matter.place.name},
        parties=_parties(dispute),
        facts=_facts(dispute),
        tried=_tried(dispute, acts),
        mediation=_mediation(dispute, acts, reason_name),
        settlement=_settlement(settlement),
        papers=_papers(dispute, settlement),
        doors=next_doors(dispute.matter, settlement, today),
        left_out=_left_out(dispute),
    )
