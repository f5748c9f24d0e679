"""The pool as people see it: who is free when, and how much each is booked this week."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from concord.apps.grassroots.consultation.access import bookings_of, forces_bookable_by, forces_kept_by
from concord.apps.grassroots.consultation.models import Booking, Force
from concord.core.people.access import may
from concord.core.people.models import Person


def pool_for(person: Person) -> QuerySet[Force]:
    """The pool that `person` keeps or books from, with the bookings of this week counted."""
    found = forces_kept_by(person) if may(person, "keep_pool") else forces_bookable_by(person)
    now = timezone.localtime()
    monday = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    week = Q(bookings__starts_at__gte=monday, bookings__starts_at__lt=monday + timedelta(days=7))
    live = week & Q(bookings__answer__in=Booking.LIVE)
    return found.annotate(this_week=Count("bookings", filter=live)).order_by("pk")


def bookings_ahead(person: Person) -> QuerySet[Booking]:
    """What `person` is booked for from now on, the soonest first."""
    return bookings_of(person).filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")
