"""What screens and API show of data exchange: the state of each source, its jobs, its refused rows, its mapping."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from orjson import loads

from concord.core.exchange.access import feeds_seen_by, jobs_seen_by, records_seen_by, rows_seen_by
from concord.core.exchange.mapping import PULLED, Mapped, Reading, Verb, Way
from concord.core.exchange.models import Feed, ImportJob, RejectedRow, SourceRecord
from concord.core.exchange.receiving import personal_columns
from concord.core.people.models import Person

M = TypeVar("M", bound=Model)
SIZE = 30
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Keyed(Generic[M]):
    """Some rows, newest first, and the key behind which the next ones come."""

    rows: list[M]
    next_before: int | None


def keyed(found: QuerySet[M], before: int | None, size: int = SIZE) -> Keyed[M]:
    """One page of `found` by primary key; its cost does not grow with the depth."""
    narrowed = found.filter(pk__lt=before) if before else found
    rows = list(narrowed.order_by("-pk")[: size + 1])
    return Keyed(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class FeedState:
    """A connected source: how it stands, when it was last looked at, what came of the last 30 days."""

    feed: Feed
    state: str
    error: str
    last_at: datetime | None
    taken: int
    refused: int

    @property
    def state_name(self) -> str:
        """How it stands, in the reader's language."""
        return state_name(self.state)

    @property
    def way_name(self) -> str:
        """How its records arrive, in the reader's language."""
        return way_name(self.feed.mapped.arrives.by)


def state_name(state: str) -> str:
    """A state of a feed in the reader's language."""
    return {
        "fine": _("works"),
        "running": _("running"),
        "failed": _("failed"),
        "stopped": _("stopped"),
        "waiting": _("nothing yet"),
        "off": _("disconnected"),
    }[state]


def way_name(way: str) -> str:
    """How records arrive, in the reader's language."""
    return {
        Way.PAGE: _("fetched page by page"),
        Way.CURSOR: _("fetched behind a mark"),
        Way.SINCE: _("fetched by time"),
        Way.VIEW: _("read from a view in its database"),
        Way.PUSH: _("sent by the source, signed"),
        Way.FILE: _("in files"),
    }[Way(way)]


def _with_counts(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    jobs = ImportJob.objects.filter(feed=OuterRef("pk")).order_by("-pk")
    lately = jobs.filter(started_at__gte=timezone.now() - LATELY).order_by().values("feed")
    taken = lately.annotate(sum=Sum(F("made") + F("changed"))).values("sum")
    refused = RejectedRow.objects.filter(feed=OuterRef("pk"), mended_at=None).order_by().values("feed")
    return feeds.annotate(
        last_state=Subquery(jobs.values("state")[:1]),
        last_error=Subquery(jobs.values("error")[:1]),
        last_moved=Subquery(jobs.values("moved_at")[:1]),
        taken=Coalesce(Subquery(taken, output_field=IntegerField()), 0),
        refused=Coalesce(Subquery(refused.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
    )


def _state(feed: Feed) -> FeedState:
    last: str = feed.last_state or ""  # type: ignore[attr-defined]
    moved: datetime | None = feed.last_moved  # type: ignore[attr-defined]
    looked = max((at for at in (feed.looked_at, moved) if at is not None), default=None)
    calm = "fine" if looked else "waiting"
    state = "off" if feed.stopped_at else {"": calm, ImportJob.State.DONE: calm}.get(last, last)
    error: str = feed.last_error if state == "failed" else ""  # type: ignore[attr-defined]
    taken, refused = feed.taken, feed.refused  # type: ignore[attr-defined]
    return FeedState(feed, state, error or "", looked, taken, refused)


def feed_page(person: Person, before: int | None = None, size: int = SIZE) -> tuple[list[FeedState], int | None]:
    """One page of the sources one sees, those connected last first, and the key of the next; two statements."""
    page = keyed(_with_counts(feeds_seen_by(person)), before, size)
    return [_state(feed) for feed in page.rows], page.next_before


def feed_state(person: Person, pk: int) -> FeedState:
    """One source; for others it does not exist."""
    return _state(_with_counts(feeds_seen_by(person)).get(pk=pk))


def jobs_of(person: Person, feed: int, before: int | None = None, size: int = SIZE) -> Keyed[ImportJob]:
    """The jobs of a source, newest first."""
    return keyed(jobs_seen_by(person).filter(feed=feed), before, size)


def refused_of(
    person: Person, feed: int, job: int | None = None, before: int | None = None, size: int = SIZE
) -> Keyed[RejectedRow]:
    """The refused rows of a source that nobody has mended, newest first; of one job where one is named."""
    found = rows_seen_by(person).filter(feed=feed)
    return keyed(found.filter(job=job) if job else found, before, size)


def records_of(person: Person, feed: int, outside_id: str = "") -> QuerySet[SourceRecord]:
    """What became of the records of a source; of those whose number there begins so."""
    found = records_seen_by(person).filter(feed=feed)
    return found.filter(outside_id__startswith=outside_id) if outside_id else found


def received_in(record: SourceRecord) -> dict[str, str]:
    """What of a record is read, as it was received last, by its outside fields; not whom it concerns."""
    hidden = personal_columns(record.feed.mapped)
    told = dict(loads(record.row)) if record.row else {}
    return {column: said for column, said in told.items() if column not in hidden}


@dataclass(frozen=True, slots=True)
class Read:
    """How one of our fields is read, in words."""

    field: str
    label: str
    says: str
    required: bool


def labels() -> dict[str, str]:
    """Our fields in the reader's language."""
    return {
        "words": _("What was said"),
        "kind": _("Kind of problem"),
        "place": _("Place"),
        "seen_at": _("When"),
        "name": _("Whom it concerns"),
        "phone": _("Their phone"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "voucher": _("Voucher"),
        "contract": _("Number of the contract"),
        "payer": _("Who paid"),
        "payee": _("Who was paid"),
        "amount": _("Amount"),
        "on": _("Day"),
        "invoice": _("Invoice"),
        "project": _("Number of the project"),
        "winner": _("Winner"),
        "price": _("Price"),
        "budget": _("Budget"),
        "awarded_on": _("Day of the award"),
        "days": _("Days"),
        "asset": _("Number of the asset"),
        "appraised": _("Valuation"),
        "floor": _("Floor price"),
        "approved": _("Approved"),
        "traded": _("Openly traded"),
    }


def label_of(field: str) -> str:
    """One of our fields in the reader's language; a field that has no name here as it is."""
    return labels().get(field, field) or _("Row")


def mapping_in_words(mapped: Mapped) -> list[Read]:
    """The mapping as people read it: each of our fields, and from which outside fields it comes."""
    return [Read(one.field, label_of(one.field), _says(one), one.field in mapped.required) for one in mapped.fields]


def _says(reading: Reading) -> str:
    columns = " + ".join(reading.columns)
    by_code, by_name = _("%(columns)s, as an official code"), _("%(columns)s, as the name of a place")
    forms = {
        Verb.TAKE: _("%(columns)s, as it is"),
        Verb.JOIN: _("%(columns)s, joined"),
        Verb.TABLE: _("%(columns)s, by a table of %(entries)s entries"),
        Verb.TIME: _("%(columns)s, as a time"),
        Verb.PLACE: by_code if reading.by_code else by_name,
        Verb.ALWAYS: _("always “%(value)s”"),
    }
    return forms[reading.verb] % {"columns": columns, "entries": len(reading.values), "value": reading.otherwise}


def push_door(feed: Feed) -> str:
    """Where a source that sends by itself sends its signed records; '' for others."""
    if feed.mapped.arrives.by != Way.PUSH:
        return ""
    return settings.PUBLIC_URL + reverse("source_push", args=[feed.source, feed.place_id])


def is_fetched(feed: Feed) -> bool:
    """Whether the platform fetches from this source, so that one can ask for it now."""
    return feed.mapped.arrives.by in PULLED and feed.stopped_at is None
