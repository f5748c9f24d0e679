"""Read the records of a source from a view in its PostgreSQL database, in pages by key, reading only.

The address of the database stands in the environment and nowhere else: `CONCORD_VIEW_POLICE_330105` for one place, or
`CONCORD_VIEW_POLICE` for all. It is never shown, and no error repeats it. Only the columns that the mapping reads are
asked for. The view's id, and the column that says when a row was changed, are never empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.rows import dict_row

from concord.core.exchange.mapping import Mapped
from concord.core.exchange.outside import Mark, Page
from concord.core.refusals import OutsideFailure

SECONDS_TO_CONNECT, LONGEST_STATEMENT = 5, "60s"


@dataclass(frozen=True, slots=True)
class DatabaseViews:
    """The lines to the databases of sources, by the names of their variables."""

    lines: Mapping[str, str]

    def read(self, mapped: Mapped, place: str, mark: Mark) -> Page:
        """The next rows of the view behind a mark: those changed later, or where nothing says when, of a higher id."""
        size, behind = mapped.arrives.size, _behind(mapped, mark)
        try:
            with psycopg.connect(self._line(mapped, place), connect_timeout=SECONDS_TO_CONNECT) as line:
                line.read_only = True
                line.execute(sql.SQL("SET LOCAL statement_timeout = {}").format(LONGEST_STATEMENT))
                with line.cursor(row_factory=dict_row) as cursor:
                    rows = cursor.execute(_question(mapped, behind=bool(behind)), [*behind, size]).fetchall()
        except psycopg.Error as away:
            told = _("The database of this source does not answer as it should (%(why)s).")
            raise OutsideFailure(told % {"why": type(away).__name__}, again=True) from None
        last = {column: str(rows[-1][column]) for column in _order(mapped)} if rows else mark
        return Page([dict(row) for row in rows], last, more=len(rows) == size)

    def _line(self, mapped: Mapped, place: str) -> str:
        name = f"CONCORD_VIEW_{mapped.source.upper()}"
        told = self.lines.get(f"{name}_{place}") or self.lines.get(name)
        if not told:
            raise OutsideFailure(_("No database of this source is configured on the server."), again=True)
        return told


def _order(mapped: Mapped) -> list[str]:
    """The columns by which the rows stand in order."""
    return [*([mapped.arrives.newest] if mapped.arrives.newest else []), mapped.id]


def _behind(mapped: Mapped, mark: Mark) -> list[str]:
    """The values of a mark in order; none at the very beginning, or when the view is ordered otherwise since."""
    order = _order(mapped)
    return [mark[column] for column in order] if mark.keys() >= set(order) else []


def _question(mapped: Mapped, *, behind: bool) -> sql.Composed:
    """The first page, or the one behind a mark; every value as text, as PostgreSQL writes it."""
    order = _order(mapped)
    names = [sql.Identifier("seen", column) for column in order]
    read = [sql.SQL("{}::text AS {}").format(sql.Identifier("seen", column), sql.Identifier(column))
            for column in dict.fromkeys((*mapped.columns, *order))]  # fmt: skip
    values = sql.SQL(", ").join([sql.Placeholder()] * len(order))
    where = sql.SQL("WHERE ({}) > ({})").format(sql.SQL(", ").join(names), values)
    return sql.SQL("SELECT {} FROM {} AS seen {} ORDER BY {} LIMIT {}").format(
        sql.SQL(", ").join(read),
        sql.Identifier(*mapped.arrives.path.split(".")),
        where if behind else sql.SQL(""),
        sql.SQL(", ").join(names),
        sql.Placeholder(),
    )
