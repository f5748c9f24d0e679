"""What is asked and answered about the map."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from concord.core.api.pages import PageAsked
from concord.core.api.shapes import Text
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation
from concord.engines.outline.geojson import Polygon
from concord.web.atlas.scope import LONGEST, USUAL, Measure
from concord.web.atlas.selectors.headlines import Headline
from concord.web.atlas.selectors.lists import Listed
from concord.web.atlas.selectors.page import MapPage
from concord.web.atlas.selectors.table import Row


class MapAsked(Schema):
    """What is counted, in the last `days` days; `topic` is a category; `by` divides a province at once."""

    measure: Measure = Measure.RECEIVED
    kind: Literal["", "dispute", "sighting"] = ""
    topic: Text = Field("", max_length=3)
    days: int = Field(USUAL, ge=1, le=LONGEST)
    by: Literal["", "counties"] = ""


class MapListAsked(MapAsked, PageAsked):
    """A page of the list behind a number; `exact` asks for what lies in the place itself and in none below it."""

    exact: bool = False


class MapHome(Schema):
    """A place whose map is mine to open, with all below it."""

    code: str
    name: str
    level: int


class MapRow(Schema):
    """All that is counted in a place; `itself` marks what lies in the place asked for and in none below it."""

    code: str
    name: str
    itself: bool
    counts: dict[str, int | float | None]
    warnings: int


class MapFigure(Schema):
    """A figure of the whole place, by how much it changed, and what exactly is counted."""

    measure: Measure
    name: str
    value: int
    change: int
    definition: str


class MapBar(Schema):
    """A day, or a week, of the curve."""

    begins: date
    received: int


class MapWarning(Schema):
    """A warning that has not ended."""

    matter: int
    number: str
    title: str
    place: str
    since: datetime


class MapShown(Schema):
    """The map of a place: the rows make up the total; the newest warnings; and when it was counted."""

    code: str
    name: str
    measure: Measure
    total: int | float | None
    figures: list[MapFigure]
    rows: list[MapRow]
    warnings: list[MapWarning]
    warnings_in_all: int
    curve: list[MapBar]
    at: datetime


class MapGeometry(Schema):
    """The outline of a place."""

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: list[Polygon]


class MapFeature(Schema):
    """A place with its counts; without a geometry where its outline is not published."""

    type: Literal["Feature"] = "Feature"
    id: str
    properties: MapRow
    geometry: MapGeometry | None


class MapFeatures(Schema):
    """The places below one, as GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[MapFeature]


class MapMatter(Schema):
    """A matter behind a number."""

    matter: int
    number: str
    kind: str
    title: str
    place: str
    path: str
    opened_at: datetime
    is_open: bool
    due_on: date | None


class MapBody(Schema):
    """A body that takes up or mediates what people bring."""

    organisation: int
    name: str
    kind: str
    place: str
    phone: str
    address: str


def map_row(row: Row) -> MapRow:
    """A line of the table."""
    counts = {str(cell.measure): cell.value for cell in row.cells}
    return MapRow(code=row.code, name=row.name, itself=not row.address, counts=counts, warnings=row.warnings)


def map_shown(page: MapPage) -> MapShown:
    """The whole page."""
    return MapShown(
        code=page.place.pk,
        name=page.place.name,
        measure=page.scope.measure,
        total=page.total,
        figures=[_figure(one) for one in page.headlines],
        rows=[map_row(one) for one in page.rows],
        warnings=[_warning(one.matter) for one in page.warnings],
        warnings_in_all=page.warnings_in_all,
        curve=[MapBar(begins=one.begins, received=one.value) for one in page.bars],
        at=page.at,
    )


def _figure(one: Headline) -> MapFigure:
    name = str(one.measure.label)
    return MapFigure(measure=one.measure, name=name, value=one.value, change=one.change, definition=one.definition)


def _warning(one: Matter) -> MapWarning:
    return MapWarning(matter=one.pk, number=one.number, title=one.title, place=one.place_id, since=one.opened_at)


def map_matter(one: Listed) -> MapMatter:
    """A line of the list of matters."""
    found = one.matter
    return MapMatter(
        matter=found.pk,
        number=found.number,
        kind=found.kind,
        title=found.title,
        place=found.place_id,
        path=one.path,
        opened_at=found.opened_at,
        is_open=found.is_open,
        due_on=found.due_on,
    )


def map_body(one: Organisation) -> MapBody:
    """A line of the list of bodies."""
    return MapBody(
        organisation=one.pk, name=one.name, kind=one.kind, place=one.place_id, phone=one.phone, address=one.address
    )
