"""Which door the law opens first for a kind of dispute, and which it bars (TAX-ROUTE)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from concord.engines.law.reckoning import CannotReckonError, Edition
from concord.engines.law.tables import in_force, rows

ITEM = re.compile(r"C(0[1-9]|1\d|2[01])-[1-9]\d?")


@dataclass(frozen=True, slots=True)
class Doors:
    """What a rule says; what it leaves out is as in an ordinary civil dispute."""

    flag: str = ""
    civil: bool = True
    first: str | None = None
    first_en: str | None = None
    next: str | None = None
    next_en: str | None = None
    channels: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Commercial:
    """Which flag bars commercial mediation, which opens it, and on what ground."""

    barred_flag: str
    open_flag: str
    barred: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing(Edition):
    """One edition of the routing rules."""

    ordinary: Doors
    rules: tuple[Doors, ...]
    commercial: Commercial
    items: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Route:
    """The doors of one item of the taxonomy.

    `first` is the right first door and `next_if_fails` the one after it, in Chinese (`_en` in English);
    `reason` is a sentence for people, empty for an ordinary dispute.
    """

    item: str
    civil_mediation: bool
    commercial_mediation: bool
    safety_check: bool
    first: str
    first_en: str
    next_if_fails: str
    next_if_fails_en: str
    reason: str
    channels: tuple[str, ...]
    articles: tuple[str, ...]
    flags: tuple[str, ...]


def route(item: str, as_of: date | None = None) -> Route:
    """The doors that the law opens and bars for `item`, as `C07-2`; refuses what is no item.

    `as_of` chooses the edition of the rules (default: the newest).
    """
    if not isinstance(item, str) or not ITEM.fullmatch(item):
        raise CannotReckonError(f"不认识的纠纷类别编号:{item}(应写作C07-2)。")
    editions = _editions()
    table = in_force(editions, as_of, "纠纷分流规则") if as_of else editions[-1]
    flags = table.items.get(item, ())
    applied = [rule for rule in table.rules if rule.flag in flags]
    return _route(item, flags, applied, table)


@cache
def known_flags() -> tuple[str, ...]:
    """Every flag that some item carries."""
    carried = (flag for edition in _editions() for flags in edition.items.values() for flag in flags)
    return tuple(dict.fromkeys(carried))


@cache
def _editions() -> tuple[Routing, ...]:
    return rows("routing.yaml", Routing)


def _route(item: str, flags: tuple[str, ...], applied: list[Doors], table: Routing) -> Route:
    """The first rule that states a door decides it; the reasons and articles of all rules are given."""
    ordered = [*applied, table.ordinary]
    law = table.commercial
    commercial = law.open_flag in flags and law.barred_flag not in flags
    channels = next(rule.channels for rule in ordered if rule.channels)
    reasons = [rule.reason for rule in applied]
    articles = [article for rule in applied or [table.ordinary] for article in rule.articles]
    if law.barred_flag in flags:
        reasons.append(law.barred)
        articles.append(law.article)
    return Route(
        item=item,
        civil_mediation=all(rule.civil for rule in applied),
        commercial_mediation=commercial,
        safety_check="safety_first" in flags,
        first=_stated([rule.first for rule in ordered]),
        first_en=_stated([rule.first_en for rule in ordered]),
        next_if_fails=_stated([rule.next for rule in ordered]),
        next_if_fails_en=_stated([rule.next_en for rule in ordered]),
        reason="".join(reasons),
        channels=(*channels, "commercial_mediation") if commercial else channels,
        articles=tuple(dict.fromkeys(articles)),
        flags=flags,
    )


def _stated(answers: list[str | None]) -> str:
    return next(answer for answer in answers if answer)
