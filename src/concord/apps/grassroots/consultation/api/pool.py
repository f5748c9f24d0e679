"""The pool of four forces by JSON: who can be booked, booking, and one's own bookings (G2)."""

from ninja import Query, Router

from concord.apps.grassroots.consultation.api import shapes as s
from concord.apps.grassroots.consultation.api.doors import ONE
from concord.apps.grassroots.consultation.models import Force
from concord.apps.grassroots.consultation.selectors.pool import bookings_ahead, pool_for
from concord.apps.grassroots.consultation.services import pool
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Id
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person

router = Router(tags=["consultations"], auth=signed_in)


def _force(one: Force) -> s.ForceShown:
    return s.ForceShown(
        id=one.pk,
        person=one.person_id,
        name=one.person.name,
        kind=one.kind,
        place=one.place_id,
        skills=one.skills,
        this_week=getattr(one, "this_week", 0),
        most_a_week=one.most_a_week,
    )


@router.get("/pool", response=Page[s.ForceShown])
def forces(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.ForceShown]:
    """The pool from which I may book, or that I keep."""
    return page_of(pool_for(request.user), asked, _force, of="pool", newest_first=False)


@router.post("/pool", response={201: s.ConsultationMade})
@made_once
def enter(request: SignedInRequest, said: s.ForceGiven) -> s.ConsultationMade:
    """Enter someone into the pool."""
    require(request.user, "keep_pool")
    person = Person.objects.get(pk=said.person, is_active=True)
    told = said.dict(exclude={"person", "place"})
    entry = pool.Entry(person=person, place_id=said.place, **told)
    return s.ConsultationMade(id=pool.enter_force(entry, by=request.user).pk)


@router.post("/pool/{int:pk}/leave", response=Done)
@once
def leave(request: SignedInRequest, pk: Id) -> Done:
    """Take someone out of the pool."""
    pool.take_out(pk, by=request.user)
    return Done()


@router.post(f"{ONE}/bookings", response={201: s.ConsultationMade})
@made_once
def book(request: SignedInRequest, pk: Id, said: s.BookGiven) -> s.ConsultationMade:
    """Ask someone of the pool for a consultation."""
    made = pool.book(pk, said.force, starts_at=said.starts_at, ends_at=said.ends_at, by=request.user)
    return s.ConsultationMade(id=made.pk)


@router.get("/bookings", response=Page[s.BookingShown])
def mine(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.BookingShown]:
    """What I am booked for from now on."""
    return page_of(bookings_ahead(request.user), asked, s.booking_shown, of="bookings", newest_first=False)


@router.post("/bookings/{int:pk}/answer", response=Done)
@once
def answer(request: SignedInRequest, pk: Id, said: s.TakingPartGiven) -> Done:
    """Say whether I come."""
    pool.answer_booking(pk, accepts=said.accepts, reason=said.reason, by=request.user)
    return Done()


@router.post("/bookings/{int:pk}/cancel", response=Done)
@once
def cancel(request: SignedInRequest, pk: Id) -> Done:
    """Need someone no longer."""
    pool.cancel_booking(pk, by=request.user)
    return Done()
