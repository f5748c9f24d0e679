"""What tables need while they are filled set by set: defaults for columns not named, and no indexes until the end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.db import connection as django_connection
from django.db.models import Field, Model
from psycopg import sql

Row = tuple[object, ...]
Models = Sequence[type[Model]]


def copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterable[Row]) -> None:
    """A table for this transaction, with these rows."""
    connection.execute(f"CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP")
    with connection.cursor().copy(f"COPY {table} FROM STDIN") as told:
        for row in rows:
            told.write_row(row)


def _needs_default(field: Field[object, object]) -> bool:
    return not (field.null or field.primary_key or field.generated or field.has_db_default() or field.remote_field)


@contextmanager
def defaults(connection: psycopg.Connection, models: Models) -> Iterator[None]:
    """Within this block, a column that is not named has the default of its model."""
    found = []
    for model in models:
        for field in model._meta.concrete_fields:
            value = field.get_default() if _needs_default(field) else None
            if value is not None:
                prepared = field.get_db_prep_save(value, django_connection)
                found.append((sql.Identifier(model._meta.db_table), sql.Identifier(field.column), prepared))
    for table, column, value in found:
        change = sql.SQL("ALTER TABLE {} ALTER {} SET DEFAULT {}").format(table, column, sql.Literal(value))
        connection.execute(change)
    yield
    for table, column, _value in found:
        connection.execute(sql.SQL("ALTER TABLE {} ALTER {} DROP DEFAULT").format(table, column))


@contextmanager
def without_indexes(connection: psycopg.Connection, models: Models) -> Iterator[None]:
    """Within this block only keys are kept; other indexes are built again afterwards, which is many times faster."""
    asked = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique"""
    dropped = connection.execute(asked, [[model._meta.db_table for model in models]]).fetchall()
    for name, _definition in dropped:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in dropped:
        connection.execute(definition)


def run_all(connection: psycopg.Connection, statements: str, **given: object) -> None:
    """Each statement of a file, in order, with these values."""
    for statement in psycopg.ClientCursor(connection).mogrify(statements, given).split(";\n"):
        connection.execute(statement)
