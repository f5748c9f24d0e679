"""The map at a desk or on a phone: a place with its counts, the matters behind a number, and the bodies of a place."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person, Place
from concord.web.atlas.access import places_seen_by, roots_of
from concord.web.atlas.scope import BROUGHT, DAYS, OF_MATTERS, Measure, Scope, scope_from
from concord.web.atlas.selectors.addresses import map_of
from concord.web.atlas.selectors.choices import above, topics
from concord.web.atlas.selectors.lists import bodies_listed, matters_listed
from concord.web.atlas.selectors.page import map_page


@for_capability("see_map")
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """The map of the place where my role reaches; of the first, when there are several."""
    roots = roots_of(request.user)
    if not roots:
        raise Http404
    return redirect("atlas:place", roots[0])


@for_capability("see_map")
@require_GET
def place(request: SignedInRequest, code: str) -> HttpResponse:
    """A place on the map, with what the address narrows."""
    found = get_object_or_404(places_seen_by(request.user), pk=code)
    scope = scope_from(request.GET, localdate())
    return render(request, "atlas/place.html", _shown(request.user, found, scope))


@for_capability("see_map")
@require_GET
def wall(request: SignedInRequest, code: str) -> HttpResponse:
    """The same for a large screen on a wall: nothing to press, refreshed by itself."""
    found = get_object_or_404(places_seen_by(request.user), pk=code)
    scope = scope_from(request.GET, localdate())
    return render(request, "atlas/wall.html", _shown(request.user, found, scope))


def _shown(person: Person, place: Place, scope: Scope) -> dict[str, object]:
    page = map_page(person, place, scope)
    return {
        "page": page,
        "place": place,
        "scope": scope,
        "above": above(person, place, scope),
        "measures": Measure.choices,
        "columns": [measure.label for measure in Measure],
        "days": DAYS,
        "kinds": [(kind, kind.label) for kind in BROUGHT],
        "topics": topics(),
        "divisible": place.level == Place.Level.PROVINCE,
    }


@for_capability("see_map")
@require_GET
def matters(request: SignedInRequest, code: str) -> HttpResponse:
    """The matters behind one number of the map, newest first."""
    found = get_object_or_404(places_seen_by(request.user), pk=code)
    scope = scope_from(request.GET, localdate())
    if scope.measure not in OF_MATTERS:
        raise Http404
    listed = matters_listed(request.user, found, scope, before=_key(request))
    shown = {"place": found, "scope": scope, "above": above(request.user, found, scope), "page": listed}
    shown |= {"map": map_of(found.pk, scope), "topic": dict(topics()).get(scope.topic, "")}
    return render(request, "atlas/matters.html", shown)


@for_capability("see_map")
@require_GET
def bodies(request: SignedInRequest, code: str) -> HttpResponse:
    """The bodies of a place that take up or mediate what people bring."""
    found = get_object_or_404(places_seen_by(request.user), pk=code)
    scope = Scope(today=localdate())
    listed = bodies_listed(found.pk, after=_key(request))
    shown = {"place": found, "above": above(request.user, found, scope), "page": listed, "map": map_of(found.pk, scope)}
    return render(request, "atlas/bodies.html", shown)


def _key(request: SignedInRequest) -> int | None:
    """The key at which a page of a list begins."""
    told = request.GET.get("after", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None
