"""A patrol list as its grid worker reads it: what is due, what was looked at."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.timezone import localdate

from concord.apps.grassroots.sensing.access import points_walked_by
from concord.apps.grassroots.sensing.models import PatrolPoint
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point of the list: when it was looked at last, and by when it is to be looked at again."""

    point: PatrolPoint
    last: date | None
    due_on: date | None
    is_due: bool


def _shown(point: PatrolPoint, today: date) -> PointShown:
    at = getattr(point, "last_at", None)
    last = localdate(at) if at else None
    due_on = last + timedelta(days=point.every_days) if last else None
    return PointShown(point, last, due_on, due_on is None or due_on <= today)


def patrol_of(person: Person, today: date) -> list[PointShown]:
    """The patrol list of a person, what is due first."""
    points = points_walked_by(person).annotate(last_at=Max("visits__at")).order_by("place_id", "pk")
    return sorted((_shown(point, today) for point in points), key=lambda one: not one.is_due)
