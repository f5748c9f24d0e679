"""Who may do what, and where: capability = role in an organisation, within a place and a period."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from concord.core.people.models import Membership, Person, Place, Role
from concord.core.questions import Given, Question


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person's capability goes: whole places, matters of organisations, or matters of one's own."""

    places: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    own: bool = False

    def __bool__(self) -> bool:
        return bool(self.places or self.organisations or self.own)


def _in_force(day: date | Given) -> QuerySet[Membership]:
    rows = Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)
    return rows.select_related("role", "organisation").order_by("pk")


def memberships_on(person: Person, day: date) -> list[Membership]:
    """The memberships of `person` in force on `day`, with role and organisation."""
    return list(_in_force(day).filter(person=person))


@cache
def _with_token() -> Question[Membership]:
    good = Q(person__tokens__key_hash=Given("key_hash"), person__tokens__revoked_at=None)
    good &= Q(person__tokens__expires_on__gte=Given("day"))
    return Question(_in_force(Given("day")).filter(good).select_related("person"))


def member_with_token(key_hash: str, day: date) -> Person | None:
    """The member of staff whose token this is, together with their memberships of the day, in one statement.

    None for a token that is unknown or no longer good, and for one of a person who has no membership that day.
    """
    rows = _with_token().rows(key_hash=key_hash, day=day)
    if not rows:
        return None
    person = rows[0].person
    person._memberships = (day, rows if person.is_active else [])  # type: ignore[attr-defined]
    return person


def memberships_today(person: Person) -> list[Membership]:
    """Today's memberships, read once for each `Person` object (that is, once a request)."""
    today = localdate()
    kept = getattr(person, "_memberships", None)
    if kept is None or kept[0] != today:
        kept = (today, memberships_on(person, today) if person.is_active else [])
        person._memberships = kept  # type: ignore[attr-defined]
    return list(kept[1])


def _holding(person: Person, capability: str) -> list[Membership]:
    return [m for m in memberships_today(person) if capability in m.role.capabilities]


def reach_of(person: Person, capability: str) -> Reach:
    """Where `person` holds `capability` today; empty when nowhere."""
    held = _holding(person, capability)
    return Reach(
        places=tuple(sorted({m.place_id or m.organisation.place_id for m in held if m.role.reach == Role.Reach.PLACE})),
        organisations=tuple(sorted({m.organisation_id for m in held if m.role.reach == Role.Reach.ORGANISATION})),
        own=any(m.role.reach == Role.Reach.OWN for m in held),
    )


def bodies_with(person: Person, capability: str) -> frozenset[int]:
    """The organisations for which `person` acts today with `capability`; who reaches only their own acts for none."""
    held = _holding(person, capability)
    return frozenset(m.organisation_id for m in held if m.role.reach != Role.Reach.OWN)


def may(person: Person, capability: str) -> bool:
    """Whether `person` holds `capability` anywhere today."""
    return bool(_holding(person, capability))


def require(person: Person, capability: str) -> None:
    """For who does not hold `capability` anywhere today, there is no such door (404 at every door)."""
    if not may(person, capability):
        raise Person.DoesNotExist


def may_in(person: Person, capability: str, place: str) -> bool:
    """Whether `person` holds `capability` for the place with this code."""
    return any(place.startswith(m.place_id or m.organisation.place_id) for m in _holding(person, capability))


def persons_with(capability: str, *, organisation_id: int, day: date) -> QuerySet[Person]:
    """Those who hold `capability` in an organisation on `day`."""
    return Person.objects.filter(
        Q(memberships__ends__isnull=True) | Q(memberships__ends__gte=day),
        memberships__organisation_id=organisation_id,
        memberships__starts__lte=day,
        memberships__role__capabilities__contains=[capability],
        is_active=True,
    ).distinct()


def villages_run_by(person: Person) -> QuerySet[Place]:
    """The villages in whose places `person` manages people and grids."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "manage_people").places:
        inside |= Q(code__startswith=place)
    return Place.objects.filter(inside, level=Place.Level.VILLAGE)
