"""Places by JSON: found by name, walked down the tree, found by position; grids made by the county (K1)."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.shapes import Given, PlaceCode, Text
from concord.core.matters.grids import make_grid, rename_grid
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Place
from concord.core.people.outlines import county_at
from concord.core.people.places import children_of, paths_of, places_called

router = Router(tags=["places"])


class PlaceShown(Schema):
    """A place with those above it, from the county down."""

    code: str
    official_code: str
    name: str
    path: str
    level: int


class PlaceBelow(Schema):
    """A place right below another, and whether it has any below itself."""

    code: str
    name: str
    level: int
    has_children: bool


class PlacesAsked(Schema):
    """What was typed, and within which place it is meant."""

    q: Text = Field(min_length=1, max_length=40)
    within: PlaceCode | None = None


class PositionAsked(Schema):
    """A position as phones give it (WGS 84), in degrees."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)


class GridGiven(Given):
    """What a grid is called."""

    name: Text = Field(min_length=1, max_length=80)


def _shown(places: list[Place]) -> list[PlaceShown]:
    paths = paths_of(places)
    return [
        PlaceShown(
            code=one.pk,
            official_code=one.official_code,
            name=one.name,
            path=paths.get(one.pk, one.name),
            level=one.level,
        )
        for one in places
    ]


@router.get("/places", response=list[PlaceShown])
def places(request: HttpRequest, asked: Query[PlacesAsked]) -> list[PlaceShown]:
    """Places whose name begins with the words, larger ones first; then those in whose name they stand. At most 12."""
    return _shown(places_called(asked.q, asked.within or ""))


@router.get("/places/near", response=list[PlaceShown])
def places_near(request: HttpRequest, asked: Query[PositionAsked]) -> list[PlaceShown]:
    """The county in which a position lies; an empty list outside the province."""
    return _shown(list(Place.objects.filter(pk=county_at(asked.lat, asked.lon))))


@router.get("/places/{code}", response=PlaceShown)
def place(request: HttpRequest, code: PlaceCode) -> PlaceShown:
    """One place."""
    return _shown([get_object_or_404(Place, pk=code)])[0]


@router.get("/places/{code}/children", response=list[PlaceBelow])
def places_below(request: HttpRequest, code: PlaceCode) -> list[PlaceBelow]:
    """The places right below one."""
    return [PlaceBelow.model_validate(one) for one in children_of(get_object_or_404(Place, pk=code).pk)]


@router.post("/places/{code}/grids", response={201: PlaceShown}, auth=signed_in)
@made_once
def new_grid(request: SignedInRequest, code: PlaceCode, said: GridGiven) -> PlaceShown:
    """Make a grid in a village that I run; it gets the next three digits."""
    return _shown([make_grid(code, name=said.name, by=request.user)])[0]


@router.post("/places/{code}/name", response=PlaceShown, auth=signed_in)
@once
def grid_name(request: SignedInRequest, code: PlaceCode, said: GridGiven) -> PlaceShown:
    """Rename a grid of a village that I run; its code stays."""
    return _shown([rename_grid(code, name=said.name, by=request.user)])[0]
