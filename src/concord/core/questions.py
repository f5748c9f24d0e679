"""Questions asked at every request: Django writes their SQL once, and from then on only the values change.

To write a statement costs Django ten times what it costs to send it and to read the answer (one row over four tables:
1.1 ms of 1.2). What is kept is the words of a question, never an answer and never a right.
"""

from datetime import date
from typing import Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Plain = str | int | date | None


class Given(Expression):
    """Stands in a question for a value that is named when it is asked: a key, a day, a hash."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list["Given"]]:  # type: ignore[override]
        """A parameter, with itself for its value."""
        return "%s", [self]


class Question(Generic[M]):
    """The rows of a queryset with `Given` values, whole and with what it selects along; no prefetching."""

    def __init__(self, rows: QuerySet[M]) -> None:
        self._model = rows.model
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, self._values = self._compiler.as_sql()
        except EmptyResultSet:  # nobody reaches anything by it
            self._sql, self._values = "", ()
            return
        kept = self._compiler.klass_info["select_fields"]
        columns = [one[0] for one in self._compiler.select]
        self._first, self._end = kept[0], kept[-1] + 1
        self._names = [one.target.attname for one in columns[self._first : self._end]]
        self._converters = self._compiler.get_converters(columns)
        self._beside = get_related_populators(  # type: ignore[call-arg]  # the stubs are those of a later Django
            self._compiler.klass_info, self._compiler.select, DEFAULT_DB_ALIAS
        )

    def rows(self, **given: Plain) -> list[M]:
        """Ask it with these values, as they are sent to the database."""
        if not self._sql:
            return []
        values = [given[one.name] if isinstance(one, Given) else one for one in self._values]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            found = cursor.fetchall()
        return [self._read(row) for row in self._compiler.apply_converters(found, self._converters)]

    def one(self, **given: Plain) -> M:
        """The only row; raises `DoesNotExist` where there is none."""
        for row in self.rows(**given):
            return row
        raise self._model.DoesNotExist  # type: ignore[attr-defined]

    def _read(self, row: list[object]) -> M:
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._first : self._end])
        for beside in self._beside:
            beside.populate(row, made)
        return made
