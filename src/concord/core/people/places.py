"""Find places while one types."""

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from concord.core.people.models import Place

MOST = 12


def places_called(words: str) -> QuerySet[Place]:
    """Places whose name begins with what was typed; larger ones first."""
    return Place.objects.filter(name__startswith=words).order_by("level", "code")


def paths_of(places: list[Place]) -> dict[str, str]:
    """Each place with those above it, from the county down, by code; in one statement."""
    above = {place.pk[:length] for place in places for length in (6, 9, 12, 15) if length < len(place.pk)}
    names = dict(Place.objects.filter(pk__in=above).values_list("code", "name"))
    return {
        place.pk: " · ".join([*(names[place.pk[:n]] for n in (6, 9, 12, 15) if n < len(place.pk)), place.name])
        for place in places
    }


@require_GET
def find_places(request: HttpRequest) -> JsonResponse:
    """Places for the place box: code, name, path."""
    words = request.GET.get("q", "").replace("\0", "").rsplit("·", maxsplit=1)[-1].strip()[:40]
    places = list(places_called(words)[:MOST]) if words else []
    paths = paths_of(places)
    found = [{"code": place.pk, "name": place.name, "path": paths[place.pk]} for place in places]
    return JsonResponse(found, safe=False)
