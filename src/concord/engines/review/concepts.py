"""What may be said in many ways: concepts (`concepts.yaml`), and the combinations of them that make a finding.

A concept is a list of wordings, apart by blanks. In a wording, `…` stands for up to twelve characters of the same
sentence (`…{30}` for up to thirty) and `<name>` for any wording of another concept; the rest is a regular expression. A
combination (by rule) is a list of concepts that stand in one sentence, in any order; `-name` must not stand in it. What
a rule's `unless` names silences all its combinations: words of negation, of mutuality, of what the law allows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from concord.engines.review.case import Case
from concord.engines.review.statutes import DATA, loaded
from concord.engines.review.text import Sentence

_REFERENCE = re.compile(r"<([^<>=!]+)>")
_GAP = re.compile(r"…(?:\{(\d+)\})?")
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Combination:
    """Concepts that must all stand in a sentence, and those that must not."""

    all: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]

    def fits(self, sentence: Sentence) -> bool:
        """Whether the sentence says it."""
        words = sentence.words
        return all(one.search(words) for one in self.all) and not any(one.search(words) for one in self.none)


def combined(case: Case, rule: str, *, but: Names = frozenset()) -> Iterator[Sentence]:
    """Each sentence that one of the rule's combinations fits, once, in the order of the text.

    Wordings in `but` do not count: who is a party of this contract is no third party in it.
    """
    found = {
        sentence.at: sentence
        for one in combinations(rule, but)
        for sentence in case.text.sentences(one.all[0])
        if one.fits(sentence)
    }
    yield from (found[at] for at in sorted(found))


def combining() -> tuple[str, ...]:
    """The ids of the rules that have combinations."""
    return tuple(_mapping("combinations.yaml"))


@cache
def combinations(rule: str, but: Names = frozenset()) -> tuple[Combination, ...]:
    """The combinations of a rule; none for a rule that has none."""
    told = _mapping("combinations.yaml").get(rule, {"any": []})
    if not isinstance(told, dict) or set(told) - {"any", "unless"}:
        raise TypeError(f"{rule}: combinations are `any` and `unless`, not {told}")
    guards = tuple(concept(name, but) for name in told.get("unless", []))
    return tuple(_combination(names, guards, but) for names in told["any"])


def _combination(names: list[str], guards: tuple[re.Pattern[str], ...], but: Names) -> Combination:
    barred = tuple(concept(name[1:], but) for name in names if name.startswith("-"))
    return Combination(tuple(concept(name, but) for name in names if not name.startswith("-")), guards + barred)


@cache
def concept(name: str, but: Names = frozenset()) -> re.Pattern[str]:
    """A concept's wordings as one pattern; a name that nobody defined is an error."""
    return re.compile(_either(name, but))


def _either(name: str, but: Names) -> str:
    told = _mapping("concepts.yaml").get(name)
    if not isinstance(told, str):
        raise TypeError(f"concepts.yaml has no wordings called {name}")
    either = "|".join(one for one in told.split() if one not in but)
    either = _GAP.sub(lambda found: rf"[^。;\n]{{0,{found[1] or 12}}}?", either)
    return f"(?:{_REFERENCE.sub(lambda found: _either(found[1], but), either)})"


@cache
def _mapping(name: str) -> dict[str, object]:
    told = loaded(DATA / name)
    if not isinstance(told, dict):
        raise TypeError(f"{name} is a mapping")
    return told
