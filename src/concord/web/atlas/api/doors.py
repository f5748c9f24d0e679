"""The map by JSON and GeoJSON: the counts of a place, outlines with counts, and the lists behind them (G6)."""

from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Query, Router

from concord.core.api.auth import signed_in
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import PlaceCode, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person, Place
from concord.core.people.outlines import outlines
from concord.engines.outline.geojson import polygons_of
from concord.web.atlas.access import places_seen_by, roots_of
from concord.web.atlas.api import shapes as s
from concord.web.atlas.scope import OF_MATTERS, Scope, scope_from
from concord.web.atlas.selectors.lists import bodies_listed, matters_listed
from concord.web.atlas.selectors.page import map_page

router = Router(tags=["map"], auth=signed_in)
HERE = "/map/{code}"


def _scope(asked: s.MapAsked) -> Scope:
    told = QueryDict(mutable=True)
    told.update({name: str(value) for name, value in asked.model_dump().items() if value})
    return scope_from(told, localdate())


def _place(person: Person, code: str) -> Place:
    require(person, "see_map")
    return places_seen_by(person).get(pk=code)


@router.get("/map", response=list[s.MapHome])
def homes(request: SignedInRequest) -> list[s.MapHome]:
    """The places whose map is mine: a few, where my roles reach."""
    require(request.user, "see_map")
    found = Place.objects.filter(pk__in=roots_of(request.user)).order_by("pk")
    return [s.MapHome(code=one.pk, name=one.name, level=one.level) for one in found]


@router.get(HERE, response=s.MapShown)
def shown(request: SignedInRequest, code: PlaceCode, asked: Query[s.MapAsked]) -> s.MapShown:
    """The counts of a place and of those below it, its figures, its live warnings and its curve."""
    return s.map_shown(map_page(request.user, _place(request.user, code), _scope(asked)))


@router.get(f"{HERE}/outlines", response=s.MapFeatures)
def drawn(request: SignedInRequest, code: PlaceCode, asked: Query[s.MapAsked]) -> s.MapFeatures:
    """The places below one with their counts, as GeoJSON for maps made elsewhere."""
    page, known = map_page(request.user, _place(request.user, code), _scope(asked)), outlines()
    features = [
        s.MapFeature(
            id=one.code,
            properties=s.map_row(one),
            geometry=s.MapGeometry(coordinates=polygons_of(known[one.code])) if one.code in known else None,
        )
        for one in page.rows
        if one.address
    ]
    return s.MapFeatures(features=features)


@router.get(f"{HERE}/matters", response=Page[s.MapMatter])
def matters(request: SignedInRequest, code: PlaceCode, asked: Query[s.MapListAsked]) -> Page[s.MapMatter]:
    """Exactly the matters that a number counts, newest first; bodies and people have none (422)."""
    place, scope = _place(request.user, code), _scope(asked)
    if scope.measure not in OF_MATTERS:
        raise wrong("query", "measure", _("Bodies and people are not counted from matters."))
    of = f"map:{code}:{scope.query}"
    page = matters_listed(request.user, place, scope, before=asked.key(of), size=asked.size)
    return Page[s.MapMatter](items=[s.map_matter(one) for one in page.rows], next=cursor_at(page.next, of))


@router.get(f"{HERE}/bodies", response=Page[s.MapBody])
def bodies(request: SignedInRequest, code: PlaceCode, asked: Query[PageAsked]) -> Page[s.MapBody]:
    """The bodies of a place that take up or mediate what people bring."""
    place, of = _place(request.user, code), f"map-bodies:{code}"
    page = bodies_listed(place.pk, after=asked.key(of), size=asked.size)
    return Page[s.MapBody](items=[s.map_body(one) for one in page.rows], next=cursor_at(page.next, of))
