"""Refused rows: taken out as a table, mended and sent again (K10)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from orjson import loads

from concord.core.acts.services import record
from concord.core.exchange.access import feeds_seen_by, rows_mended_by
from concord.core.exchange.facts import RejectedRowMended, RejectedRowsTaken
from concord.core.exchange.mapped import Rejected
from concord.core.exchange.models import Feed, RejectedRow
from concord.core.exchange.receiving import personal_columns
from concord.core.exchange.taking import taking
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_TAKEN = 5000


def said_in(row: RejectedRow) -> dict[str, str]:
    """What a refused row says, by the outside fields."""
    return dict(loads(row.row)) if row.row else {}


def shown_in(row: RejectedRow) -> dict[str, str]:
    """What of a refused row is shown to who mends it: all but whom it concerns, unless just that is wrong."""
    hidden = personal_columns(row.feed.mapped) - set(row.columns)
    return {column: said for column, said in said_in(row).items() if column not in hidden}


def _column(feed: Feed, field: str) -> str:
    reading = feed.mapped.reading(field)
    return reading.columns[0] if reading and reading.columns else ""


@transaction.atomic
def mend_row(pk: int, *, values: Mapping[str, str], by: Person, today: date) -> RejectedRow:
    """Take a refused row in with other values in some outside fields; what one was not shown stays as it was.

    Refuses what still cannot be taken in, with the reason; then nothing has changed.
    """
    declare_reader(by)
    row = rows_mended_by(by).select_for_update(of=("self",)).get(pk=pk)
    said = said_in(row)
    if not said:
        raise Refusal(_("What this row said is forgotten. Ask the source to send it again."))
    known = shown_in(row).keys()
    kept = said | {column: value.strip() for column, value in values.items() if column in known}
    try:
        taking(row.feed, row.job, [kept], today).take(row.number, kept)
    except Rejected as still:
        raise Refusal(still.sentence, field=_column(row.feed, still.field)) from still
    declare_reader(by)
    RejectedRow.objects.filter(pk=pk).update(mended_at=timezone.now(), mended_by=by, row="")
    record(RejectedRowMended(matter_id=None, row_id=pk, source_name=row.feed.mapped.zh), by=by)
    row.refresh_from_db()
    return row


@transaction.atomic
def take_rejected(pk: int, *, by: Person, after: int = 0) -> tuple[Feed, list[RejectedRow]]:
    """The open refused rows of a source, whole, to be mended in a spreadsheet; that they were taken out is recorded.

    At most 5,000 of them, behind a key.
    """
    declare_reader(by)
    feed = feeds_seen_by(by).get(pk=pk)
    rows = list(rows_mended_by(by).filter(feed=feed, pk__gt=after).order_by("pk")[:MOST_TAKEN])
    name = feed.mapped.zh
    record(RejectedRowsTaken(matter_id=None, feed_id=feed.pk, source_name=name, rows=len(rows)), by=by)
    return feed, rows
