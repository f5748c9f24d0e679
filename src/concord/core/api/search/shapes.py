"""Shapes of searching by JSON."""

from datetime import date, datetime
from typing import Literal

from django.http import QueryDict
from django.utils.timezone import localtime
from ninja import Field, Schema

from concord.core.api.pages import PageAsked
from concord.core.api.shapes import Given, Text
from concord.core.people.models import SavedFilter
from concord.core.search.selectors import Line, Spread
from concord.core.search.wanted import NEWEST, Wanted, wanted_from


class SearchAsked(Schema):
    """What is looked for; the same names as in the address of the page. What is not known is left out."""

    q: Text = Field("", max_length=80)
    kind: Text = Field("", max_length=16)
    stage: Text = Field("", max_length=24)
    topic: Text = Field("", max_length=20)
    place: Text = Field("", max_length=15)
    since: Text = Field("", max_length=8)
    open: bool = False

    def wanted(self, order: str = NEWEST) -> Wanted:
        """The same, as searching takes it."""
        address = QueryDict(mutable=True)
        address.update({name: getattr(self, name) for name in ("q", "kind", "stage", "topic", "place", "since")})
        address["open"], address["order"] = "1" if self.open else "", order
        return wanted_from(address)


class SearchPageAsked(SearchAsked, PageAsked):
    """Which page of it, the newest or the best match first."""

    order: Literal["newest", "best"] = "newest"


class ThingsAsked(PageAsked):
    """Words that stand in a name."""

    q: Text = Field("", max_length=80)


class MatterFound(Schema):
    """A matter that was found, with the passage in which the words stand."""

    id: int
    number: str
    kind: str
    title: str
    stage: str
    stage_name: str
    topic: str
    topic_name: str
    place: str
    place_name: str
    is_open: bool
    opened_at: datetime
    due_on: date | None
    passage: str
    page: str


class ThingFound(Schema):
    """Something found beside matters, and its page."""

    id: int
    title: str
    note: str
    page: str


class FacetValue(Schema):
    """One value by which a search can be narrowed, and how many have it."""

    value: str
    label: str
    number: int


class SpreadShown(Schema):
    """How what was found spreads. Where `whole` is false there are more: the numbers are those of the newest."""

    number: int
    whole: bool
    sentence: str
    meant: str
    kinds: list[FacetValue]
    stages: list[FacetValue]
    topics: list[FacetValue]
    places: list[FacetValue]
    times: list[FacetValue]


class SuggestionsShown(Schema):
    """What one may be about to type."""

    items: list[str]


class NumberGiven(Given):
    """A telephone or identity number, whole, and what the search is for."""

    kind: Literal["phone", "identity_number"]
    number: Text = Field(min_length=4, max_length=30, examples=["13900000001"])
    purpose: Text = Field(min_length=1, max_length=200, examples=["核对是否重复登记"])


class NumberAnswer(Schema):
    """The newest hundred matters whose party has the number."""

    found: list[MatterFound]


class SavedSearch(Schema):
    """A search kept under a name; `query` is the address behind the page of search."""

    id: int
    name: str
    query: str
    sentence: str


class SearchToSave(Given):
    """A name, and the search as it stands in the address."""

    name: Text = Field(min_length=1, max_length=60, examples=["欠薪，本周"])
    query: Text = Field(max_length=600, examples=["q=欠薪&since=week"])


class TableAsked(SearchAsked):
    """What kind of table, and what for; without a purpose it is refused."""

    form: Literal["csv", "xlsx"] = "csv"
    purpose: Text = Field("", max_length=200)


def matter_found(line: Line) -> MatterFound:
    """A matter as it is told."""
    one = line.matter
    return MatterFound(
        id=one.pk, number=one.number, kind=one.kind, title=one.title, stage=one.stage, stage_name=line.stage,
        topic=one.topic, topic_name=line.topic, place=one.place_id, place_name=one.place.name, is_open=one.is_open,
        opened_at=localtime(one.opened_at), due_on=one.due_on, passage=line.passage, page=line.page,
    )  # fmt: skip


def spread_shown(found: Spread, by: Wanted, near: str) -> SpreadShown:
    """How what was found spreads, as it is told."""
    named = {name: [FacetValue(value=one.value, label=one.label, number=one.number) for one in getattr(found, name)]
             for name in ("kinds", "stages", "topics", "places", "times")}  # fmt: skip
    return SpreadShown(number=found.number, whole=found.whole, sentence=by.sentence(), meant=near, **named)


def saved_search(one: SavedFilter) -> SavedSearch:
    """A saved search as it is told."""
    sentence = wanted_from(QueryDict(one.query)).sentence()
    return SavedSearch(id=one.pk, name=one.name, query=one.query, sentence=sentence)
