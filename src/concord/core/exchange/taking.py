"""One row, taken in: the same again makes nothing, a changed one adds to its matter's story, a bad one is told why.

No deeds stand here: `services` call this within a page's transaction. `together` takes a whole page the same way.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from orjson import dumps

from concord.core.exchange.crossing import Crossing, crossings
from concord.core.exchange.mapped import LONGEST_ID, Record, Rejected, digest_of, kept_under, read
from concord.core.exchange.models import Feed, ImportJob, RejectedRow, SourceRecord
from concord.core.exchange.places import Places, places_within
from concord.core.exchange.receiving import Incoming, receiver_of
from concord.core.matters.access import declare_system
from concord.core.refusals import Refusal

MADE, CHANGED, SAME, REJECTED = "made", "changed", "same", "rejected"
Kept = dict[str, str]


def key_of(feed: Feed, outside_id: str) -> str:
    """Our key for a record: the same for the same record of the same source, whoever connects it anew."""
    return "ex-" + sha256(f"{feed.source}\0{feed.place_id}\0{outside_id}".encode()).hexdigest()[:48]


def incoming_of(feed: Feed, record: Record) -> Incoming:
    """A record on its way from its feed into a room."""
    return Incoming(feed.source, feed.mapped.zh, key_of(feed, record.outside_id), record, feed.invented)


@dataclass(slots=True)
class Taking:
    """What the rows of one page are taken in with: the feed, its places, its records, and those refused before."""

    feed: Feed
    job: ImportJob
    today: date
    places: Places
    crossing: Crossing
    known: dict[str, SourceRecord] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def row(self, number: int, kept: Kept) -> str:
        """Take one row in, or note why not; what became of it: made, changed, same or rejected."""
        try:
            return self.take(number, kept)
        except Rejected as rejected:
            return self._refused(number, kept, rejected)

    def take(self, number: int, kept: Kept) -> str:
        """Take one row in, whole or not at all; refuses (`Rejected`) with the field and the reason."""
        try:
            with transaction.atomic():
                return self._record(number, kept, self.read(kept))
        except Refusal as refusal:
            raise Rejected(refusal.field, str(refusal), {}) from refusal

    def read(self, kept: Kept) -> Record:
        """A row in our words, its class as the crosswalk says; refuses (`Rejected`) with the field and the reason."""
        return self.crossing.settled(read(self.crossing.mapped, kept, self.places), kept)

    def _record(self, number: int, kept: Kept, record: Record) -> str:
        before = self.known.get(record.outside_id)
        if before is not None and before.fingerprint == record.fingerprint:
            done = SAME
        else:
            done = self._changed(before, number, kept, record) if before else self._made(number, kept, record)
        self.mended({record.outside_id} & self.refused)
        return done

    def mended(self, outside_ids: Collection[str]) -> None:
        """What was refused of these records waits no longer: the source mended it itself."""
        if outside_ids:
            waiting = RejectedRow.objects.filter(feed=self.feed, outside_id__in=outside_ids, mended_at=None)
            waiting.update(mended_at=timezone.now(), row="")

    def _made(self, number: int, kept: Kept, record: Record) -> str:
        room, incoming = receiver_of(self.feed.mapped), incoming_of(self.feed, record)
        matter = room.take(incoming, by=self.feed.keeper, today=self.today)
        declare_system()
        told = self.lineage(number, kept, record)
        self.known[record.outside_id] = SourceRecord.objects.create(matter_id=matter, **told)
        self.crossing.made({record.outside_id: matter})
        return MADE

    def lineage(self, number: int, kept: Kept, record: Record) -> dict[str, object]:
        """Where a matter comes from: which record of which feed, received by which job as which row."""
        return {
            "feed": self.feed,
            "outside_id": record.outside_id,
            "fingerprint": record.fingerprint,
            "job": self.job,
            "number": number,
            "row": dumps(kept).decode(),
        }

    def _changed(self, before: SourceRecord, number: int, kept: Kept, record: Record) -> str:
        room, incoming = receiver_of(self.feed.mapped), incoming_of(self.feed, record)
        room.change(before.matter_id, incoming, by=self.feed.keeper)
        declare_system()
        before.changed_at = timezone.now()
        for name, value in self.lineage(number, kept, record).items():
            setattr(before, name, value)
        before.save(update_fields=["fingerprint", "changed_at", "job", "number", "row"])
        return CHANGED

    def _refused(self, number: int, kept: Kept, why: Rejected) -> str:
        """Note a row that cannot be taken in.

        Fetched again as it was refused before, it is nothing new; sent again in a file, it is told of in that job.
        """
        noted = self.refused_row(number, kept, why)
        self.refused.add(noted.outside_id)
        before = RejectedRow.objects.filter(feed=self.feed, digest=noted.digest, mended_at=None)
        if self.job.via == ImportJob.Via.PULL and before.exists():
            return SAME
        told = {name: getattr(noted, name) for name in ("job", "number", "field", "form", "names", "outside_id", "row")}
        if not before.update(**told):
            noted.save(force_insert=True)
        return REJECTED

    def refused_row(self, number: int, kept: Kept, why: Rejected) -> RejectedRow:
        """A row that cannot be taken in, as it is noted; one that holds nothing is known by its number alone."""
        return RejectedRow(
            feed=self.feed,
            job=self.job,
            number=number,
            outside_id=kept[self.feed.mapped.id][:LONGEST_ID],
            digest=digest_of(kept if any(kept.values()) else {"job": str(self.job.pk), "row": str(number)}),
            field=why.field,
            form=why.form[:400],
            names=why.names,
            row=dumps(kept).decode(),
        )


def taking(feed: Feed, job: ImportJob, rows: list[Kept], today: date) -> Taking:
    """All that taking these rows in needs to know, asked for together."""
    declare_system()
    ids = {kept[feed.mapped.id][:LONGEST_ID] for kept in rows}
    known = SourceRecord.objects.filter(feed=feed, outside_id__in=ids).defer("row")
    refused = RejectedRow.objects.filter(feed=feed, outside_id__in=ids, mended_at=None)
    return Taking(
        feed=feed,
        job=job,
        today=today,
        places=places_within(feed.place_id),
        crossing=crossings.of(feed, rows),
        known={one.outside_id: one for one in known},
        refused=set(refused.values_list("outside_id", flat=True)),
    )


def all_kept(feed: Feed, rows: list[dict[str, object]]) -> list[Kept]:
    """What is kept of the rows of a page."""
    columns = feed.mapped.columns
    return [kept_under(columns, row) for row in rows]
