"""Which reports are about the same thing: words in common, rare ones above all, within some months.

In the order in which reports come in, each joins the group it is nearest to, or begins one: near to one of its reports
and, on the average, to the three it is nearest to. A rare word (an estate, a firm) weighs far more than a common one
(the problem), but neither is enough: common words alone join every noisy building site of a city, and one name alone
every trouble of one estate. To join what several reports are already about takes less than to begin it.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from concord.engines.risk.report import Report
from concord.engines.risk.vocabulary import Features, Vocabulary, Weights

NEAREST, COMPARED = 3, 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a report must be to a group (0 to 1), less to one that has `grown` and for the same respondent; how much
    of the problem two reports must share to be near at all; and how many days a group waits.
    """

    enough: float = 0.42
    enough_known: float = 0.25
    grown: int = 3
    problems: float = 0.10
    days: int = 90


@dataclass(slots=True)
class Group:
    """Reports about the same thing, in the order in which they came."""

    number: int
    reports: list[Report] = field(default_factory=list)
    names: Weights = field(default_factory=lambda: defaultdict(float))
    _features: deque[Features] = field(default_factory=lambda: deque(maxlen=COMPARED))

    def likeness(self, features: Features, problems: float) -> float:
        """How near a report is to its newest reports: to the nearest one, and to the nearest three, half and half."""
        near = sorted((_nearness(features, one, problems) for one in self._features), reverse=True)[:NEAREST]
        return (near[0] + sum(near) / len(near)) / 2

    def take(self, report: Report, features: Features) -> None:
        """Add a report."""
        self.reports.append(report)
        self._features.append(features)
        for term in features.names:
            self.names[term] += features.words[term]

    @property
    def organisations(self) -> set[str]:
        """The respondents that its reports name."""
        return {one.organisation for one in self.reports if one.organisation}

    def called(self, most: int = 3) -> list[str]:
        """The words that name it best: those of several reports, heaviest first, none inside another."""
        ordered = sorted(self.names, key=lambda term: (-self.names[term], term))
        chosen: list[str] = []
        for term in ordered:
            if not any(term in other or other in term for other in chosen):
                chosen.append(term)
        return chosen[:most]


def _nearness(one: Features, other: Features, problems: float) -> float:
    """How many words two reports share; nothing where the problem is another."""
    return _cosine(one.words, other.words) if _cosine(one.problems, other.problems) >= problems else 0.0


def _cosine(one: Weights, other: Weights) -> float:
    """Of unit vectors."""
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more.get(term, 0.0) for term, weight in fewer.items())


@dataclass(slots=True)
class Grouping:
    """All groups that may still grow, found by the names they hold."""

    vocabulary: Vocabulary
    likeness: Likeness = field(default_factory=Likeness)
    groups: dict[int, Group] = field(default_factory=dict)
    _holding: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _made: int = 0

    def add(self, report: Report) -> Group:
        """Put a report into the group it is nearest to, or into a new one; reports come in the order of their time."""
        features = self.vocabulary.features(report)
        group = self._nearest(report, features) or self._new()
        group.take(report, features)
        for term in features.names:
            self._holding[term].add(group.number)
        return group

    def join(self, number: int, report: Report) -> None:
        """Put a report into the group it was put into before, with this number."""
        features = self.vocabulary.features(report)
        group = self.groups.setdefault(number, Group(number))
        group.take(report, features)
        self._made = max(self._made, number)
        for term in features.names:
            self._holding[term].add(number)

    def add_all(self, reports: Iterable[Report]) -> None:
        """Take in what came before, to go on from there."""
        for report in sorted(reports, key=lambda one: (one.at, one.key)):
            self.add(report)

    def forget(self, before: Report) -> int:
        """Let go of groups too old for a report to join; returns how many."""
        old = [group for group in self.groups.values() if self._is_past(group, before)]
        for group in old:
            del self.groups[group.number]
            for term in group.names:
                self._holding[term].discard(group.number)
        return len(old)

    def _new(self) -> Group:
        self._made += 1
        self.groups[self._made] = Group(self._made)
        return self.groups[self._made]

    def _is_past(self, group: Group, report: Report) -> bool:
        return report.at - group.reports[-1].at > timedelta(days=self.likeness.days)

    def _nearest(self, report: Report, features: Features) -> Group | None:
        near = {number for term in features.names for number in self._holding.get(term, ())}
        best, most = None, 0.0
        for number in sorted(near):
            group = self.groups[number]
            if self._is_past(group, report):
                continue
            if (fit := self._fit(group, report, features)) > most:
                best, most = group, fit
        return best

    def _fit(self, group: Group, report: Report, features: Features) -> float:
        """1 and how much nearer it is than it must be, or 0: what names another respondent never fits."""
        wanted, organisations = self.likeness, group.organisations
        if report.organisation and organisations and report.organisation not in organisations:
            return 0.0
        is_known = len(group.reports) >= wanted.grown or report.organisation in organisations
        beyond = group.likeness(features, wanted.problems) - (wanted.enough_known if is_known else wanted.enough)
        return 1 + beyond if beyond >= 0 else 0.0
