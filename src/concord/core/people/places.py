"""Find places: while one types, down the tree, and where a phone is."""

from django import forms
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_GET

from concord.core.people.models import Place
from concord.core.people.outlines import county_at

MOST = 12


class PositionForm(forms.Form):
    """A position as phones give it (WGS 84)."""

    lat = forms.FloatField(min_value=-90, max_value=90)
    lon = forms.FloatField(min_value=-180, max_value=180)


def places_called(words: str, within: str = "") -> list[Place]:
    """Places whose name begins with what was typed, larger ones first; then those in whose name it stands."""
    inside = Place.objects.filter(code__startswith=within).order_by("level", "code")
    first = list(inside.filter(name__startswith=words)[:MOST])
    if len(first) == MOST or len(words) < 2:
        return first
    others = inside.filter(name__contains=words).exclude(name__startswith=words)
    return [*first, *others[: MOST - len(first)]]


def paths_of(places: list[Place]) -> dict[str, str]:
    """Each place with those above it, from the county down, by code; in one statement."""
    above = {place.pk[:length] for place in places for length in (6, 9, 12, 15) if length < len(place.pk)}
    names = dict(Place.objects.filter(pk__in=above).values_list("code", "name"))
    return {
        place.pk: " · ".join([*(names[place.pk[:n]] for n in (6, 9, 12, 15) if n < len(place.pk)), place.name])
        for place in places
    }


def children_of(code: str) -> list[dict[str, object]]:
    """The places right below one: code, name, level, and whether they have any below them."""
    below = Place.objects.annotate(has_children=Exists(Place.objects.filter(parent=OuterRef("pk"))))
    found = below.filter(parent=code).order_by("code").values("code", "name", "level", "has_children")
    return [dict(one) for one in found]


def _shown(places: list[Place]) -> list[dict[str, str]]:
    paths = paths_of(places)
    return [{"code": place.pk, "name": place.name, "path": paths[place.pk]} for place in places]


@require_GET
def find_places(request: HttpRequest) -> JsonResponse:
    """Places for the place box: code, name, path. `q` is what was typed, `within` the code of a place above."""
    words = request.GET.get("q", "").replace("\0", "").rsplit("·", maxsplit=1)[-1].strip()[:40]
    within = request.GET.get("within", "")
    within = within if within.isascii() and within.isdecimal() else ""
    return JsonResponse(_shown(places_called(words, within) if words else []), safe=False)


@require_GET
def places_below(request: HttpRequest, code: str) -> JsonResponse:
    """The places right below one: code, name, level, whether there are more below."""
    return JsonResponse(children_of(get_object_or_404(Place, pk=code).pk), safe=False)


@require_GET
def place_here(request: HttpRequest) -> JsonResponse:
    """The county in which a phone is, as a proposal: `lat` and `lon` in degrees. An empty list outside the province."""
    form = PositionForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": "A position needs lat (−90 to 90) and lon (−180 to 180)."}, status=422)
    code = county_at(form.cleaned_data["lat"], form.cleaned_data["lon"])
    return JsonResponse(_shown(list(Place.objects.filter(pk=code))), safe=False)


urlpatterns = [
    path("", find_places, name="places"),
    path("near", place_here, name="place_here"),
    path("children/<str:code>/", places_below, name="places_below"),
]
