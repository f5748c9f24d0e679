"""One row, taken in: the same again makes nothing, a changed one adds to its matter's story, a bad one is told why.

No deeds stand here: `services` call this within a page's transaction.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from orjson import dumps

from concord.core.exchange.mapped import LONGEST_ID, Record, Rejected, digest_of, kept_of, read
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


@dataclass(slots=True)
class Taking:
    """What the rows of one page are taken in with: the feed, its places, its records, and those refused before."""

    feed: Feed
    job: ImportJob
    today: date
    places: Places
    known: dict[str, SourceRecord] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def row(self, number: int, kept: Kept) -> str:
        """Take one row in, or note why not; what became of it: made, changed, same or rejected."""
        try:
            return self.take(kept)
        except Rejected as rejected:
            return self._refused(number, kept, rejected)

    def take(self, kept: Kept) -> str:
        """Take one row in, whole or not at all; refuses (`Rejected`) with the field and the reason."""
        try:
            with transaction.atomic():
                return self._record(read(self.feed.mapped, kept, self.places))
        except Refusal as refusal:
            raise Rejected(refusal.field, str(refusal), {}) from refusal

    def _record(self, record: Record) -> str:
        before = self.known.get(record.outside_id)
        if before is not None and before.fingerprint == record.fingerprint:
            done = SAME
        else:
            key, mapped = key_of(self.feed, record.outside_id), self.feed.mapped
            incoming = Incoming(self.feed.source, mapped.zh, key, record, self.feed.invented)
            done = self._changed(before, incoming) if before else self._made(incoming)
        if record.outside_id in self.refused:
            again = RejectedRow.objects.filter(feed=self.feed, outside_id=record.outside_id, mended_at=None)
            again.update(mended_at=timezone.now(), row="")
        return done

    def _made(self, incoming: Incoming) -> str:
        matter = receiver_of(self.feed.mapped).take(incoming, by=self.feed.keeper, today=self.today)
        declare_system()
        record = incoming.record
        self.known[record.outside_id] = SourceRecord.objects.create(
            feed=self.feed, outside_id=record.outside_id, fingerprint=record.fingerprint, matter_id=matter
        )
        return MADE

    def _changed(self, before: SourceRecord, incoming: Incoming) -> str:
        receiver_of(self.feed.mapped).change(before.matter_id, incoming, by=self.feed.keeper)
        declare_system()
        before.fingerprint, before.changed_at = incoming.record.fingerprint, timezone.now()
        before.save(update_fields=["fingerprint", "changed_at"])
        return CHANGED

    def _refused(self, number: int, kept: Kept, why: Rejected) -> str:
        """Note a row that cannot be taken in.

        Fetched again as it was refused before, it is nothing new; sent again in a file, it is told of in that job.
        """
        told = {"job": self.job, "number": number, "field": why.field, "form": why.form[:400], "names": why.names}
        told |= {"outside_id": kept[self.feed.mapped.id][:LONGEST_ID], "row": dumps(kept).decode()}
        digest = digest_of(kept)
        self.refused.add(kept[self.feed.mapped.id][:LONGEST_ID])
        before = RejectedRow.objects.filter(feed=self.feed, digest=digest, mended_at=None)
        if self.job.via == ImportJob.Via.PULL and before.exists():
            return SAME
        if not before.update(**told):
            RejectedRow.objects.create(feed=self.feed, digest=digest, **told)
        return REJECTED


def taking(feed: Feed, job: ImportJob, rows: list[Kept], today: date) -> Taking:
    """All that taking these rows in needs to know, asked for together."""
    declare_system()
    ids = {kept[feed.mapped.id][:LONGEST_ID] for kept in rows}
    known = SourceRecord.objects.filter(feed=feed, outside_id__in=ids)
    refused = RejectedRow.objects.filter(feed=feed, outside_id__in=ids, mended_at=None)
    return Taking(
        feed=feed,
        job=job,
        today=today,
        places=places_within(feed.place_id),
        known={one.outside_id: one for one in known},
        refused=set(refused.values_list("outside_id", flat=True)),
    )


def all_kept(feed: Feed, rows: list[dict[str, object]]) -> list[Kept]:
    """What is kept of the rows of a page."""
    return [kept_of(feed.mapped, row) for row in rows]
