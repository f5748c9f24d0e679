"""Named limits of statute law: how long each step may take, from `data/law/limits`, one file a family.

A rule's name is `family.step`, as `civ.answer`; its row says the length, whether it rolls, and the article.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from concord.engines.law.inputs import day
from concord.engines.law.periods import UNITS, Due, deadline, hours_after
from concord.engines.law.reckoning import CannotReckonError, Edition, Reckoning
from concord.engines.law.tables import in_force, rows

T = TypeVar("T")

FAMILIES = {
    "civ": "民事程序",
    "enf": "执行",
    "auc": "网络司法拍卖",
    "dis": "失信名单",
    "jz": "拒执移送",
    "med": "调解",
    "lab": "劳动争议",
    "pet": "信访",
    "adm": "行政复议与非诉执行",
    "hot": "12345热线",
    "xb": "跨境立案",
    "crim": "刑事涉财产执行",
    "pc": "政府采购与款项支付",
    "data": "政务数据共享",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit: its length, what starts it, whether the last day rolls, and on what ground.

    `more` are the lengths of successive extensions in the same unit; `back` counts back from the start;
    `also` are other names for the step.
    """

    id: str
    zh: str
    starts: str
    n: int
    unit: str
    law: str
    article: str
    roll: bool = True
    back: bool = False
    more: tuple[int, ...] = ()
    also: tuple[str, ...] = ()
    status: str = "verified"
    note: str = ""


@cache
def laws() -> dict[str, tuple[Edition, ...]]:
    """All editions of the laws that the limits cite, by short name."""
    editions: dict[str, tuple[Edition, ...]] = {}
    for edition in rows("laws.yaml", Edition):
        editions[edition.name] = (*editions.get(edition.name, ()), edition)
    return editions


@cache
def rules(family: str) -> tuple[Rule, ...]:
    """All rules of a family, past ones included; refuses an unknown family."""
    if family not in FAMILIES:
        raise CannotReckonError(f"不认识的期限类别:{family}(有{'、'.join(FAMILIES)})。")
    return rows(f"limits/{family}.yaml", Rule)


def rule(name: str, as_of: date) -> tuple[Rule, Edition]:
    """The rule called `name` (`family.step`, or another name of the step) and its law in force on `as_of`."""
    family, _, step = name.partition(".")
    called = [row for row in rules(family) if step in (row.id, *row.also)]
    if not called:
        steps = "、".join(row.id for row in rules(family))
        raise CannotReckonError(f"{FAMILIES[family]}中没有“{step}”这一期限(有{steps})。")
    for row in called:
        if any(edition.covers(as_of) for edition in laws()[row.law]):
            return row, in_force(laws()[row.law], as_of, row.law)
    return called[0], in_force(laws()[called[0].law], as_of, called[0].law)


def find(name: str, as_of: date) -> Rule:
    """The rule called `name` in force on `as_of`; refuses an unknown one."""
    return rule(name, as_of)[0]


def due(
    name: str, start: date | str, *, as_of: date | None = None, extensions: int = 0, excluded_days: int = 0
) -> Reckoning[Due]:
    """When the limit `name` ends if it begins on `start`, with so many extensions and days not counted.

    `as_of` chooses the law in force (default: the starting day). Refuses more extensions than the law allows,
    and limits counted in hours (see `due_hour`).
    """
    as_of = as_of or day(start, "起算日")
    row, law = rule(name, as_of)
    if row.unit == "hour":
        raise CannotReckonError(f"“{row.zh}”以小时计算,须给出起算的时刻。")
    n = row.n + sum(_granted(row, extensions))
    counted = deadline(start, -n if row.back else n, row.unit, as_of=as_of, roll=row.roll, excluded_days=excluded_days)
    return _grounded(counted, row, law, extensions)


def due_hour(name: str, start: datetime | str, *, as_of: date | None = None) -> Reckoning[datetime]:
    """When a limit counted in hours ends; refuses limits in other units."""
    as_of = as_of or day(start, "起算时间")
    row, law = rule(name, as_of)
    if row.unit != "hour":
        raise CannotReckonError(f"“{row.zh}”不以小时计算。")
    return _grounded(hours_after(start, row.n, as_of=as_of), row, law, 0)


def mediation_ends_on(begun: date) -> Reckoning[date]:
    """The last day of a mediation taken up on `begun`: 30 days, unless all parties agree on more.

    在线调解规则第24条.
    """
    counted = due("med.online_pre", begun)
    return counted.giving(counted.result.due)


def confirmation_due(effective: date) -> Reckoning[date]:
    """The last day to ask a court to confirm a settlement in effect since `effective`: 30 days.

    民事诉讼法第205条.
    """
    counted = due("civ.confirm_apply", effective)
    return counted.giving(counted.result.due)


def _granted(row: Rule, extensions: int) -> tuple[int, ...]:
    if not 0 <= extensions <= len(row.more):
        allowed = f"至多延长{len(row.more)}次" if row.more else "没有法定的延长期"
        raise CannotReckonError(f"“{row.zh}”{allowed},不能延长{extensions}次。")
    return row.more[:extensions]


def _grounded(counted: Reckoning[T], row: Rule, law: Edition, extensions: int) -> Reckoning[T]:
    """The count with the rule's own article and edition put first."""
    granted = f",延长{extensions}次" if extensions else ""
    step = f"{row.article}:{row.zh}{row.n}{UNITS[row.unit]}{granted},自{row.starts}之日起算。"
    articles = (row.article, *counted.articles)
    return replace(counted, table=law, articles=articles, steps=(step, *counted.steps))
