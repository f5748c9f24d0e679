"""Reading disputes as staff, by JSON."""

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from concord.apps.disputes.access import disputes_seen_by
from concord.apps.disputes.api import schemas as s
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.detail import full_story, staff_page
from concord.apps.disputes.selectors.following import live_settlement, offers_of
from concord.apps.disputes.selectors.lists import PAGE, counted, filter_from, listed
from concord.apps.disputes.selectors.mediators import candidates
from concord.apps.disputes.selectors.similar import look_alikes
from concord.core.api.auth import signed_in
from concord.core.api.problems import answers
from concord.core.notices.phone_codes import clean_phone
from concord.core.papers.models import Paper
from concord.core.people.doors import SignedInRequest
from concord.core.refusals import Refusal
from concord.core.rooms.access import messages_for_staff

router = Router(tags=["disputes"], auth=signed_in)
MOST = 100


class ListQuery(Schema):
    """How a list is narrowed; the names are those of the screen's address."""

    q: str = Field("", max_length=80)
    stage: str = ""
    category: str = ""
    place: str = ""
    light: str = ""
    mine: str = ""
    open: str = ""
    before: int | None = Field(None, ge=1, le=2**62)
    size: int = Field(PAGE, ge=1, le=MOST)


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


def fetched(request: SignedInRequest, pk: int) -> Dispute:
    """The dispute, if this person may see it."""
    return get_object_or_404(disputes_seen_by(request.user).select_related("mediator", "committee"), pk=pk)


@router.get("/disputes", response=answers(s.DisputePage))
def disputes(request: SignedInRequest, query: Query[ListQuery]) -> s.DisputePage:
    """The disputes I may see, newest first; the next page begins `before` the last id."""
    try:
        page = listed(request.user, filter_from(request.GET), localdate(), query.size)
    except ValueError as unsearchable:
        raise Refusal(str(unsearchable), field="q") from unsearchable
    rows = [s.dispute_shown(one) for one in page.rows]
    return s.DisputePage.model_construct(items=rows, next=page.next_before)


@router.get("/disputes/counts", response=answers(s.CountsShown))
def counts(request: SignedInRequest) -> s.CountsShown:
    """How many disputes are open, late and due soon."""
    found = counted(request.user, localdate())
    stages = {stage: number for stage, _label, number in found.stages}
    return s.CountsShown(open=found.open, late=found.late, soon=found.soon, stages=stages)


@router.get("/disputes/alike", response=answers(list[s.DisputeShown]))
def alike(request: SignedInRequest, phone: str = "", respondent: str = "") -> list[s.DisputeShown]:
    """Disputes of the same person, or against the same respondent, to look at before registering another."""
    number = clean_phone(phone) if phone else ""
    found = look_alikes(disputes_seen_by(request.user).select_related("mediator"), phone=number, respondent=respondent)
    return [s.dispute_shown(one) for one in found]


@router.get("/disputes/{int:pk}", response=answers(s.DisputeWhole))
def dispute(request: SignedInRequest, pk: int) -> s.DisputeWhole:
    """One dispute: what it is, what was proposed and why, and the deeds at hand."""
    found = fetched(request, pk)
    page = staff_page(found, request.user)
    return s.DisputeWhole(
        **s.facts_of(found),  # type: ignore[arg-type]
        words=found.words,
        tags=found.tags,
        proposal=found.proposal,
        step=s.step_shown(found),
        deeds=page.deeds,
    )


@router.get("/disputes/{int:pk}/story", response=answers(list[s.EntryShown]))
def story(request: SignedInRequest, pk: int) -> list[s.EntryShown]:
    """Everything that happened, newest first."""
    return [s.entry_shown(one) for one in full_story(fetched(request, pk).matter_id)]


@router.get("/disputes/{int:pk}/parties", response=answers(list[s.PartyShown]))
def parties(request: SignedInRequest, pk: int) -> list[s.PartyShown]:
    """The parties, phones masked."""
    return [s.party_shown(one) for one in fetched(request, pk).matter.parties.order_by("side", "pk")]


@router.get("/disputes/{int:pk}/papers", response=answers(list[s.PaperShown]))
def papers(request: SignedInRequest, pk: int) -> list[s.PaperShown]:
    """The papers, newest first."""
    return [s.paper_shown(one) for one in Paper.objects.filter(matter=fetched(request, pk).matter_id).order_by("-pk")]


@router.get("/disputes/{int:pk}/tasks", response=answers(list[s.TaskShown]))
def tasks(request: SignedInRequest, pk: int) -> list[s.TaskShown]:
    """The tasks, open ones first."""
    found = fetched(request, pk).matter.tasks.select_related("person", "organisation")
    return [s.task_shown(one) for one in found.order_by("done_at", "due_on", "pk")]


@router.get("/disputes/{int:pk}/messages", response=answers(list[s.MessageShown]))
def messages(request: SignedInRequest, pk: int) -> list[s.MessageShown]:
    """What was said in the room, oldest first."""
    return [s.message_shown(one) for one in messages_for_staff(fetched(request, pk).matter)]


@router.get("/disputes/{int:pk}/offers", response=answers(list[s.OfferOut]))
def offers(request: SignedInRequest, pk: int) -> list[s.OfferOut]:
    """The offers and their answers, newest first."""
    return [s.offer_out(one) for one in offers_of(fetched(request, pk), None)]


@router.get("/disputes/{int:pk}/settlement", response=answers(s.SettlementShown))
def settlement(request: SignedInRequest, pk: int) -> s.SettlementShown:
    """The settlement that is being signed or in force."""
    found = live_settlement(fetched(request, pk))
    if found is None:
        raise Dispute.DoesNotExist
    return s.settlement_shown(found)


@router.get("/disputes/{int:pk}/mediators", response=answers(list[CandidateShown]))
def mediators(request: SignedInRequest, pk: int) -> list[CandidateShown]:
    """Who could mediate, best first, with reasons."""
    return [
        CandidateShown(
            mediator=one.membership.person_id,
            name=one.membership.person.name,
            committee=one.membership.organisation_id,
            committee_name=one.membership.organisation.name,
            load=one.load,
            most=one.most,
            reasons=list(one.reasons),
            against=one.against,
        )
        for one in candidates(fetched(request, pk), localdate())
    ]
