"""When work of the grassroots turns yellow and red, by category and level: data that officials keep (G3)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from concord.apps.grassroots.catalogue import catalogue
from concord.core.agenda.limits import Deadline, Limit, reckoned

FILE = "data/grassroots/limits.yaml"
LEVELS = range(1, 5)
KEYS = {"category", "level", "yellow", "red", "basis"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit for one category, one level, or both; empty and 0 stand for any."""

    limit: Limit
    category: str = ""
    level: int = 0

    def fits(self, category: str, level: int) -> bool:
        """Whether it is meant for a matter of this category on this level."""
        return self.category in {"", category} and self.level in {0, level}

    @property
    def weight(self) -> tuple[bool, bool]:
        """How specific it is: what names the category goes before what names the level."""
        return bool(self.category), bool(self.level)


def read_rules(text: str) -> list[Rule]:
    """The rules of a file, the default among them. Refuses (ValueError) an entry it does not understand."""
    told = yaml.safe_load(text)
    rules = [_rule(one) for one in [told["default"], *told["rules"]]]
    named = [(rule.category, rule.level) for rule in rules]
    if twice := {one for one in named if named.count(one) > 1}:
        raise ValueError(f"limits.yaml: two rules for the same category and level: {sorted(twice)}")
    return rules


def _rule(told: dict[str, object]) -> Rule:
    category, level, yellow, red = (told.get(name, 0) for name in ("category", "level", "yellow", "red"))
    where = f"limits.yaml: {told}"
    if unknown := told.keys() - KEYS:
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
    if not (isinstance(yellow, int) and isinstance(red, int) and 1 <= yellow <= red):
        raise ValueError(f"{where}: yellow and red are working days, yellow first")
    if category and category not in catalogue().problems:
        raise ValueError(f"{where}: no such category in the catalogue")
    if not isinstance(level, int) or (level and level not in LEVELS):
        raise ValueError(f"{where}: a level is 1 to 4")
    return Rule(Limit(red, yellow, str(told["basis"])), str(category or ""), level)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(read_rules((files("concord") / FILE).read_text(encoding="utf-8")))


def limit_for(category: str, level: int) -> Limit:
    """The limit of a matter of this category on this level (1 to 4): that of the most specific rule."""
    return max((rule for rule in _rules() if rule.fits(category, level)), key=lambda rule: rule.weight).limit


def due_for(category: str, level: int, begun: date) -> Deadline:
    """When work that began on a day turns yellow and red."""
    return reckoned(limit_for(category, level), begun)
