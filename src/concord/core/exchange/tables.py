"""Refused rows as lines of a table, in the columns of their source, so that the mended table can be sent again."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from concord.core.exchange.cells import guarded
from concord.core.exchange.models import Feed, RejectedRow
from concord.core.exchange.services.mending import said_in


def lines_of(feed: Feed, rows: Iterable[RejectedRow]) -> Iterator[list[str]]:
    """The line of heads, then for each row its number, what is wrong where, and what it says."""
    columns = feed.mapped.columns
    yield [_("Row"), _("Which field"), _("Why"), *columns]
    for row in rows:
        said = said_in(row)
        about = [str(row.number), " / ".join(row.columns), row.reason]
        yield [guarded(cell) for cell in (*about, *(said.get(column, "") for column in columns))]
