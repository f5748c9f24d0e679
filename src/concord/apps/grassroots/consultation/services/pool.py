"""The pool of four forces: who can be booked, and when; conflicts are refused, load is seen, nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import (
    bookings_of,
    consultations_held_by,
    forces_bookable_by,
    forces_kept_by,
    places_of_pool,
)
from concord.apps.grassroots.consultation.facts import (
    BookingAccepted,
    BookingCancelled,
    BookingDeclined,
    ForceBooked,
    ForceEntered,
    ForceLeft,
)
from concord.apps.grassroots.consultation.models import Booking, Force
from concord.apps.grassroots.consultation.services.inviting import held
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader, parties_among
from concord.core.matters.models import Involvement
from concord.core.matters.services import involve
from concord.core.people.models import Person
from concord.core.refusals import Refusal

LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Someone for the pool: for which force and place, good at what, free when, how often a week at most."""

    person: Person
    kind: str
    place_id: str
    skills: str
    topics: Sequence[str] = ()
    weekdays: Sequence[int] = field(default=(0, 1, 2, 3, 4))
    from_time: time | None = None
    to_time: time | None = None
    most_a_week: int = 5


@transaction.atomic
def enter_force(entry: Entry, *, by: Person) -> Force:
    """Enter someone into the pool of a place that `by` keeps. Refuses who stands there already, and unclear hours."""
    declare_reader(by)
    place = places_of_pool(by).filter(pk=entry.place_id).first()
    if place is None:
        raise Refusal(_("Choose one of your places."), field="place")
    if (entry.from_time is None) != (entry.to_time is None):
        raise Refusal(_("Give both hours, or none."), field="to_time")
    if entry.from_time and entry.to_time and entry.from_time >= entry.to_time:
        raise Refusal(_("The hours end after they begin."), field="to_time")
    if Force.objects.filter(person=entry.person, kind=entry.kind, is_active=True).exists():
        raise Refusal(_("This person is in the pool for this force already."), field="person")
    force = Force.objects.create(
        person=entry.person,
        kind=entry.kind,
        place=place,
        skills=entry.skills.strip(),
        topics=list(entry.topics),
        weekdays=sorted(set(entry.weekdays)),
        from_time=entry.from_time,
        to_time=entry.to_time,
        most_a_week=entry.most_a_week,
    )
    told = ForceEntered(
        matter_id=None, force_id=force.pk, name=entry.person.name, kind_name=str(force.get_kind_display())
    )
    record(told, by=by)
    return force


@transaction.atomic
def take_out(force_pk: int, *, by: Person) -> Force:
    """Take someone out of the pool. Refuses while a booking lies ahead."""
    declare_reader(by)
    force = forces_kept_by(by).select_for_update(of=("self",)).get(pk=force_pk)
    if force.bookings.filter(answer__in=Booking.LIVE, ends_at__gt=timezone.now()).exists():
        raise Refusal(_("A booking lies ahead; cancel it first."))
    force.is_active = False
    force.save(update_fields=["is_active"])
    record(ForceLeft(matter_id=None, force_id=force.pk, name=force.person.name), by=by)
    return force


@transaction.atomic
def book(pk: int, force_pk: int, *, starts_at: datetime, ends_at: datetime, by: Person) -> Booking:
    """Ask someone of the pool for a consultation; they see it from now on.

    Refuses a time that has passed or is booked, hours in which they are not free, a full week, and one who is a
    party to the matter. Two who book at once: the second is refused.
    """
    consultation = held(pk, by)
    force = forces_bookable_by(by).get(pk=force_pk)
    _alone_with(force.person)
    _refuse_time(force, starts_at, ends_at)
    if parties_among(consultation.about, [force.person]):
        raise Refusal(_("A party to the matter cannot be booked for it."), field="force")
    made = Booking.objects.create(
        force=force, consultation=consultation, starts_at=starts_at, ends_at=ends_at, asked_by=by
    )
    if not Involvement.objects.filter(matter=pk, person=force.person, until=None).exists():
        involve(consultation.matter, [force.person], Involvement.Part.JOINT)
    told = ForceBooked(
        matter_id=pk,
        booking_id=made.pk,
        person_id=force.person_id,
        name=force.person.name,
        kind_name=str(force.get_kind_display()),
        when=f"{timezone.localtime(starts_at):%Y-%m-%d %H:%M}",
    )
    record(told, by=by)
    return made


def _alone_with(person: Person) -> None:
    """Wait until nobody else books this person; a person may stand in the pool for several forces."""
    list(Force.objects.select_for_update().filter(person=person).order_by("pk"))


def _refuse_time(force: Force, starts_at: datetime, ends_at: datetime) -> None:
    if starts_at < timezone.now() or not starts_at < ends_at <= starts_at + LONGEST:
        raise Refusal(_("Give a time ahead, of twelve hours at most."), field="starts_at")
    begins, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if force.weekdays and begins.weekday() not in force.weekdays:
        raise Refusal(_("They are not free on this day of the week."), field="starts_at")
    hours = force.from_time, force.to_time
    if hours[0] and hours[1] and not (hours[0] <= begins.time() and ends.time() <= hours[1]):
        raise Refusal(_("They are not free at these hours."), field="starts_at")
    live = Booking.objects.filter(force__person=force.person_id, answer__in=Booking.LIVE)
    if live.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refusal(_("They are booked at this time."), field="starts_at")
    monday = begins.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=begins.weekday())
    if live.filter(starts_at__gte=monday, starts_at__lt=monday + timedelta(days=7)).count() >= force.most_a_week:
        raise Refusal(_("Their week is full."), field="starts_at")


@transaction.atomic
def answer_booking(booking_pk: int, *, accepts: bool, reason: str = "", by: Person) -> Booking:
    """Say whether one comes. Refuses a second answer, and a no without a reason."""
    booking = bookings_of(by).select_for_update(of=("self",)).get(pk=booking_pk)
    if booking.answer != Booking.Answer.ASKED:
        raise Refusal(_("This was answered already."))
    if not accepts and not reason.strip():
        raise Refusal(_("Say why you cannot come."), field="reason")
    booking.answer = Booking.Answer.ACCEPTED if accepts else Booking.Answer.DECLINED
    booking.answer_reason = reason.strip()[:300]
    booking.save(update_fields=["answer", "answer_reason"])
    name, pk = by.name, booking.consultation_id
    told = (
        BookingAccepted(matter_id=pk, booking_id=booking.pk, name=name)
        if accepts
        else BookingDeclined(matter_id=pk, booking_id=booking.pk, name=name, reason=booking.answer_reason)
    )
    record(told, by=by)
    return booking


@transaction.atomic
def cancel_booking(booking_pk: int, *, by: Person) -> Booking:
    """Need someone no longer. Refuses a booking that was declined or cancelled."""
    held_by = consultations_held_by(by).values("pk")
    booking = (
        Booking.objects.filter(consultation__in=held_by)
        .select_related("force__person")
        .select_for_update(of=("self",))
        .get(pk=booking_pk)
    )
    if booking.answer not in Booking.LIVE:
        raise Refusal(_("This booking has ended."))
    booking.answer = Booking.Answer.CANCELLED
    booking.save(update_fields=["answer"])
    told = BookingCancelled(matter_id=booking.consultation_id, booking_id=booking.pk, name=booking.force.person.name)
    record(told, by=by)
    return booking
