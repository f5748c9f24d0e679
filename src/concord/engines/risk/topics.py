"""New topics that rise: words that far more people write than before, put together where the same people write them.

Each word, and each two neighbouring words, of the newest reports is held against how many wrote it before: here, and
in what residents write everywhere. Words that rise together are one topic (leader clustering by whose reports hold
them). All words of a night share one budget of false alarms; a word that fewer than five ever wrote could not become an
alarm and is no look (Tarone, Biometrics 46, 1990).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.engines.risk.looks import Budget
from concord.engines.risk.report import Report
from concord.engines.risk.series import Expected
from concord.engines.risk.vocabulary import Vocabulary, terms_of

FEWEST_PEOPLE, PRIOR_WEIGHT, UNSEEN = 5, 300, 0.5
NUMBER = re.compile(r"[0-9０-９]")
SPREAD, TOGETHER, MOST_WORDS = 2.0, 0.5, 8


@dataclass(frozen=True, slots=True)
class Rise:
    """Words that rise together: how many people write them now, how many were to be expected, the reports.

    `looks` is how many words were looked at that night.
    """

    words: tuple[str, ...]
    senders: int
    expected: float
    probability: float
    looks: int
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    called: str
    people: frozenset[str]
    expected: float
    probability: float


def rising(before: Sequence[Report], now: Sequence[Report], known: Vocabulary, borne_a_year: float) -> list[Rise]:
    """The topics that rise in the newest reports, the least likely first; a single word is none."""
    writers, earlier = _writers(now), {term: len(people) for term, people in _writers(before).items()}
    everyone, others = len({one.sender for one in now}), len({one.sender for one in before})
    looks = sum(len(people) + earlier.get(term, 0) >= FEWEST_PEOPLE for term, people in writers.items())
    budget = Budget(borne_a_year, looks)
    terms = [
        _Term(term, frozenset(people), mean, Expected(mean, SPREAD).tail(len(people)))
        for term, people in writers.items()
        if len(people) >= FEWEST_PEOPLE
        and not NUMBER.search(term)
        and len(people) > (mean := everyone * _rate(term, earlier.get(term, 0), others, known))
    ]
    unusual = sorted((one for one in terms if budget.is_alarm(one.probability)), key=_least_likely)
    return [rise for topic in _together(unusual) if len((rise := _rise(topic, now, looks)).words) > 1]


def _least_likely(term: _Term) -> tuple[float, int, str]:
    return term.probability, -len(term.called), term.called


def _writers(reports: Iterable[Report]) -> dict[str, set[str]]:
    """Who wrote each word; one who writes often is one."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        words, pairs = terms_of(report)
        for term in {*words, *pairs}:
            found[term].add(report.sender)
    return found


def _rate(term: str, earlier: int, others: int, known: Vocabulary) -> float:
    """The share of people who write a word: as before here, and, where little was written here, as everywhere."""
    everywhere = (known.prior.get(term, 0) + UNSEEN) / (known.documents + 1)
    return (earlier + PRIOR_WEIGHT * everywhere) / (others + PRIOR_WEIGHT)


def _together(terms: Sequence[_Term]) -> list[list[_Term]]:
    """Each word joins the first topic whose leading word is written by the same people."""
    topics: list[list[_Term]] = []
    for term in terms:
        for topic in topics:
            shared = len(term.people & topic[0].people)
            if shared >= TOGETHER * min(len(term.people), len(topic[0].people)):
                topic.append(term)
                break
        else:
            topics.append([term])
    return topics


def _rise(topic: Sequence[_Term], now: Sequence[Report], looks: int) -> Rise:
    """A topic with its reports: those that hold its leading word, or at least two of its words."""
    first, called = topic[0], [term.called for term in topic]
    held = [one for one in now if _holds(one, first.called, set(called))]
    names: list[str] = []
    for word in called:
        if not any(word in other or other in word for other in names):
            names.append(word)
    people = len({one.sender for one in held})
    keys = tuple(one.key for one in held)
    return Rise(tuple(names[:MOST_WORDS]), people, first.expected, first.probability, looks, keys)


def _holds(report: Report, first: str, called: set[str]) -> bool:
    words, pairs = terms_of(report)
    terms: Mapping[str, float] = {**words, **pairs}
    return first in terms or len(called & terms.keys()) > 1
