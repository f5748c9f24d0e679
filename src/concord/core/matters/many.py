"""Open very many matters together, with as few statements as one needs: for rooms that take in whole batches (D4)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from concord.core.matters.models import Matter, Party
from concord.core.matters.services import PartyNamed, number_at, party_of
from concord.engines.text.tokens import search_bigrams

ENTER = """INSERT INTO matters_searchentry (matter_id, kind, place, bigrams)
    SELECT told.matter, told.kind, told.place, to_tsvector('simple', told.bigrams)
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS told (matter, kind, place, bigrams)"""


def new_numbers(prefix: str, places: Sequence[str], today: date) -> list[str]:
    """The next numbers of a kind, one for each place, in order; from the same row of numbers as `new_number`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_number') FROM generate_series(1, %s)", [len(places)])
        running = [int(row[0]) for row in cursor.fetchall()]
    return [number_at(prefix, place, today, one) for place, one in zip(places, running, strict=True)]


def add_parties_to_each(named: Iterable[tuple[Matter, PartyNamed]]) -> None:
    """Enter one party into each of these matters; none of them has an account."""
    Party.objects.bulk_create(party_of(matter, one) for matter, one in named)


def enter_each_for_search(texts: Iterable[tuple[Matter, Iterable[str]]]) -> None:
    """Make matters that are new findable, each by its texts and its number."""
    told = [(one.pk, one.kind, one.place_id, search_bigrams(" \n ".join([one.number, *said]))) for one, said in texts]
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [list(column) for column in zip(*told, strict=True)] or [[], [], [], []])
