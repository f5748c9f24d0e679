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
MOST_NAMES, MOST_PROBLEMS = 80, 60
PAIR_WEIGHT, SMOOTH, FEWEST = 0.7, 50, 2
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """What a report is about, as unit vectors: words that name things (rare), words that tell the problem (common)."""

    names: Weights
    problems: Weights


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
        names, problems = self._weighed(words, pairs)
        self._recent.append((report.at, [*words, *pairs]))
        return Features(_unit(names, MOST_NAMES), _unit(problems, MOST_PROBLEMS))

    def _forget_recent(self, now: datetime) -> None:
        """What is older than the delay counts from now on."""
        while self._recent and now - self._recent[0][0] > self.delay:
            self._counts.update(self._recent.popleft()[1])

    def _frequency(self, term: str) -> int:
        return self._counts[term] + self.prior.get(term, 0)

    def _weighed(self, words: Mapping[str, float], pairs: Mapping[str, float]) -> tuple[Weights, Weights]:
        names, problems = Weights(), Weights()
        rare = max(FEWEST, RARE * self.documents)
        for term, times in words.items():
            known = self._frequency(term)
            if known <= rare:
                names[term] = self._weight(times, known)
            elif known <= COMMON * self.documents:
                problems[term] = self._weight(times, known)
        for term, times in pairs.items():
            known = self._frequency(term)
            if known <= rare:
                names[term] = PAIR_WEIGHT * self._weight(times, known)
        return names, problems

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
