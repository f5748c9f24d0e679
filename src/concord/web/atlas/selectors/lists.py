"""The lists behind the numbers of a map, page by page."""

from dataclasses import dataclass

from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person, Place
from concord.core.people.places import paths_of
from concord.web.atlas.scope import Scope
from concord.web.atlas.selectors.counts import matters_of, number_of
from concord.web.atlas.selectors.resources import bodies_in
from concord.web.desk.pages import page_of_matter

PAGE = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """A matter of the list: where it is, and its page."""

    matter: Matter
    path: str
    address: str


@dataclass(frozen=True, slots=True)
class MattersPage:
    """One page, how many there are in all, and the key of the next page."""

    rows: list[Listed]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """One page of bodies, and the key of the next."""

    rows: list[Organisation]
    next: int | None


def matters_listed(person: Person, place: Place, scope: Scope, before: int | None, size: int = PAGE) -> MattersPage:
    """Exactly the matters that a number of the map counts, newest first."""
    total = number_of(person, place, scope)
    matters = matters_of(person, place.pk, scope)
    if before is not None:
        matters = matters.filter(pk__lt=before)
    found = list(matters.select_related("place").order_by("-pk")[: size + 1])
    paths = paths_of([one.place for one in found])
    rows = [Listed(one, paths[one.place_id], page_of_matter(one)) for one in found[:size]]
    return MattersPage(rows, total, found[size - 1].pk if len(found) > size else None)


def bodies_listed(place: str, after: int | None, size: int = PAGE) -> BodiesPage:
    """The bodies of a place and below."""
    found = list(bodies_in(place).filter(pk__gt=after or 0).select_related("place").order_by("pk")[: size + 1])
    return BodiesPage(found[:size], found[size - 1].pk if len(found) > size else None)
