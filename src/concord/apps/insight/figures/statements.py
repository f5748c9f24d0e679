"""Put statements of our own to the database."""

from collections.abc import Mapping, Sequence

from django.db import connection

Row = tuple[object, ...]
Given = dict[str, object]


def rows_of(statement: str, given: Mapping[str, object] | Sequence[object]) -> list[Row]:
    """The answer to a statement that is made of our own names; what people said stands in `given`."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)  # type: ignore[arg-type]  # the driver takes lists and days as well
        return list(cursor.fetchall())
