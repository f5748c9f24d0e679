"""The rows of a file that someone sends in, as large as one may send; of other files the reason why not."""

from collections.abc import Sequence
from io import BytesIO
from itertools import islice

from django.utils.translation import gettext as _

from concord.core.exchange.lines import Numbered, damaged, needed_by, rows_with
from concord.core.exchange.mapping import Mapped
from concord.core.papers.kinds import SHEET, kind_of
from concord.core.refusals import Refusal

MOST_ROWS, MOST_BYTES = 20_000, 10 * 1024 * 1024


def rows_of(content: bytes, mapped: Mapped) -> list[Numbered]:
    """The rows of a file of a source; refuses one that lacks a column the mapping needs."""
    return rows_under(content, needed_by(mapped))


def rows_under(content: bytes, needed: Sequence[str]) -> list[Numbered]:
    """The rows of a file with their numbers as a spreadsheet counts them; empty ones are left out.

    Refuses what is no table, larger than 10 MB or 20,000 rows, and one that lacks a needed column.
    """
    if not content or len(content) > MOST_BYTES:
        raise Refusal(_("Send a file of up to 10 MB that is not empty."), field="file")
    if content[:4] == b"PK\x03\x04" and kind_of(content).media_type != SHEET:
        raise damaged()
    rows = list(islice(rows_with(BytesIO(content), needed), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Refusal(_("The file has more than 20,000 rows. Send it in parts."), field="file")
    if not rows:
        raise Refusal(_("The file has no row below its first one."), field="file")
    return rows
