"""What is sent in and answered about sightings and patrols."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from concord.apps.grassroots.sensing.models import Sighting
from concord.apps.grassroots.sensing.selectors.patrols import PointShown
from concord.core.api.shapes import Given, Id, Instant, Latitude, Longitude, PlaceCode, Text

SentKey = Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{8,64}$", examples=["0b8f0a52-9c0e-4f0e-8a56-3f5d7f1f6f10"])]
Words = Annotated[Text, Field(min_length=1, max_length=1000)]


class SightingGiven(Given):
    """What was seen. `sent_key` is the sender's own random key: the same one again is the same sighting.

    `reporter`, where given, is whose phone it waited on; signed in as anyone else, it is refused.
    """

    words: Text = Field(min_length=2, max_length=2000)
    kind: Text = Field(pattern=r"^P[0-9]{2}$", examples=["P08"])
    place: PlaceCode
    sent_key: SentKey
    seen_at: Instant | None = None
    source: Text = Field("grid", max_length=20)
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    name: Text = Field("", max_length=80)
    phone: Text = Field("", max_length=24)
    reporter: Id | None = None


class PatrolVisitGiven(Given):
    """That a point was looked at: when, and where the phone was; `sent_key` and `reporter` as for a sighting."""

    sent_key: SentKey
    at: Instant | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    reporter: Id | None = None


class HandledGiven(Given):
    """What was found and done on site."""

    what: Words


class ClosedGiven(Given):
    """What came of it."""

    outcome: Words


class HandOnGiven(Given):
    """To whom it goes, and why."""

    to: Literal["township", "disputes"]
    reason: Words


class PointGiven(Given):
    """A point for a patrol list."""

    place: PlaceCode
    name: Text = Field(min_length=1, max_length=80)
    look_for: Text = Field("", max_length=200)
    every_days: int = Field(7, ge=1, le=366)


class SightingReceived(Schema):
    """That it was taken in, and under which number."""

    id: int
    number: str


class SightingShown(Schema):
    """A sighting as lists show it."""

    id: int
    number: str
    title: str
    kind: str
    kind_name: str
    stage: str
    stage_name: str
    place: str
    place_name: str
    source: str
    reporter: str
    seen_at: datetime
    yellow_on: date | None
    due_on: date | None
    is_open: bool
    invented: bool


class PointOfPatrol(Schema):
    """A point of a patrol list; `due_on` is empty where it was never looked at."""

    id: int
    place: str
    place_name: str
    name: str
    look_for: str
    every_days: int
    last: date | None = None
    due_on: date | None = None
    is_due: bool


class EntryOfCatalogue(Schema):
    """One entry of the catalogue, in the reader's language; `scenario` is the one that fits it as a rule."""

    id: str
    name: str
    businesses: list[str]
    scenario: str


class CatalogueShown(Schema):
    """What can be seen, the core businesses it belongs to, and where word of it comes from."""

    problems: list[EntryOfCatalogue]
    businesses: list[EntryOfCatalogue]
    sources: list[EntryOfCatalogue]


class SightingCounts(Schema):
    """How many are open; of these, how many are late and how many due soon."""

    open: int
    late: int
    soon: int


class EntryOfSighting(Schema):
    """One line of a sighting's story."""

    at: datetime
    sentence: str
    who: str


class SightingWhole(SightingShown):
    """A sighting as its page shows it; the bytes of a photo are behind `/api/papers/{id}/content`."""

    words: str
    latitude: float | None
    longitude: float | None
    photos: list[int]
    businesses: list[str]
    deeds: list[str]
    story: list[EntryOfSighting]


def facts_of(sighting: Sighting) -> dict[str, object]:
    """What is told of a sighting."""
    matter = sighting.matter
    return {
        "id": sighting.pk,
        "number": matter.number,
        "title": matter.title,
        "kind": matter.topic,
        "kind_name": sighting.kind_name,
        "stage": matter.stage,
        "stage_name": sighting.stage_label,
        "place": matter.place_id,
        "place_name": matter.place.name,
        "source": sighting.source,
        "reporter": sighting.reporter.name,
        "seen_at": sighting.seen_at,
        "yellow_on": matter.yellow_on,
        "due_on": matter.due_on,
        "is_open": matter.is_open,
        "invented": matter.invented,
    }


def point_shown(one: PointShown) -> PointOfPatrol:
    """A point as the list shows it."""
    point = one.point
    return PointOfPatrol(
        id=point.pk,
        place=point.place_id,
        place_name=point.place.name,
        name=point.name,
        look_for=point.look_for,
        every_days=point.every_days,
        last=one.last,
        due_on=one.due_on,
        is_due=one.is_due,
    )
