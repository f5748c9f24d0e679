"""Whose figures of which places exist for whom: the same matters that the person finds in lists, and no others."""

from dataclasses import dataclass

from django.db.models import QuerySet

from concord.core.matters.access import declare_reader, matters_read_by, within
from concord.core.matters.models import JOINED_WITH, READ_WITH, Matter
from concord.core.people.access import bodies_with, memberships_today, reach_of
from concord.core.people.models import Person, Place

COUNTED: tuple[str, ...] = (
    Matter.Kind.DISPUTE,
    Matter.Kind.SIGHTING,
    Matter.Kind.CONSULTATION,
    Matter.Kind.ENFORCEMENT,
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What someone sees of a place: `whole` kinds to the last matter; of `rest` kinds, what they may read."""

    place: Place
    whole: tuple[str, ...]
    rest: tuple[str, ...] = ()
    person: Person | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """All kinds of which anything is seen."""
        return frozenset((*self.whole, *self.rest))

    @property
    def matters(self) -> QuerySet[Matter]:
        """Exactly the matters that are counted."""
        mine = Matter.objects.all() if self.person is None else matters_read_by(self.person)
        return within(mine.filter(kind__in=self.kinds), self.place.pk)


def home_places(person: Person, capability: str = "see_figures") -> list[Place]:
    """The places in which `person` may read figures today: those of their duties, widest first."""
    held = [m for m in memberships_today(person) if capability in m.role.capabilities]
    codes = {m.place_id or m.organisation.place_id for m in held}
    return list(Place.objects.filter(pk__in=codes).order_by("level", "code"))


def place_seen_by(person: Person, code: str = "") -> Place:
    """A place whose figures `person` may read, or their own first one; there are no others (`Place.DoesNotExist`)."""
    homes = home_places(person)
    if not code and homes:
        return homes[0]
    if not any(code.startswith(home.pk) for home in homes):
        raise Place.DoesNotExist
    return Place.objects.get(pk=code)


def sight_of(person: Person, place: Place) -> Sight:
    """What `person` sees of a place that they were given by `place_seen_by`."""
    declare_reader(person)
    whole, rest = [], []
    for kind in COUNTED:
        if kind not in READ_WITH:
            continue
        reach = reach_of(person, READ_WITH[kind])
        if any(place.pk.startswith(one) for one in reach.places):
            whole.append(kind)
        elif reach or (kind in JOINED_WITH and bodies_with(person, JOINED_WITH[kind])):
            rest.append(kind)
    return Sight(place, tuple(whole), tuple(rest), person)


def sight_of_everyone(place: Place) -> Sight:
    """All of a place, for what is published; the caller declared the platform's own work and shows sums only."""
    return Sight(place, COUNTED)
