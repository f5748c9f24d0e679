"""Reading one dispute as staff, tab by tab."""

from django.utils.timezone import localdate
from ninja import Query

from concord.apps.disputes.api.routers import fetched, staff
from concord.apps.disputes.api.shapes import beside as b
from concord.apps.disputes.api.shapes import shown as s
from concord.apps.disputes.forms.staff import handlers_near
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.detail import full_story, proposed_for, staff_page
from concord.apps.disputes.selectors.following import live_settlement, offers_of
from concord.apps.disputes.selectors.mediators import candidates
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.papers import PaperShown, paper_shown
from concord.core.api.shapes import Id
from concord.core.papers.models import Paper
from concord.core.people.doors import SignedInRequest
from concord.core.rooms.access import messages_for_staff


@staff.get("/disputes/{int:pk}", response=s.DisputeWhole)
def dispute(request: SignedInRequest, pk: Id) -> s.DisputeWhole:
    """One dispute: what it is, what was proposed and why, and the deeds at hand."""
    found = fetched(request, pk)
    return s.dispute_whole(found, staff_page(found, request.user).deeds)


@staff.get("/disputes/{int:pk}/proposal", response=b.ProposalShown)
def proposal(request: SignedInRequest, pk: Id) -> b.ProposalShown:
    """What the machine proposes: kind, tags and bodies, each with its reason."""
    return b.proposal_shown(proposed_for(fetched(request, pk)))


@staff.get("/disputes/{int:pk}/reports", response=list[b.ReportShown])
def reports(request: SignedInRequest, pk: Id) -> list[b.ReportShown]:
    """What each resident said, in the order it came."""
    found = fetched(request, pk).reports.select_related("party", "taken_by", "poster").order_by("pk")
    return [b.report_shown(one) for one in found]


@staff.get("/disputes/{int:pk}/story", response=list[s.EntryShown])
def story(request: SignedInRequest, pk: Id) -> list[s.EntryShown]:
    """Everything that happened, newest first."""
    return [s.entry_shown(one) for one in full_story(fetched(request, pk).matter_id)]


@staff.get("/disputes/{int:pk}/papers", response=Page[PaperShown])
def papers(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[PaperShown]:
    """The papers, newest first."""
    found = Paper.objects.filter(matter=fetched(request, pk).matter_id)
    return page_of(found, asked, paper_shown, of=f"papers:{pk}")


@staff.get("/disputes/{int:pk}/tasks", response=list[s.TaskShown])
def tasks(request: SignedInRequest, pk: Id) -> list[s.TaskShown]:
    """The tasks, open ones first."""
    found = fetched(request, pk).matter.tasks.select_related("person", "organisation")
    return [s.task_shown(one) for one in found.order_by("done_at", "due_on", "pk")]


@staff.get("/disputes/{int:pk}/links", response=list[b.LinkShown])
def links(request: SignedInRequest, pk: Id) -> list[b.LinkShown]:
    """The matters that hang together with this one."""
    matter = fetched(request, pk).matter
    out = [b.link_shown(one, one.target, out=True) for one in matter.links_out.select_related("target")]
    into = [b.link_shown(one, one.source, out=False) for one in matter.links_in.select_related("source")]
    return [*out, *into]


@staff.get("/disputes/{int:pk}/handlers", response=list[b.BodyShown])
def handlers(request: SignedInRequest, pk: Id) -> list[b.BodyShown]:
    """The departments and township platforms of the county, to choose from."""
    return [b.body_shown(one) for one in handlers_near(fetched(request, pk))]


@staff.get("/disputes/{int:pk}/mediators", response=list[b.CandidateShown])
def mediators(request: SignedInRequest, pk: Id) -> list[b.CandidateShown]:
    """Who could mediate, best first, with reasons."""
    return [b.candidate_shown(one) for one in candidates(fetched(request, pk), localdate())]


@staff.get("/disputes/{int:pk}/messages", response=Page[s.MessageShown])
def messages(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.MessageShown]:
    """What was said in the room, oldest first."""
    said = messages_for_staff(fetched(request, pk).matter)
    return page_of(said, asked, s.message_shown, of=f"messages:{pk}", newest_first=False)


@staff.get("/disputes/{int:pk}/appointments", response=list[b.AppointmentShown])
def appointments(request: SignedInRequest, pk: Id) -> list[b.AppointmentShown]:
    """The appointments, latest first, with those that were cancelled."""
    return [b.appointment_shown(one) for one in fetched(request, pk).appointments.order_by("-starts_at", "-pk")]


@staff.get("/disputes/{int:pk}/offers", response=list[s.OfferOut])
def offers(request: SignedInRequest, pk: Id) -> list[s.OfferOut]:
    """The offers and their answers, newest first."""
    return [s.offer_out(one) for one in offers_of(fetched(request, pk), None)]


@staff.get("/disputes/{int:pk}/settlement", response=s.SettlementShown)
def settlement(request: SignedInRequest, pk: Id) -> s.SettlementShown:
    """The settlement that is being signed or in force."""
    found = live_settlement(fetched(request, pk))
    if found is None:
        raise Dispute.DoesNotExist
    return s.settlement_shown(found)


@staff.get("/disputes/{int:pk}/parties", response=list[s.PartyShown])
def parties(request: SignedInRequest, pk: Id) -> list[s.PartyShown]:
    """The parties, phones masked."""
    return [s.party_shown(one) for one in fetched(request, pk).matter.parties.order_by("side", "pk")]
