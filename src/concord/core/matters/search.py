"""Find matters by Chinese words, in everything a person may see (K11)."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib.postgres.search import SearchVector
from django.db.models import Model, QuerySet, Value
from django.db.models.expressions import RawSQL

from concord.core.matters.models import Matter, SearchEntry
from concord.core.questions import Given
from concord.engines.text.tokens import query_bigrams, search_bigrams

M = TypeVar("M", bound=Model)


def _where(matter: Matter) -> dict[str, str]:
    return {"kind": matter.kind, "place": matter.place_id}


def enter_for_search(matter: Matter, texts: Iterable[str]) -> None:
    """Make a matter findable by these texts and by its number (again: what was there is replaced)."""
    bigrams = search_bigrams(" \n ".join([matter.number, *texts]))
    SearchEntry.objects.update_or_create(
        matter=matter,
        defaults={**_where(matter), "bigrams": SearchVector(Value(bigrams), config="simple")},
    )


def matching(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Those of `matters` in which the words stand; refuses (ValueError) what cannot be searched."""
    return holding(matters, query_bigrams(words))


def holding(matters: QuerySet[Matter], pairs: str | Given) -> QuerySet[Matter]:
    """Those of `matters` in which all these pairs of characters stand (`query_bigrams`)."""
    found = SearchEntry.objects.extra(where=["bigrams @@ %s::tsquery"], params=[pairs]).values("matter")
    return matters.filter(pk__in=found)


def first_entry(matter: Matter, texts: Iterable[str]) -> SearchEntry:
    """The search entry of a matter that is new, ready to be inserted."""
    bigrams = search_bigrams(" \n ".join([matter.number, *texts]))
    vector = RawSQL("to_tsvector('simple', %s)", [bigrams])
    return SearchEntry(matter=matter, bigrams=vector, **_where(matter))


def vector_of(texts: Iterable[str]) -> RawSQL:
    """What is searched of some texts, for a column of its own beside what they are about."""
    return RawSQL("to_tsvector('simple', %s)", [search_bigrams(" \n ".join(texts))])


def with_words(rows: QuerySet[M], words: str) -> QuerySet[M]:
    """Those of `rows` whose own `bigrams` hold the words; refuses (ValueError) what cannot be searched."""
    table = rows.model._meta.db_table
    return rows.extra(where=[f"{table}.bigrams @@ %s::tsquery"], params=[query_bigrams(words)])  # noqa: S610
