"""The outlines of places, and in which county a position lies."""

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from concord.engines.outline.areas import Area, merged, read_areas
from concord.engines.outline.where import KM_A_DEGREE, distance_km, holds, near_box

# As far beyond the outlines a position may be and still be given a county: on a pier, a bridge, a boat at the shore.
FARTHEST_KM = 5.0
CITY_DIGITS, COUNTY_DIGITS = 4, 6


@cache
def outlines() -> Mapping[str, Area]:
    """Every outline that is known, by the place's code: those of the file, and of the cities made of its counties.

    The file is `CONCORD_OUTLINES` (GeoJSON, also gzipped; a feature with its `code` for each county, and for each
    township where they are published), or `data/places/counties.geojson.gz`: see the README there for its limits.
    """
    told = read_areas(json.loads(_read(settings.CONCORD_OUTLINES)))
    known = {one.code: one for one in told}
    counties: dict[str, list[Area]] = defaultdict(list)
    for one in told:
        if len(one.code) == COUNTY_DIGITS:
            counties[one.code[:CITY_DIGITS]].append(one)
    return {code: merged(code, within) for code, within in counties.items()} | known


def _read(given: str) -> bytes:
    shipped = files("concord") / "data/places/counties.geojson.gz"
    told = (Path(given) if given else shipped).read_bytes()
    return gzip.decompress(told) if told.startswith(b"\x1f\x8b") else told


def county_at(latitude: float, longitude: float) -> str:
    """The code of the county at a position, or of the nearest within five kilometres; '' where there is none."""
    counties = [one for one in outlines().values() if len(one.code) == COUNTY_DIGITS]
    for one in counties:
        if holds(one, longitude, latitude):
            return one.code
    margin = FARTHEST_KM / KM_A_DEGREE / 0.8
    around = [one for one in counties if near_box(one, longitude, latitude, margin)]
    nearest = min(((distance_km(one, longitude, latitude), one.code) for one in around), default=(math.inf, ""))
    return nearest[1] if nearest[0] <= FARTHEST_KM else ""
