"""Which matters exist for a person. Every queryset of a matter, or of what hangs on one, starts here.

Two locks: the filters below, and PostgreSQL row-level security, which is told for each transaction who asks
(`declare_reader`). Without a declaration the database shows no matter at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from concord.core.matters.models import JOINED_WITH, READ_WITH, Involvement, Matter
from concord.core.people.access import Reach, bodies_with, memberships_today, reach_of
from concord.core.people.models import Person, Role
from concord.core.questions import Given

COUNTY_DIGITS = 6
DECLARE = """SELECT set_config('concord.scope', %s, true), set_config('concord.person', %s, true),
    set_config('concord.places', %s, true), set_config('concord.organisations', %s, true),
    set_config('concord.matter', %s, true)"""


def _declare(scope: str, person: str, places: Iterable[str], organisations: Iterable[int], matter: str) -> None:
    patterns = "{" + ",".join(f"{code}%" for code in sorted(set(places))) + "}"
    numbers = "{" + ",".join(str(number) for number in sorted(set(organisations))) + "}"
    with connection.cursor() as cursor:
        cursor.execute(DECLARE, [scope, person, patterns, numbers, matter])


def declare_reader(person: Person) -> None:
    """Tell the database, for this transaction, for whom rows may be shown.

    Whoever works for a body in a whole place also reads what the body joins elsewhere (`matters_joined_by`).
    """
    held = memberships_today(person)
    places = [m.place_id or m.organisation.place_id for m in held if m.role.reach == Role.Reach.PLACE]
    bodies = [m.organisation_id for m in held if m.role.reach != Role.Reach.OWN]
    _declare("person", str(person.pk), places, bodies, "")


def declare_follower(matter_id: int) -> None:
    """Tell the database that this transaction serves someone who proved to follow one matter by its code."""
    _declare("matter", "", [], [], str(matter_id))


def declare_system() -> None:
    """Tell the database that this transaction is the platform's own work (intake, jobs), not a person's look."""
    _declare("system", "", [], [], "")


def _involved(**who: object) -> Exists:
    return Exists(Involvement.objects.filter(matter=OuterRef("pk"), until=None, **who))


def _of_bodies(bodies: Iterable[int]) -> Q:
    """Led or joined by one of these bodies."""
    return Q(lead_id__in=bodies) | Q(_involved(organisation_id__in=bodies))


def _in_place(place: str) -> Q:
    """In a place or below it; a county by its own column, which indexes begin with."""
    below = Q(place__code__startswith=place)
    if len(place) < COUNTY_DIGITS:
        return below
    county = Q(county=place[:COUNTY_DIGITS])
    return county if len(place) == COUNTY_DIGITS else county & below


def within(matters: QuerySet[Matter], place: str) -> QuerySet[Matter]:
    """Those of `matters` in the place with this code, or below it."""
    return matters.filter(_in_place(place))


def _within(reach: Reach, person: Person | Given) -> Q:
    condition = Q(pk__in=[])
    for place in reach.places:
        condition |= _in_place(place)
    if reach.organisations:
        condition |= _of_bodies(reach.organisations)
    if reach.own:
        condition |= Q(
            pk__in=Involvement.objects.filter(
                person=person, until=None, part__in=[Involvement.Part.MEDIATOR, Involvement.Part.LEAD]
            ).values("matter")
        )
    return condition


def matters_with_capability(person: Person, capability: str) -> QuerySet[Matter]:
    """The matters on which `person` may use `capability` today; for them no others exist."""
    declare_reader(person)
    return matters_within(reach_of(person, capability), person)


def matters_within(reach: Reach, person: Person | Given) -> QuerySet[Matter]:
    """The matters to which `reach` goes; for one whom the database was told of (`declare_reader`)."""
    return Matter.objects.filter(_within(reach, person))


def matters_joined_by(person: Person, capability: str) -> QuerySet[Matter]:
    """The matters, wherever they lie, that `person` joins, or a body for which they hold `capability` leads or joins.

    Beside `matters_with_capability`: a township coordinator acts for the township also where it is a guest.
    """
    declare_reader(person)
    bodies = bodies_with(person, capability)
    joined = Q(organisation_id__in=bodies) | Q(person=person)
    theirs = Involvement.objects.filter(joined, until=None).values("matter")
    return Matter.objects.filter(Q(lead_id__in=bodies) | Q(pk__in=theirs))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what a person may read: matters of these kinds, as far as this reach goes."""

    kinds: tuple[str, ...]
    reach: Reach


def parts_read_by(person: Person) -> list[Part]:
    """What `person` may read as staff, in as few parts as there are different reaches.

    Each kind by its own capability, or for a body that joins it. Where one index holds the order of every part, what
    is newest of all is found quickly part by part.
    """
    alike: dict[Reach, list[str]] = {}
    for kind, capability in READ_WITH.items():
        alike.setdefault(reach_of(person, capability), []).append(kind)
    for kind, capability in JOINED_WITH.items():
        alike.setdefault(Reach(organisations=tuple(sorted(bodies_with(person, capability)))), []).append(kind)
    return [Part(tuple(kinds), reach) for reach, kinds in alike.items() if reach]


def ways_into(part: Part, person: Person) -> list[tuple[str, Q]]:
    """One part by the ways into it, each of which an index holds: a place ('' for all other ways), and its condition.

    Together they are what the part is; a matter may be there by several of them.
    """
    reach = part.reach
    joined = Involvement.objects.filter(until=None)
    ways = [(place, _in_place(place)) for place in reach.places]
    if reach.organisations:
        theirs = joined.filter(organisation_id__in=reach.organisations).values("matter")
        ways += [("", Q(lead_id__in=reach.organisations)), ("", Q(pk__in=theirs))]
    if reach.own:
        ways.append(("", _within(Reach(own=True), person)))
    return [(place, Q(kind__in=part.kinds) & way) for place, way in ways]


def matters_read_by(person: Person) -> QuerySet[Matter]:
    """The matters that `person` may read as staff."""
    declare_reader(person)
    readable = Q(pk__in=[])
    for part in parts_read_by(person):
        readable |= Q(kind__in=part.kinds) & _within(part.reach, person)
    return Matter.objects.filter(readable)


def capabilities_on(person: Person, matter_pk: int, capabilities: Iterable[str]) -> frozenset[str]:
    """Which of these capabilities `person` holds on one matter today, by the same rule and in one statement."""
    declare_reader(person)
    asked = {
        name: ExpressionWrapper(_within(reach_of(person, name), person), output_field=BooleanField())
        for name in capabilities
        if reach_of(person, name)
    }
    row = Matter.objects.filter(pk=matter_pk).values(**asked).first() if asked else None
    return frozenset(name for name, held in (row or {}).items() if held)


def matters_of_party(person: Person) -> QuerySet[Matter]:
    """The matters in which `person` is a party or represents one."""
    declare_reader(person)
    parts = [Involvement.Part.PARTY, Involvement.Part.REPRESENTATIVE]
    return Matter.objects.filter(
        pk__in=Involvement.objects.filter(person=person, until=None, part__in=parts).values("matter")
    )


def parties_among(matter: Matter, persons: Iterable[Person]) -> frozenset[int]:
    """Which of `persons` are parties to the matter: by account, by phone or by identity number."""
    known = list(matter.parties.values_list("person", "phone_hash", "identity_hash"))
    accounts, phones, identities = ({one[at] for one in known} - {None} for at in range(3))
    return frozenset(
        one.pk for one in persons if one.pk in accounts or one.phone_hash in phones or one.identity_hash in identities
    )
