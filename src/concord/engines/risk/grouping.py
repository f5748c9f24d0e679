"""Which reports are about the same thing: the same names and the same problem, within some months.

Leader clustering in the order in which reports come in: each joins the group it is nearest to, or begins one. Both
the names (a place, an estate, a firm) and the problem must agree: text alone joins every noisy building site of a city,
and names alone every trouble of one estate.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from concord.engines.risk.report import Report
from concord.engines.risk.vocabulary import Features, Vocabulary, Weights


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much must agree: of the names, of the problem, and of both together (cosines); and how long a group waits."""

    names: float = 0.10
    problems: float = 0.10
    both: float = 0.35
    same_organisation: float = 0.20
    days: int = 90


@dataclass(slots=True)
class Group:
    """Reports about the same thing, in the order in which they came."""

    number: int
    reports: list[Report] = field(default_factory=list)
    names: Weights = field(default_factory=lambda: defaultdict(float))
    problems: Weights = field(default_factory=lambda: defaultdict(float))
    _lengths: tuple[float, float] = (1.0, 1.0)

    def likeness(self, features: Features) -> tuple[float, float]:
        """The cosines of names and of problems with the middle of the group."""
        pairs = ((features.names, self.names), (features.problems, self.problems))
        dots = [sum(weight * middle.get(term, 0.0) for term, weight in mine.items()) for mine, middle in pairs]
        return dots[0] / self._lengths[0], dots[1] / self._lengths[1]

    def take(self, report: Report, features: Features) -> None:
        """Add a report and move the middle."""
        self.reports.append(report)
        for mine, middle in ((features.names, self.names), (features.problems, self.problems)):
            for term, weight in mine.items():
                middle[term] += weight
        self._lengths = (_length(self.names), _length(self.problems))

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


def _length(weights: Weights) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0


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
        """Names and problems together where both agree enough; for the same respondent less, for another never."""
        names, problems = group.likeness(features)
        if names < self.likeness.names or problems < self.likeness.problems:
            return 0.0
        organisations = group.organisations
        if report.organisation and organisations and report.organisation not in organisations:
            return 0.0
        enough = self.likeness.same_organisation if report.organisation in organisations else self.likeness.both
        return names + problems if names + problems >= enough else 0.0
