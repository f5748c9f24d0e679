"""A place's map as its page, its wall and the API show it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from concord.core.matters.models import Matter
from concord.core.people.models import Person, Place
from concord.web.atlas.drawing import Drawing, Weighed, drawn, locator
from concord.web.atlas.scope import Measure, Scope
from concord.web.atlas.selectors.counts import counts_of, counts_of_warnings, live_warnings, places_below
from concord.web.atlas.selectors.headlines import Bar, Headline, bars_of, headlines_of
from concord.web.atlas.selectors.resources import count_bodies, count_staff
from concord.web.atlas.selectors.table import Row, Table
from concord.web.desk.pages import page_of_matter

MOST_WARNINGS = 6


@dataclass(frozen=True, slots=True)
class LiveWarning:
    """A warning that has not ended, with its page."""

    matter: Matter
    address: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """All that the map of a place shows, and when it was counted."""

    place: Place
    scope: Scope
    drawing: Drawing
    locator: Drawing | None
    total: float | None
    rows: list[Row]
    headlines: list[Headline]
    warnings: list[LiveWarning]
    warnings_in_all: int
    bars: list[Bar]
    at: datetime

    @property
    def most(self) -> int:
        """The highest bar of the curve."""
        return max(one.value for one in self.bars)


def map_page(person: Person, place: Place, scope: Scope) -> MapPage:
    """The map of a place; the caller has fetched it through `places_seen_by`."""
    counts, warned = counts_of(person, place, scope), counts_of_warnings(person, place, scope)
    resources = {Measure.BODIES: count_bodies(place, scope), Measure.STAFF: count_staff(place, scope)}
    table = Table(scope, {**counts.by, **resources}, warned)
    rows = [table.row(one) for one in places_below(place, scope)]
    drawing = drawn([_weighed(row, scope.measure) for row in rows])
    return MapPage(
        place=place,
        scope=scope,
        drawing=drawing,
        locator=locator(place.pk) if drawing.schematic else None,
        total=table.total(place),
        rows=[*rows, *table.here(place)],
        headlines=headlines_of(place.pk, scope, counts),
        warnings=_warnings(person, place),
        warnings_in_all=warned.total,
        bars=bars_of(counts.days, scope),
        at=timezone.now(),
    )


def _weighed(row: Row, measure: Measure) -> Weighed:
    cell = next(cell for cell in row.cells if cell.measure == measure)
    return Weighed(row.code, row.name, cell.value or 0, cell.told, row.address, row.warnings)


def _warnings(person: Person, place: Place) -> list[LiveWarning]:
    newest = live_warnings(person, place.pk).select_related("place").order_by("-pk")[:MOST_WARNINGS]
    return [LiveWarning(one, page_of_matter(one)) for one in newest]
