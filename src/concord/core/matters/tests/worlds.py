"""Invented worlds for property tests, and a plain rule of who may see what in them, written a second time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from hypothesis import strategies as st

from concord.core.matters.models import Involvement, Matter
from concord.core.people.models import Membership, Organisation, Person, Role

CAPABILITY = "see_world"
PLACES = ["33", "3301", "330105", "330106", "330105001", "330105001051"]
BODIES = 3
PEOPLE = 2
REACHES = [(reach, able) for reach in Role.Reach for able in (True, False)]


@dataclass(frozen=True, slots=True)
class Held:
    """A membership of the one who asks."""

    body: int
    role: int
    place: str | None
    starts: int
    ends: int | None

    @property
    def in_force(self) -> bool:
        return self.starts <= 0 and (self.ends is None or self.ends >= 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Someone's part in a matter: a person or a body, by number."""

    person: int | None
    body: int | None
    part: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A matter: where, led by which body, who has a part."""

    place: str
    lead: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Bodies with their places, what person 0 holds, and matters."""

    seats: tuple[str, ...]
    held: tuple[Held, ...]
    cases: tuple[Case, ...]
    active: bool


def _periods(periods: tuple[int, int | None]) -> tuple[int, int | None]:
    starts, lasts = periods
    return starts, None if lasts is None else starts + lasts


bodies = st.integers(0, BODIES - 1)
periods = st.tuples(st.integers(-3, 2), st.none() | st.integers(0, 4)).map(_periods)
held = st.builds(
    lambda body, role, place, period: Held(body, role, place, *period),
    bodies, st.integers(0, len(REACHES) - 1), st.none() | st.sampled_from(PLACES), periods,
)  # fmt: skip
whose = st.tuples(st.integers(0, PEOPLE - 1), st.none()) | st.tuples(st.none(), bodies)
parts = st.builds(
    lambda who, part, ended: Part(*who, part, ended), whose, st.sampled_from(Involvement.Part.values), st.booleans()
)
cases = st.builds(Case, st.sampled_from(PLACES), st.none() | bodies, st.lists(parts, max_size=3).map(tuple))
worlds = st.builds(
    World,
    st.tuples(*[st.sampled_from(PLACES)] * BODIES),
    st.lists(held, max_size=4, unique_by=lambda one: (one.body, one.role, one.starts)).map(tuple),
    st.lists(cases, min_size=1, max_size=5).map(tuple),
    st.booleans() | st.just(True),
)


def may_see(world: World, case: Case, *, with_capability: bool = True) -> bool:
    """Whether person 0 may see a matter; without asking for the capability: whether the second lock lets it pass."""
    live = [part for part in case.parts if not part.ended]
    if not with_capability and any(part.person == 0 for part in live):
        return True
    return world.active and any(
        _lets_see(world, one, case, live) or (not with_capability and _joins(one, case, live))
        for one in world.held
        if one.in_force and (REACHES[one.role][1] or not with_capability)
    )


def may_join(world: World, case: Case) -> bool:
    """Whether person 0 joins a matter, wherever it lies: themselves, or for a body with the capability."""
    live = [part for part in case.parts if not part.ended]
    able = [one for one in world.held if one.in_force and REACHES[one.role][1]]
    return any(part.person == 0 for part in live) or (world.active and any(_joins(one, case, live) for one in able))


def _joins(one: Held, case: Case, live: list[Part]) -> bool:
    """Whether a role acts for a body that leads or joins the matter; who reaches only their own acts for no body."""
    acts_for_body = REACHES[one.role][0] != Role.Reach.OWN
    return acts_for_body and (case.lead == one.body or any(part.body == one.body for part in live))


def _lets_see(world: World, one: Held, case: Case, live: list[Part]) -> bool:
    reach = REACHES[one.role][0]
    if reach == Role.Reach.PLACE:
        return case.place.startswith(one.place or world.seats[one.body])
    if reach == Role.Reach.ORGANISATION:
        return case.lead == one.body or any(part.body == one.body for part in live)
    return any(part.person == 0 and part.part in {"mediator", "lead"} for part in live)


def _roles(capabilities: Iterable[str]) -> list[Role]:
    return [
        Role.objects.create(code=f"r{number}", reach=reach, capabilities=list(capabilities) if able else ["other"])
        for number, (reach, able) in enumerate(REACHES)
    ]


def _memberships(
    world: World, asker: Person, made: list[Organisation], roles: list[Role], today: date
) -> list[Membership]:
    return [
        Membership(
            person=asker,
            organisation=made[one.body],
            role=roles[one.role],
            place_id=one.place,
            starts=today + timedelta(days=one.starts),
            ends=None if one.ends is None else today + timedelta(days=one.ends),
        )
        for one in world.held
    ]


def _involvements(matter: Matter, case: Case, people: list[Person], made: list[Organisation]) -> list[Involvement]:
    return [
        Involvement(
            matter=matter,
            person=None if part.person is None else people[part.person],
            organisation=None if part.body is None else made[part.body],
            part=part.part,
            until=timezone.now() if part.ended else None,
        )
        for part in case.parts
    ]


def build(world: World, today: date, capabilities: Iterable[str] = (CAPABILITY,)) -> tuple[Person, dict[int, Case]]:
    """Put a world into the database (whoever calls has declared the system); person 0, and its matters by key.

    The roles that are able to hold something hold these `capabilities`.
    """
    made = [
        Organisation.objects.create(kind="centre", name=f"机构{number}", place_id=seat)
        for number, seat in enumerate(world.seats)
    ]
    people = [
        Person.objects.create(name=f"人{number}", username=f"world-{number}", is_active=world.active or number > 0)
        for number in range(PEOPLE)
    ]
    Membership.objects.bulk_create(_memberships(world, people[0], made, _roles(capabilities), today))
    by_key: dict[int, Case] = {}
    for number, case in enumerate(world.cases):
        lead = None if case.lead is None else made[case.lead]
        matter = Matter.objects.create(
            number=f"W-{number}", kind="dispute", title=f"件{number}", place_id=case.place, lead=lead, stage="s",
            law_as_of=today,
        )  # fmt: skip
        Involvement.objects.bulk_create(_involvements(matter, case, people, made))
        by_key[matter.pk] = case
    return people[0], by_key
