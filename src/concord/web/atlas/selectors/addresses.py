"""Where the maps and lists are."""

from dataclasses import replace

from django.urls import reverse

from concord.web.atlas.scope import Scope


def list_of(place: str, scope: Scope) -> str:
    """Where the matters behind a number are listed."""
    return _with(reverse("atlas:matters", args=[place]), replace(scope, by=""))


def map_of(place: str, scope: Scope) -> str:
    """Where the map of a place is, counting the same."""
    return _with(reverse("atlas:place", args=[place]), replace(scope, by="", exact=False))


def bodies_of(place: str) -> str:
    """Where the bodies of a place are listed."""
    return reverse("atlas:bodies", args=[place])


def _with(address: str, scope: Scope) -> str:
    return f"{address}?{scope.query}" if scope.query else address
