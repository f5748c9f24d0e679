"""Which contracts are major: data that officials keep, read as plain conditions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class MajorRule:
    """A ground on which a contract is major; all that it names must fit."""

    id: str
    zh: str
    en: str
    amount: Decimal | None = None
    natures: tuple[str, ...] = ()
    procurement: tuple[str, ...] = ()
    years: int | None = None
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the ground is called in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Described:
    """What the rules look at."""

    nature: str
    procurement: str
    amount: Decimal | None
    begins_on: date | None
    ends_on: date | None
    words: str

    @property
    def years(self) -> float:
        """How long it lasts, in years; 0 where that is not known."""
        if self.begins_on is None or self.ends_on is None:
            return 0
        return (self.ends_on - self.begins_on).days / DAYS_A_YEAR


def _rule(told: dict[str, object]) -> MajorRule:
    lists = {name: tuple(map(str, found)) for name, found in told.items() if isinstance(found, list)}
    amount = told.get("amount")
    years = told.get("years")
    return MajorRule(
        id=str(told["id"]),
        zh=str(told["zh"]),
        en=str(told["en"]),
        amount=None if amount is None else Decimal(str(amount)),
        years=None if years is None else int(str(years)),
        natures=lists.get("natures", ()),
        procurement=lists.get("procurement", ()),
        words=lists.get("words", ()),
    )


@cache
def major_rules() -> dict[str, MajorRule]:
    """The rules of `data/contracts/major.yaml`, by id."""
    told = yaml.safe_load((files("concord") / "data/contracts/major.yaml").read_text(encoding="utf-8"))
    return {one.id: one for one in map(_rule, told["rules"])}


def grounds_of(one: Described) -> list[MajorRule]:
    """The grounds on which this contract is major; none for an ordinary one."""
    return [rule for rule in major_rules().values() if _fits(rule, one)]


def _fits(rule: MajorRule, one: Described) -> bool:
    return (
        (rule.amount is None or (one.amount is not None and one.amount >= rule.amount))
        and (not rule.natures or one.nature in rule.natures)
        and (not rule.procurement or one.procurement in rule.procurement)
        and (rule.years is None or one.years > rule.years)
        and (not rule.words or any(word in one.words for word in rule.words))
    )
