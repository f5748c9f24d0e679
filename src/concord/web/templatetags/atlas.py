"""Maps in any page: `{% load atlas %}{% area_map places label %}`."""

from collections.abc import Iterable

from django import template
from django.conf import settings

from concord.web.atlas.drawing import Drawing, Weighed, county_map, drawn
from concord.web.live import SOMETHING, live_ticket

register = template.Library()


@register.inclusion_tag("components/area_map.html")
def area_map(places: Iterable[tuple[str, float]], label: str) -> dict[str, object]:
    """A map of the counties with how much lies in each, and the table behind it.

    `places` are codes of places of any level from the county down, each with a number; `label` says what is counted.
    """
    return drawn_map(county_map(places), label, "areas")


@register.inclusion_tag("components/area_map.html")
def places_map(places: Iterable[tuple[str, str, float]], label: str) -> dict[str, object]:
    """A map of the places of one level, as outlines where these are known, else as fields; the table behind it.

    `places` are codes with names and numbers; `label` says what is counted.
    """
    weighed = [Weighed(code, name, value, f"{value:,.10g}") for code, name, value in places]
    return {"drawing": drawn(weighed), "label": label, "key": "places", "table": True}


@register.inclusion_tag("components/area_map.html")
def drawn_map(drawing: Drawing, label: str, key: str = "map", *, table: bool = True) -> dict[str, object]:
    """A map that was drawn already (`web/atlas/drawing.py`); `table` is false where the page has one of its own.

    `key` sets the ids of one map on a page apart from those of another.
    """
    return {"drawing": drawing, "label": label, "key": key, "table": table}


@register.simple_tag
def live_of_all() -> str:
    """Where a page of counts hears that something changed, and not what, for an hour."""
    return f"{settings.LIVE_URL}/live/?ticket={live_ticket([SOMETHING])}"
