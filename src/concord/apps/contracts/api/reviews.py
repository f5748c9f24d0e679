"""Reviews by JSON: whom to choose, the choice, opinions, and the pool of legal counsel (P3)."""

from django.utils.timezone import localdate
from ninja import Query

from concord.apps.contracts.access import contracts_with, counsel_kept_by, engagements_declared_by
from concord.apps.contracts.api import given as g
from concord.apps.contracts.api import pool as p
from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api.routers import ONE, router
from concord.apps.contracts.models import Counsel, Engagement
from concord.apps.contracts.selectors.counsel import offered
from concord.apps.contracts.services import counsel as pool
from concord.apps.contracts.services import reviewing
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Id
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Organisation, Person


@router.get(f"{ONE}/counsel", response=list[p.CounselOffered])
def counsel_offered(request: SignedInRequest, pk: Id) -> list[p.CounselOffered]:
    """Whom I may choose for a contract, at most 200: who has least to do first; those with a conflict say so."""
    contract = contracts_with(request.user, "handle_contract").get(pk=pk)
    return [
        p.CounselOffered(
            counsel=one.counsel.pk,
            name=one.counsel.person.name,
            firm=one.counsel.firm.name,
            introduction=one.counsel.introduction,
            waiting=one.counsel.waiting,
            most_open=one.counsel.most_open,
            fits=one.fits,
            against=one.against,
            choosable=one.choosable,
        )
        for one in offered(contract, localdate())
    ]


@router.post(f"{ONE}/counsel", response={201: s.ContractMade})
@made_once
def send_to_counsel(request: SignedInRequest, pk: Id, said: g.CounselChosen) -> s.ContractMade:
    """Ask a counsel of the pool for an opinion; answers with the review."""
    return s.ContractMade(id=reviewing.send_to_counsel(pk, said.counsel, by=request.user, today=localdate()).pk)


@router.post("/contract-reviews/{int:pk}/opinion", response=Done)
@once
def opinion(request: SignedInRequest, pk: Id, said: g.OpinionGivenIn) -> Done:
    """Give my opinion on the version that was sent."""
    told = said.dict()
    reviewing.give_opinion(pk, **told, by=request.user, today=localdate())
    return Done()


@router.post("/contract-reviews/{int:pk}/decline", response=Done)
@once
def decline(request: SignedInRequest, pk: Id, said: g.ContractReasonGiven) -> Done:
    """Say that I cannot take a review."""
    reviewing.decline_review(pk, said.reason, by=request.user, today=localdate())
    return Done()


def _counsel(one: Counsel) -> p.CounselShown:
    return p.CounselShown(
        id=one.pk,
        person=one.person_id,
        name=one.person.name,
        firm=one.firm.name,
        place=one.place_id,
        natures=one.natures,
        waiting=one.waiting,
        most_open=one.most_open,
    )


@router.get("/counsel", response=Page[p.CounselShown])
def counsel(request: SignedInRequest, asked: Query[PageAsked]) -> Page[p.CounselShown]:
    """The pool of counsel that I keep."""
    return page_of(counsel_kept_by(request.user), asked, _counsel, of="counsel", newest_first=False)


@router.post("/counsel", response={201: s.ContractMade})
@made_once
def enter(request: SignedInRequest, said: g.CounselGiven) -> s.ContractMade:
    """Enter someone into the pool of counsel."""
    require(request.user, "keep_counsel")
    person, firm = Person.objects.get(pk=said.person, is_active=True), Organisation.objects.get(pk=said.firm)
    told = said.dict(exclude={"person", "firm", "place"})
    entry = pool.CounselEntry(person=person, firm=firm, place_id=said.place, **told)
    return s.ContractMade(id=pool.enter_counsel(entry, by=request.user).pk)


@router.post("/counsel/{int:pk}/leave", response=Done)
@once
def leave(request: SignedInRequest, pk: Id) -> Done:
    """Take someone out of the pool."""
    pool.take_out_counsel(pk, by=request.user)
    return Done()


def _engagement(one: Engagement) -> p.EngagementShown:
    return p.EngagementShown(id=one.pk, name=one.name, credit_code=one.credit_code, until=one.until)


@router.get("/engagements", response=Page[p.EngagementShown])
def engagements(request: SignedInRequest, asked: Query[PageAsked]) -> Page[p.EngagementShown]:
    """For whom I act as counsel, and those whose pool I keep."""
    return page_of(engagements_declared_by(request.user), asked, _engagement, of="engagements", newest_first=False)


@router.post("/counsel/{int:pk}/engagements", response={201: s.ContractMade})
@made_once
def declare(request: SignedInRequest, pk: Id, said: g.EngagementGiven) -> s.ContractMade:
    """Say for whom a counsel acts."""
    return s.ContractMade(id=pool.declare_engagement(pk, **said.dict(), by=request.user).pk)


@router.post("/engagements/{int:pk}/end", response=Done)
@once
def end(request: SignedInRequest, pk: Id) -> Done:
    """Say that a counsel no longer acts for an enterprise."""
    pool.end_engagement(pk, by=request.user)
    return Done()
