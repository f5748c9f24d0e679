"""Supervision by JSON: what is watched, the cases, orders, statements, findings and objections (G3)."""

from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, File, Form, Query, Router
from ninja.files import UploadedFile

from concord.apps.grassroots.supervision.access import cases_seen_by
from concord.apps.grassroots.supervision.api import shapes as s
from concord.apps.grassroots.supervision.models import Case, Stage
from concord.apps.grassroots.supervision.selectors.detail import case_page
from concord.apps.grassroots.supervision.selectors.lists import Filter, listed, watched
from concord.apps.grassroots.supervision.services import following, joining, objecting, opening
from concord.core.agenda.access import demands_put_to
from concord.core.agenda.services.demanding import answer_demand
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Done, Id, Text, spelled_out, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Organisation

router = Router(tags=["supervision"], auth=signed_in)
LIST, WATCH, ONE = "supervision", "supervision-watch", "/supervision/{int:pk}"


class CasesAsked(PageAsked):
    """How the list is narrowed, and which page of it."""

    q: Text = Field("", max_length=80)
    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    open: bool = False


def _seen(request: SignedInRequest, pk: int) -> Case:
    return cases_seen_by(request.user).get(pk=pk)


@router.get("/supervision", response=Page[s.CaseShown])
def cases(request: SignedInRequest, asked: Query[CasesAsked]) -> Page[s.CaseShown]:
    """The supervision cases I may read, newest first."""
    by = Filter(asked.q, asked.stage or "", asked.open, asked.key(LIST))
    try:
        page = listed(request.user, by, asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    items = [s.CaseShown.model_validate(s.case_facts(one)) for one in page.rows]
    return Page[s.CaseShown](items=items, next=cursor_at(page.next_before, LIST))


@router.get("/supervision/watch", response=Page[s.WatchedShown])
def watch(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.WatchedShown]:
    """Work in my places that is due soon or late, the soonest due first."""
    require(request.user, "supervise")
    page = watched(request.user, localdate(), asked.key(WATCH), asked.size)
    items = [s.watched_shown(one) for one in page.rows]
    return Page[s.WatchedShown](items=items, next=cursor_at(page.next_after, WATCH))


@router.post("/matters/{int:about}/supervision", response={201: s.CaseMade})
@made_once
def supervise(request: SignedInRequest, about: Id, said: s.SuperviseGiven) -> s.CaseMade:
    """Have the work of a body in a matter followed."""
    require(request.user, "supervise")
    body = Organisation.objects.get(pk=said.body)
    case = opening.supervise_matter(about, body, said.reason, by=request.user, today=localdate())
    return s.CaseMade(id=case.pk)


@router.get(ONE, response=s.WholeCase)
def one(request: SignedInRequest, pk: Id) -> s.WholeCase:
    """One case with all that belongs to it."""
    return s.whole_case(case_page(_seen(request, pk), request.user, localdate()))


@router.post(f"{ONE}/followers", response=Done)
@once
def bring_in(request: SignedInRequest, pk: Id, said: s.BringInGiven) -> Done:
    """Have another supervising body follow too."""
    body = Organisation.objects.get(pk=said.body)
    joining.bring_in(pk, body, said.reason, by=request.user)
    return Done()


@router.post(f"{ONE}/orders", response={201: s.CaseMade})
@made_once
def order(request: SignedInRequest, pk: Id, said: s.CaseOrderGiven) -> s.CaseMade:
    """Send the responsible body a supervision order."""
    return s.CaseMade(id=following.order(pk, said.words, days=said.days, by=request.user, today=localdate()).pk)


@router.post(f"{ONE}/orders/{{int:demand}}/answer", response=Done)
@once
def answer(request: SignedInRequest, pk: Id, demand: Id, said: s.SupervisionWordsGiven) -> Done:
    """Answer an order for my body."""
    demands_put_to(request.user).only("pk").get(pk=demand, matter=_seen(request, pk).pk)
    answer_demand(demand, said.words, by=request.user)
    return Done()


@router.post(f"{ONE}/statements", response={201: s.CaseMade})
@made_once
def state(
    request: SignedInRequest, pk: Id, words: Form[str] = "", proof: File[UploadedFile | None] = None
) -> s.CaseMade:
    """Say something for the responsible body, with a photo or paper where there is one."""
    shown = (proof.name or "paper", proof.read()) if proof else None
    return s.CaseMade(id=following.state(pk, words, proof=shown, by=request.user).pk)


@router.post(f"{ONE}/findings", response={201: s.CaseMade})
@made_once
def find(request: SignedInRequest, pk: Id, said: s.FindingGiven) -> s.CaseMade:
    """Note what was found of the body's work."""
    return s.CaseMade(id=following.find(pk, said.kind, said.words, by=request.user, today=localdate()).pk)


@router.post("/findings/{int:pk}/objection", response={201: s.CaseMade})
@made_once
def object_to(request: SignedInRequest, pk: Id, said: s.SupervisionWordsGiven) -> s.CaseMade:
    """Object to a finding for my body."""
    return s.CaseMade(id=objecting.object_to(pk, said.words, by=request.user, today=localdate()).pk)


@router.post("/objections/{int:pk}/decision", response=Done)
@once
def decide(request: SignedInRequest, pk: Id, said: s.ObjectionDecisionGiven) -> Done:
    """Decide on an objection."""
    objecting.decide_objection(pk, **said.dict(), by=request.user)
    return Done()


@router.post(f"{ONE}/close", response=Done)
@once
def close(request: SignedInRequest, pk: Id, said: s.CloseCaseGiven) -> Done:
    """Close the case."""
    following.close(pk, said.outcome, by=request.user)
    return Done()
