"""Which work is followed when it is late, and by whom: data that officials keep."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

GROUNDS = ("late", "category", "repeated", "unanswered")
KEYS = {"id", "body", "when", "zh", "en", "categories", "times", "days"}


@dataclass(frozen=True, slots=True)
class FollowRule:
    """A kind of body that follows a case on a ground: late work, its category, repetition, an unanswered order."""

    id: str
    body: str
    when: str
    zh: str
    en: str
    categories: frozenset[str] = field(default_factory=frozenset)
    times: int = 0
    days: int = 0

    @property
    def reason(self) -> str:
        """The ground in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Rules:
    """The kinds of tasks that are followed, the rules of who follows, who reviews objections and until when."""

    governed: frozenset[str]
    bodies: tuple[FollowRule, ...]
    reviewer: str
    objection_days: int

    def on(self, grounds: Iterable[str]) -> list[FollowRule]:
        """The rules for these grounds, in their order: the first one's body leads."""
        wanted = set(grounds)
        return [rule for rule in self.bodies if rule.when in wanted]


def read_rules(text: str) -> Rules:
    """The rules of a file. Refuses (ValueError) an entry it does not understand."""
    told = yaml.safe_load(text)
    bodies = tuple(_rule(one) for one in told["bodies"])
    if len({rule.id for rule in bodies}) < len(bodies):
        raise ValueError("supervision.yaml: an id stands there twice.")
    return Rules(frozenset(told["governed"]), bodies, told["reviewer"], int(told["objection_days"]))


def _rule(told: dict[str, object]) -> FollowRule:
    if unknown := told.keys() - KEYS:
        raise ValueError(f"supervision.yaml: {told.get('id')} has unknown keys: {sorted(unknown)}")
    if told["when"] not in GROUNDS:
        raise ValueError(f"supervision.yaml: {told['id']}: “when” is one of {', '.join(GROUNDS)}.")
    categories, times, days = told.get("categories") or [], told.get("times", 0), told.get("days", 0)
    assert isinstance(categories, list)
    assert isinstance(times, int)
    assert isinstance(days, int)
    rule, body, when, zh, en = (str(told[name]) for name in ("id", "body", "when", "zh", "en"))
    return FollowRule(rule, body, when, zh, en, frozenset(categories), times, days)


@cache
def rules() -> Rules:
    """The rules of `data/grassroots/supervision.yaml`."""
    return read_rules((files("concord") / "data/grassroots/supervision.yaml").read_text(encoding="utf-8"))
