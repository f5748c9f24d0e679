"""The JSON doors of asking: the resident's by the key of a link, the caller's, and the body's that puts right (G5)."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Query, Router

from concord.apps.grassroots.evaluation.access import (
    asking_of_link,
    calls_held_by,
    calls_waiting_for,
    put_rights_seen_by,
)
from concord.apps.grassroots.evaluation.api import asking_shapes as s
from concord.apps.grassroots.evaluation.services import answering
from concord.apps.grassroots.evaluation.services.putting_right import put_right
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Id
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["evaluation"], auth=signed_in)
public = Router(tags=["evaluation"])
PUT_RIGHTS = "evaluation-put-right"


@public.get("/asked/{key}", response=s.AskedAbout)
def asked(request: HttpRequest, key: str) -> s.AskedAbout:
    """What the holder of a link is asked about; looking does not use the link up."""
    return s.AskedAbout.model_validate(s.about(asking_of_link(key, localdate())))


@public.post("/asked/{key}", response=Done)
@once
def answer(request: HttpRequest, key: str, said: s.FoundGiven) -> Done:
    """Answer by the link, once, or decline."""
    told = said.said()
    if told is None:
        answering.decline_by_link(key, today=localdate())
    else:
        answering.answer_by_link(key, told, today=localdate())
    return Done()


@router.get("/evaluation/calls", response=s.CallsWaiting)
def calls(request: SignedInRequest) -> s.CallsWaiting:
    """How many wait to be called, and the call that I have begun."""
    require(request.user, "call_residents")
    today = localdate()
    begun = calls_held_by(request.user, today).first()
    waiting = calls_waiting_for(request.user, today).filter(caller=None).count()
    return s.CallsWaiting(waiting=waiting, begun=begun.pk if begun else None)


@router.post("/evaluation/calls", response={201: s.CallDrawn})
@made_once
def draw(request: SignedInRequest) -> s.CallDrawn:
    """Draw by lot whom to call next; a call that I have begun is given again."""
    require(request.user, "call_residents")
    return s.call_drawn(answering.draw_call(by=request.user, today=localdate()))


@router.post("/evaluation/calls/{int:pk}/number", response=s.NumberShown)
@once
def number(request: SignedInRequest, pk: Id) -> s.NumberShown:
    """The number to call; the look is recorded."""
    return s.NumberShown(phone=answering.number_to_call(pk, by=request.user, today=localdate()))


@router.post("/evaluation/calls/{int:pk}/answer", response=Done)
@once
def enter(request: SignedInRequest, pk: Id, said: s.FoundGiven) -> Done:
    """Enter what was answered on the telephone, or that the person declined."""
    told = said.said()
    if told is None:
        answering.decline_by_call(pk, by=request.user, today=localdate())
    else:
        answering.answer_by_call(pk, told, by=request.user, today=localdate())
    return Done()


@router.post("/evaluation/calls/{int:pk}/not-reached", response=Done)
@once
def unreached(request: SignedInRequest, pk: Id) -> Done:
    """Nobody took the call; it goes back into the lot."""
    answering.not_reached(pk, by=request.user, today=localdate())
    return Done()


@router.get("/evaluation/put-right", response=Page[s.PutRightShown])
def put_rights(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.PutRightShown]:
    """What residents want put right, newest first."""
    require(request.user, "see_evaluation")
    return page_of(put_rights_seen_by(request.user), asked, s.put_right_shown, of=PUT_RIGHTS)


@router.get("/evaluation/put-right/{int:pk}", response=s.PutRightShown)
def one(request: SignedInRequest, pk: Id) -> s.PutRightShown:
    """One of them."""
    return s.put_right_shown(put_rights_seen_by(request.user).get(pk=pk))


@router.post("/evaluation/put-right/{int:pk}", response=Done)
@once
def done(request: SignedInRequest, pk: Id, said: s.PutRightGiven) -> Done:
    """Say what was done about what was missing; the resident is told."""
    put_right(pk, what=said.what, by=request.user)
    return Done()
