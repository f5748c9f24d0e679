"""What is sent to and told by data exchange."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from concord.core.api.pages import PageAsked
from concord.core.api.shapes import Day, Given, PlaceCode, Text, spelled_out
from concord.core.exchange.exporting import Chosen, told_of
from concord.core.exchange.mapping import Mapped, Way
from concord.core.exchange.models import ImportJob, RejectedRow, SourceRecord
from concord.core.exchange.selectors import FeedState, Read, label_of, received_in
from concord.core.exchange.services.mending import shown_in
from concord.core.matters.models import Matter


class SourceKnown(Schema):
    """A source that can be connected, and how its records arrive."""

    source: str
    name: str
    arrives: Way


class SourceConnection(Given):
    """A source, for which place, where it is, and the key shared with it."""

    source: Text = Field(min_length=1, max_length=40, examples=["hotline"])
    place: PlaceCode
    url: Text = Field("", max_length=300, examples=["https://example.org/hotline"])
    key: Text = Field("", max_length=200)


class FeedShown(Schema):
    """A connected source: how it stands, and what came of it in the last 30 days; `refused` rows wait to be mended."""

    id: int
    source: str
    name: str
    place: str
    place_name: str
    arrives: Way
    state: Literal["fine", "running", "failed", "stopped", "waiting", "off"]
    state_name: str
    error: str
    last_at: datetime | None
    next_at: datetime | None
    taken: int
    refused: int


class FieldRead(Schema):
    """One of our fields, and in words from which fields of the source it is read."""

    field: str
    label: str
    says: str
    required: bool


class FeedWhole(FeedShown):
    """A connected source with its mapping; `never` are the fields that are never taken over.

    `push_door` is where a source that sends by itself sends its signed records.
    """

    push_door: str
    reads: list[FieldRead]
    never: list[str]


class ImportShown(Schema):
    """A job: how far it is, and what became of the records."""

    id: int
    feed: int
    via: ImportJob.Via
    state: Annotated[ImportJob.State, spelled_out(ImportJob.State)]
    state_name: str
    started_at: datetime
    ended_at: datetime | None
    filename: str
    pages: int
    made: int
    changed: int
    same: int
    rejected: int
    error: str


class RefusedShown(Schema):
    """A refused row: which one, which of its fields, and why."""

    id: int
    job: int
    number: int
    outside_id: str
    field: str
    columns: list[str]
    reason: str
    at: datetime


class RefusedWhole(RefusedShown):
    """A refused row with what it says, but for whom it concerns."""

    said: dict[str, str]


class RecordShown(Schema):
    """A record of a source and the matter it became, for the source to learn how it stands."""

    id: int
    outside_id: str
    matter: int
    number: str
    stage: str
    is_open: bool
    taken_at: datetime
    changed_at: datetime | None
    closed_at: datetime | None


class RecordWhole(RecordShown):
    """A record as it was received last: by which import, as which of its rows, and what of it is read.

    `said` is by its names at the source, without whom it concerns.
    """

    job: int | None
    row: int
    said: dict[str, str]


class RecordsAsked(PageAsked):
    """Which records, by the beginning of their number at the source, and which page of them."""

    outside_id: Text = Field("", max_length=120)


class MatterTakenOut(Schema):
    """A matter as another system takes it over: no party, no phone, no words of a person."""

    id: int
    number: str
    kind: Matter.Kind
    title: str
    topic: str
    place: str
    lead: str
    stage: str
    is_open: bool
    opened_at: datetime
    due_on: date | None
    closed_at: datetime | None


class MendGiven(Given):
    """Other values for some fields of a refused row, by their names at the source."""

    values: dict[str, str] = Field(max_length=100, examples=[{"community": "米市社区"}])


class MendDone(Schema):
    """That it was taken in."""

    id: int
    mended_at: datetime | None


class MattersChosen(Schema):
    """Which matters: of a kind, in a place, opened from one day to another, both included."""

    kind: Matter.Kind | None = None
    place: PlaceCode | None = None
    first: Day | None = None
    last: Day | None = None
    only_open: bool = False

    def chosen(self) -> Chosen:
        """The choice as the deed takes it."""
        return Chosen(self.kind or "", self.place or "", self.first, self.last, self.only_open)


class ExportAsked(MattersChosen):
    """Which matters, and in which form."""

    form: Literal["csv", "xlsx", "jsonl"] = "csv"


class MattersAsked(PageAsked, MattersChosen):
    """Which matters, and which page of them."""


def source_known(one: Mapped) -> SourceKnown:
    """A source that can be connected."""
    return SourceKnown(source=one.source, name=one.name, arrives=one.arrives.by)


def feed_facts(one: FeedState) -> dict[str, object]:
    """What is told of a connected source."""
    feed = one.feed
    return {
        "id": feed.pk,
        "source": feed.source,
        "name": feed.mapped.name,
        "place": feed.place_id,
        "place_name": feed.place.name,
        "arrives": feed.mapped.arrives.by,
        "state": one.state,
        "state_name": one.state_name,
        "error": one.error,
        "last_at": one.last_at,
        "next_at": feed.next_at,
        "taken": one.taken,
        "refused": one.refused,
    }


def field_read(one: Read) -> FieldRead:
    """How one of our fields is read."""
    return FieldRead(field=one.field, label=one.label, says=one.says, required=one.required)


def import_shown(job: ImportJob) -> ImportShown:
    """A job."""
    names = (
        "via",
        "state",
        "started_at",
        "ended_at",
        "filename",
        "pages",
        "made",
        "changed",
        "same",
        "rejected",
        "error",
    )
    told = {name: getattr(job, name) for name in names}
    own = {"id": job.pk, "feed": job.feed_id, "state_name": job.get_state_display()}
    return ImportShown.model_validate(told | own)


def record_shown(one: SourceRecord) -> RecordShown:
    """A record and its matter."""
    return RecordShown.model_validate(record_facts(one))


def record_facts(one: SourceRecord) -> dict[str, object]:
    """What is told of a record to all who see it."""
    matter = one.matter
    return {
        "id": one.pk, "outside_id": one.outside_id, "matter": matter.pk, "number": matter.number,
        "stage": matter.stage, "is_open": matter.is_open, "taken_at": one.taken_at, "changed_at": one.changed_at,
        "closed_at": matter.closed_at,
    }  # fmt: skip


def record_whole(one: SourceRecord) -> RecordWhole:
    """A record as it was received."""
    own = {"job": one.job_id, "row": one.number, "said": received_in(one)}
    return RecordWhole.model_validate(record_facts(one) | own)


def matter_taken_out(one: Matter) -> MatterTakenOut:
    """A matter as it goes out."""
    return MatterTakenOut.model_validate(told_of(one))


def refused_facts(row: RejectedRow) -> dict[str, object]:
    """What is told of a refused row to all who see it."""
    return {
        "id": row.pk,
        "job": row.job_id,
        "number": row.number,
        "outside_id": row.outside_id,
        "field": label_of(row.field),
        "columns": list(row.columns),
        "reason": row.reason,
        "at": row.at,
    }


def refused_shown(row: RejectedRow) -> RefusedShown:
    """A refused row."""
    return RefusedShown.model_validate(refused_facts(row))


def refused_whole(row: RejectedRow) -> RefusedWhole:
    """A refused row, for who mends it."""
    return RefusedWhole.model_validate(refused_facts(row) | {"said": shown_in(row)})
