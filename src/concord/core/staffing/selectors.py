"""What an operator's screens show: lists by pages of keys, one person, and the places on the way down to a grid."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Count, F, Model, Prefetch, Q, QuerySet

from concord.core.people.models import Duty, Membership, Organisation, Person, Place
from concord.core.staffing.access import (
    bodies_run_by,
    duties_run_by,
    memberships_run_by,
    not_over,
    people_run_by,
    works_elsewhere,
)

A_PAGE = 50
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of a list, and the key after which the next one begins; None on the last."""

    rows: list[M]
    next_after: int | None


def page_after(found: QuerySet[M], after: int | None, *, newest_first: bool = True) -> Page[M]:
    """The page of `found` that follows a key; its cost does not grow with the depth."""
    if after is not None:
        found = found.filter(pk__lt=after) if newest_first else found.filter(pk__gt=after)
    rows = list(found.order_by("-pk" if newest_first else "pk")[: A_PAGE + 1])
    return Page(rows[:A_PAGE], rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWanted:
    """Which people: by the beginning of a user name or a part of a name, organisation, role, and how it stands."""

    q: str = ""
    organisation: Organisation | None = None
    role: str = ""
    state: str = ""


NOW, ENDED, CLOSED = "now", "ended", "closed"


def people_of(by: Person, wanted: PeopleWanted, today: date) -> QuerySet[Person]:
    """The people whom `by` runs, as wanted; each with the roles held here as `held`."""
    roles = memberships_run_by(by)
    asked = roles
    if wanted.organisation is not None:
        asked = asked.filter(organisation=wanted.organisation)
    if wanted.role:
        asked = asked.filter(role=wanted.role)
    live = asked.filter(not_over(today))
    found = Person.objects.filter(pk__in=(live if wanted.state == NOW else asked).values("person"))
    if wanted.state == ENDED:
        found = found.exclude(pk__in=live.values("person"))
    elif wanted.state:
        found = found.filter(is_active=wanted.state != CLOSED)
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(username__istartswith=wanted.q))
    return found.prefetch_related(Prefetch("memberships", _with_names(roles), to_attr="held"))


def _with_names(roles: QuerySet[Membership]) -> QuerySet[Membership]:
    found = roles.select_related("organisation__place", "role", "place")
    return found.order_by(F("ends").desc(nulls_first=True), "-starts", "pk")


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person with their roles here, newest first, and whether the operator runs their account."""

    person: Person
    roles: list[Membership]
    elsewhere: bool
    works: bool
    is_oneself: bool

    @property
    def may_run(self) -> bool:
        """Whether password, second step and opening are the operator's to change."""
        return self.works and not self.elsewhere and not self.is_oneself


def person_shown(pk: int, by: Person, today: date) -> PersonShown:
    """A person whom `by` runs; for them no others exist."""
    person = people_run_by(by).get(pk=pk)
    roles = list(_with_names(memberships_run_by(by).filter(person=person)))
    works = any(held.ends is None or held.ends >= today for held in roles)
    return PersonShown(person, roles, works_elsewhere(person, by, today), works, person.pk == by.pk)


def bodies_of(by: Person, *, q: str = "", kind: str = "") -> QuerySet[Organisation]:
    """The organisations that `by` runs, by a part of the name and by kind, with how many duties each has."""
    found = bodies_run_by(by).select_related("place").annotate(how_many_duties=Count("duties"))
    if q:
        found = found.filter(name__contains=q)
    return found.filter(kind=kind) if kind else found


def duties_of(by: Person, *, topic: str = "", organisation: Organisation | None = None) -> QuerySet[Duty]:
    """The duties of the organisations that `by` runs, by topic (a category brings its items) and organisation."""
    found = duties_run_by(by).select_related("organisation", "place")
    if topic:
        found = found.filter(Q(topic=topic) | Q(topic__startswith=f"{topic}-"))
    return found.filter(organisation=organisation) if organisation else found


def places_under(place: Place) -> QuerySet[Place]:
    """The places right below one, each with how many it has below itself."""
    return place.children.annotate(below=Count("children")).order_by("code")
