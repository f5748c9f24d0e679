"""What a search shows: a page of matters, how they spread, what else is called so, and what may have been meant.

Everything here begins with the keys of `newest`, which are those of matters that the asker may read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.db.models.expressions import RawSQL
from django.utils import timezone

from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.matters.told import told_in
from concord.core.notices.listeners import desk_pages
from concord.core.people.models import Person, Place
from concord.core.search.marking import passage
from concord.core.search.newest import among, newest
from concord.core.search.rooms import shelves, stage_label, topic_name
from concord.core.search.wanted import BEST, SINCE, Wanted, since_label
from concord.engines.text.tokens import query_bigrams, runs_of

PAGE = 30
MOST_COUNTED = 1_000
MOST_SUGGESTED = 6
MOST_TRIED = 8
YEAR = 365.0 * 86_400
CITY_DIGITS, COUNTY_DIGITS, TOWNSHIP_DIGITS = 4, 6, 9


@dataclass(frozen=True, slots=True)
class Line:
    """A matter found, its page, what it is about, and the passage in which the words stand ('' if none is told)."""

    matter: Matter
    page: str
    stage: str
    topic: str
    passage: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: how it is asked for, what it is called, how many matters have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How the matters found spread; of very many, the newest thousand. `whole` says whether these are all."""

    number: int
    whole: bool
    kinds: list[Value]
    stages: list[Value]
    topics: list[Value]
    places: list[Value]
    times: list[Value]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of what was found, and the key at which the next begins (None: there is none)."""

    lines: list[Line]
    next_before: int | None


def result_page(person: Person, by: Wanted, before: int | None = None, size: int = PAGE) -> ResultPage:
    """One page. In the order of fit, `before` is the key of the last one shown; among the newest thousand.

    A page of the newest may be short and still have a next one: so much was looked through, and one can look on.
    """
    if by.order == BEST and by.q:
        ranked = _by_fit(newest(person, by, MOST_COUNTED).keys, by.q)
        begin = ranked.index(before) + 1 if before in ranked else 0
        keys, more = ranked[begin : begin + size], len(ranked) > begin + size
        return ResultPage(_lines(person, keys, by.q), keys[-1] if more else None)
    found = newest(person, by, size, before)
    return ResultPage(_lines(person, found.keys, by.q), found.floor or None)


def _by_fit(keys: list[int], words: str) -> list[int]:
    """Keys by how often and how near the words stand, younger ones first: after a year, a hit is worth half."""
    rank = "ts_rank_cd(matters_searchentry.bigrams, %s::tsquery) / (1 + extract(epoch FROM now() - opened_at) / %s)"
    found = among(Matter.objects.filter(search__isnull=False), keys)
    ranked = found.annotate(rank=RawSQL(rank, [query_bigrams(words), YEAR]))  # noqa: S611  # our own words
    return list(ranked.order_by(F("rank").desc(), "-pk").values_list("pk", flat=True))


def _lines(person: Person, keys: list[int], words: str) -> list[Line]:
    place = {key: at for at, key in enumerate(keys)}
    found = among(matters_read_by(person), keys).select_related("place", "lead")
    rows = sorted(found, key=lambda one: place[one.pk])
    told = told_in(rows) if words else {}
    return [found_line(one, _said(one, told[one.pk].words, words) if one.pk in told else "") for one in rows]


def _said(matter: Matter, told: str, words: str) -> str:
    """The passage in which the words stand, unless the title shows them already."""
    return "" if passage(matter.title, words) else passage(told, words)


def page_of(kind: str, pk: int) -> str:
    """Where a matter of a kind is read."""
    page = desk_pages.get(kind)
    return f"{page}{pk}/" if page else f"/desk/matters/{pk}/runs/"


def found_line(matter: Matter, said: str = "") -> Line:
    """A matter as it is shown among what was found."""
    stage = stage_label(matter.kind, matter.stage)
    return Line(matter, page_of(matter.kind, matter.pk), stage, topic_name(matter.topic), said)


def spread_of(person: Person, by: Wanted) -> Spread:
    """How what was found spreads over kinds, steps, topics, places and time."""
    found = newest(person, by, MOST_COUNTED)
    asked = among(matters_read_by(person), found.keys).values_list("kind", "stage", "topic", "place_id", "opened_at")
    rows = list(asked)
    kinds = _values(((kind, str(Matter.Kind(kind).label)) for kind, *_ in rows))
    stages = _values((stage, stage_label(kind, stage)) for kind, stage, *_ in rows) if by.kind else []
    topics = _values(_categories((topic for _kind, _stage, topic, *_ in rows)))
    return Spread(
        number=len(rows),
        whole=not found.floor,
        kinds=kinds,
        stages=[one for one in stages if one.label],
        topics=topics,
        places=_places(by, [row[3] for row in rows]),
        times=_times([row[4] for row in rows], timezone.now()),
    )


def _values(told: Iterable[tuple[str, str]]) -> list[Value]:
    return [Value(value, label, number) for (value, label), number in Counter(told).most_common()]


def _categories(topics: Iterable[str]) -> list[tuple[str, str]]:
    return [(topic.split("-")[0], name) for topic in topics if (name := topic_name(topic))]


def _places(by: Wanted, codes: list[str]) -> list[Value]:
    """The places one step below the smallest that holds all that was found."""
    common = by.place or _common(codes)
    length = next((n for n in (CITY_DIGITS, COUNTY_DIGITS, TOWNSHIP_DIGITS, 12, 15) if n > len(common)), 15)
    counted = Counter(code[:length] for code in codes if len(code) >= length)
    names = dict(Place.objects.filter(pk__in=counted).values_list("pk", "name"))
    return [Value(code, names[code], number) for code, number in counted.most_common() if code in names]


def _common(codes: list[str]) -> str:
    first, last = (min(codes), max(codes)) if codes else ("", "")
    shared = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: max((n for n in (2, CITY_DIGITS, COUNTY_DIGITS, TOWNSHIP_DIGITS, 12) if n <= shared), default=0)]


def _times(opened: list[datetime], now: datetime) -> list[Value]:
    numbers = {since: sum(one >= now - timedelta(days=days) for one in opened) for since, days in SINCE.items()}
    return [Value(since, since_label(since), number) for since, number in numbers.items() if number]


def suggested(person: Person, words: str) -> list[str]:
    """What one may be about to type, of what `person` may see: titles of the newest matters, then names of things."""
    if len("".join(runs_of(words))) < 2:
        return []
    found = newest(person, Wanted(q=words), MOST_SUGGESTED)
    titles = [one.matter.title for one in _lines(person, found.keys, "")]
    others = [thing.title for shelf in shelves.values() for thing in shelf.find(person, words, 0, 2)]
    return list(dict.fromkeys([*titles, *others]))[: 2 * MOST_SUGGESTED]


def meant(person: Person, by: Wanted) -> str:
    """Words near to those that found nothing, which find something that `person` may see; '' where there are none."""
    tries = _nearby(by.q)[:MOST_TRIED]
    return next((words for words in tries if newest(person, by.but(q=words), 1).keys), "")


def _nearby(words: str) -> list[str]:
    """Less of the same: a run left out, else the beginning or the end of a single run."""
    runs = runs_of(words)
    if len(runs) > 1:
        return [" ".join(run for at, run in enumerate(runs) if at != left) for left in range(len(runs))]
    run = runs[0] if runs else ""
    return [part for n in range(len(run) - 1, 1, -1) for part in (run[:n], run[-n:])]
