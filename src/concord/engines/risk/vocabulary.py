"""What words are common: in general, and here until some weeks ago; so that the rare ones name things.

Words of the last weeks are kept out of the count: an issue that everyone writes about today must not make its own name
common.
"""

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import rjieba

from concord.engines.risk.report import Report

WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")
TITLE_WEIGHT, WORDS_READ = 3.0, 300
RARE, COMMON = 0.004, 0.08
MOST_WORDS, MOST_PROBLEMS = 80, 60
TITLE_LIFT, PAIR_WEIGHT, SMOOTH, FEWEST = 1.4, 0.7, 50, 2
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """What a report is about, as unit vectors: its words, rare ones above all, and those that anybody writes anywhere,
    which tell the problem; and which words are rare enough to name a thing.
    """

    words: Weights
    problems: Weights
    names: frozenset[str]


@dataclass(slots=True)
class Vocabulary:
    """Document frequencies of words and of neighbouring words: a general prior, and what came in before `delay`."""

    prior: Mapping[str, int] = field(default_factory=dict)
    documents: int = 0
    delay: timedelta = timedelta(days=45)
    _counts: Counter[str] = field(default_factory=Counter)
    _recent: deque[tuple[datetime, list[str]]] = field(default_factory=deque)

    def features(self, report: Report) -> Features:
        """What a report is about, by what was known before it; then the report itself is known."""
        words, pairs = terms_of(report)
        self._forget_recent(report.at)
        self.documents += 1
        weights = self._weighed(words, 1.0) | self._weighed(pairs, PAIR_WEIGHT)
        self._recent.append((report.at, [*words, *pairs]))
        problems = {term: math.sqrt(weight) for term, weight in weights.items() if term in self.prior}
        kept = _unit(weights, MOST_WORDS)
        names = frozenset(term for term in kept if self._frequency(term) <= self._rare)
        return Features(kept, _unit(problems, MOST_PROBLEMS), names)

    def _forget_recent(self, now: datetime) -> None:
        """What is older than the delay counts from now on."""
        while self._recent and now - self._recent[0][0] > self.delay:
            self._counts.update(self._recent.popleft()[1])

    def _frequency(self, term: str) -> int:
        return self._counts[term] + self.prior.get(term, 0)

    @property
    def _rare(self) -> float:
        """In how many reports a word may stand that names a thing."""
        return max(FEWEST, RARE * self.documents)

    def _weighed(self, terms: Mapping[str, float], weight: float) -> Weights:
        """The weights of the terms that are not common, squared, so that what is rare counts far more."""
        found = Weights()
        for term, times in terms.items():
            if (known := self._frequency(term)) <= COMMON * self.documents:
                lift = TITLE_LIFT if times >= TITLE_WEIGHT else 1.0
                found[term] = (weight * lift * self._weight(times, known)) ** 2
        return found

    def _weight(self, times: float, known: int) -> float:
        """Sublinear frequency times inverse document frequency (Salton and Buckley 1988)."""
        return (1 + math.log(times)) * math.log((self.documents + SMOOTH) / (known + 1))


def terms_of(report: Report) -> tuple[dict[str, float], dict[str, float]]:
    """The words of two characters and more, and neighbouring words, each with how much it counts."""
    words: dict[str, float] = defaultdict(float)
    pairs: dict[str, float] = defaultdict(float)
    for weight, text in ((TITLE_WEIGHT, report.title), (1.0, report.words[:WORDS_READ])):
        for run in _runs(text):
            for at, word in enumerate(run):
                if len(word) > 1:
                    words[word] += weight
                if at + 1 < len(run) and len(pair := word + run[at + 1]) > 2:
                    pairs[pair] += weight
    return words, pairs


def _runs(text: str) -> Iterator[list[str]]:
    """The words between marks."""
    for run in WORD.findall(text):
        yield list(rjieba.cut(run))


def _unit(weights: Weights, most: int) -> Weights:
    """The heaviest ones, made to length 1."""
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(weight * weight for _term, weight in kept)) or 1.0
    return {term: weight / length for term, weight in kept}
