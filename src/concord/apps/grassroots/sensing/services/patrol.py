"""Patrol lists: what a grid looks at, how often, and that it was looked at (G1)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.sensing.access import places_planned_by, points_planned_by, points_walked_by
from concord.apps.grassroots.sensing.facts import PatrolPointEnded, PatrolPointMade, PatrolPointVisited
from concord.apps.grassroots.sensing.models import PatrolPoint, PatrolVisit
from concord.apps.grassroots.sensing.services.keys import alone_with
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal

LONGEST = 366


@transaction.atomic
def plan_point(*, place: str, name: str, look_for: str, every_days: int, by: Person) -> PatrolPoint:
    """Put a point on the patrol list of a grid or village.

    Refuses a place whose list `by` does not make, a name that its list has already, and a period beyond a year.
    """
    declare_reader(by)
    found = places_planned_by(by).filter(pk=place).first()
    if found is None:
        raise Refusal(_("Choose one of your grids or villages."), field="place")
    called = " ".join(name.split())
    if not called:
        raise Refusal(_("Give the point a name."), field="name")
    if not 1 <= every_days <= LONGEST:
        raise Refusal(_("A point is looked at every 1 to 366 days."), field="every_days")
    if PatrolPoint.objects.filter(place=found, name=called, is_active=True).exists():
        raise Refusal(_("This point is on the list already."), field="name")
    point = PatrolPoint.objects.create(
        place=found, name=called, look_for=look_for.strip(), every_days=every_days, made_by=by
    )
    record(
        PatrolPointMade(matter_id=None, point_id=point.pk, name=called, place_name=found.name, every_days=every_days),
        by=by,
    )
    return point


@transaction.atomic
def end_point(pk: int, *, by: Person) -> PatrolPoint:
    """Take a point off the patrol list; what was seen there stays on record."""
    declare_reader(by)
    point = points_planned_by(by).select_for_update(of=("self",)).get(pk=pk)
    point.is_active = False
    point.save(update_fields=["is_active"])
    record(PatrolPointEnded(matter_id=None, point_id=point.pk, name=point.name), by=by)
    return point


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """That one was there: when, and where the phone was, if it said so; `sent_key` as for a sighting."""

    sent_key: str
    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@transaction.atomic
def tick_off(pk: int, visit: Visit, *, by: Person) -> PatrolVisit:
    """Note that a point of one's patrol list was looked at; the same `sent_key` again writes nothing."""
    declare_reader(by)
    point = points_walked_by(by).get(pk=pk)
    alone_with(visit.sent_key)
    before = PatrolVisit.objects.filter(sent_key=visit.sent_key).first()
    if before is not None:
        if before.person_id != by.pk:
            raise Refusal(_("This key belongs to another report. Use a new random key for each."), field="sent_key")
        return before
    now = timezone.now()
    made = PatrolVisit.objects.create(
        point=point,
        person=by,
        at=min(visit.at or now, now),
        latitude=visit.latitude,
        longitude=visit.longitude,
        sent_key=visit.sent_key,
    )
    record(PatrolPointVisited(matter_id=None, point_id=point.pk, name=point.name), by=by)
    return made
