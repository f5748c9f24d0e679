"""Take over what a grid worker saw and handed on as a dispute (G1, D2); learned from the act alone."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.disputes.models import Channel, Dispute
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, MatterLink, Party
from concord.core.notices.phone_codes import clean_phone
from concord.core.papers.models import Paper
from concord.core.refusals import Refusal


def _phone_of(party: Party | None) -> str:
    """How the person can be reached; a number that a grid worker noted wrong is asked for again by the clerk."""
    try:
        return clean_phone(party.phone) if party and party.phone else ""
    except Refusal:
        return ""


def _intake(act: Act, seen: Matter) -> Intake:
    party = seen.parties.filter(side=Party.Side.APPLICANT).order_by("pk").first()
    return Intake(
        words=str(act.payload["words"]),
        place_id=seen.place_id,
        name=party.name if party else _("not named yet"),
        phone=_phone_of(party),
        channel=Channel.GRID,
        phone_checked=True,
        sent_key=f"sighting-{seen.pk}",
        taken_by=act.actor,
        invented=seen.invented,
    )


def _carry_papers(seen: Matter, dispute: Matter) -> None:
    """The photos go along; both matters keep theirs."""
    papers = list(Paper.objects.filter(matter=seen).order_by("pk"))
    for paper in papers:
        paper.pk, paper.matter = None, dispute
    Paper.objects.bulk_create(papers)


@transaction.atomic
def take_over(act_id: int, *, today: date) -> Dispute:
    """Open the dispute that an act of handing on asks for, linked to where it came from; again: the same dispute."""
    declare_system()
    act = Act.objects.select_related("actor").get(pk=act_id, matter_id__isnull=False)
    seen = Matter.objects.get(pk=act.matter_id or 0)
    received = report_dispute(_intake(act, seen), today=today)
    dispute = received.report.dispute
    _link, is_new = MatterLink.objects.get_or_create(source=seen, target=dispute.matter, kind=MatterLink.Kind.BECAME)
    if is_new:
        _carry_papers(seen, dispute.matter)
    return dispute
