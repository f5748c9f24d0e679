"""Clean contracts of eight kinds: forms in our own words, filled with parties, amounts and dates that agree."""

import hashlib
import random
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from concord.engines.review.document import Block, Document, Format, Kind
from concord.engines.review.facts.codes import sealed
from concord.engines.review.numerals import upper

FORMS = files("concord") / "data/contracts/forms"
NATURES = ("works", "goods", "services", "software", "lease", "property", "design", "transfer")
_NUMERALS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
_PLACES = ["云溪", "柏林川", "青禾", "石泉", "东陵", "白鹭洲", "南屏", "松江口"]
_BODIES = ["教育局", "档案馆", "交通运输局", "机关事务服务中心", "第二人民医院", "文化馆", "水利局", "实验小学"]
_FIRMS = ["恒测", "远成", "明禾", "嘉木", "瑞川", "启程", "同方圆", "九畹"]
_TRADES = ["科技", "建设", "实业", "信息技术", "工程", "服务"]
_PERSONS = ["周文清", "沈立", "方亦然", "陆成", "何思远", "顾明", "秦越", "叶知秋"]
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Clause:
    """One clause of a form: a name for it, its heading, its lines."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Contract:
    """A contract in lines, not yet numbered: its kind, what fills its slots, and its clauses."""

    nature: str
    slots: dict[str, str]
    clauses: tuple[Clause, ...]
    head: str
    foot: str
    seed: int = 0
    extra: dict[str, object] = field(default_factory=dict)

    def without(self, key: str) -> "Contract":
        """The same without one clause."""
        return replace(self, clauses=tuple(one for one in self.clauses if one.key != key))

    def with_text(self, key: str, old: str, new: str) -> "Contract":
        """The same with words of one clause put in place of others; they must be there."""
        found = [one for one in self.clauses if one.key == key and old in one.text]
        if not found:
            raise KeyError(f"{self.nature} has no {old!r} in {key}")
        changed = replace(found[0], text=found[0].text.replace(old, new, 1))
        return replace(self, clauses=tuple(changed if one is found[0] else one for one in self.clauses))

    def with_line(self, key: str, line: str) -> "Contract":
        """The same with one more line at the end of a clause; of a late clause where none has the key."""
        keys = [one.key for one in self.clauses]
        place = keys.index(key) if key in keys else len(keys) - 3
        one = self.clauses[place]
        longer = replace(one, text=f"{one.text}\n{line}")
        return replace(self, clauses=(*self.clauses[:place], longer, *self.clauses[place + 1 :]))

    def with_slots(self, **slots: str) -> "Contract":
        """The same with other words in some slots."""
        return replace(self, slots={**self.slots, **slots})

    def words(self) -> str:
        """The text: clauses numbered 第N条, references and slots filled."""
        numbers = {one.key: numeral(place) for place, one in enumerate(self.clauses, 1)}
        lines = [self.head]
        for one in self.clauses:
            lines += [f"第{numbers[one.key]}条　{one.title}", one.text]
        text = "\n".join([*lines, self.foot])
        text = re.sub(r"\{n:(\w+)\}", lambda found: numbers.get(found[1], "九十九"), text)
        return text.format_map(self.slots)


def numeral(number: int) -> str:
    """A number below 100 as clauses are counted."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else _NUMERALS[tens]) + "十") + (_NUMERALS[ones] if ones else "")


@cache
def _form(name: str) -> dict[str, object]:
    return yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"))


def _clauses(nature: str) -> tuple[Clause, ...]:
    shared = _form("shared")
    found = []
    for row in _form(nature)["clauses"]:
        one = shared[row["use"]] if "use" in row else row
        found.append(Clause(row.get("use") or row["key"], one["title"], one["text"]))
    return tuple(found)


def clean(nature: str, seed: int = 7) -> Contract:
    """A contract in which nothing is to be found."""
    shared, form = _form("shared"), _form(nature)
    slots = _slots(random.Random(f"{nature}-{seed}"), form)
    return Contract(nature, slots, _clauses(nature), shared["head"], shared["foot"], seed)


def day(value: date) -> str:
    """A date as contracts write it."""
    return f"{value.year}年{value.month}月{value.day}日"


def money(value: Decimal) -> str:
    """An amount with groups of three."""
    return f"{value:,.2f}"


def _code(dice: random.Random) -> str:
    stem = dice.choice(["91", "12", "11"]) + f"33{dice.randrange(100, 999):04d}"
    body = "".join(dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    return sealed(stem + body)


def _slots(dice: random.Random, form: dict[str, object]) -> dict[str, str]:
    place = dice.choice(_PLACES)
    signed = date(2026, dice.randrange(3, 11), dice.randrange(1, 27))
    start = signed + timedelta(days=dice.randrange(5, 20))
    years = dice.choice([1, 1, 2, 3]) if form["nature"] == "lease" else 1
    end = start.replace(year=start.year + years, day=min(start.day, 28)) - timedelta(days=1)
    start = start.replace(day=min(start.day, 28))
    price = Decimal(dice.randrange(80, 390) * 1000 + dice.choice([0, 0, 250, 500, 660]))
    return {
        "title": str(form["title"]),
        "number": f"HT-2026-{dice.randrange(100, 999)}",
        "tender": f"ZC2026-{dice.randrange(1000, 9999)}",
        "project": f"{place}区{str(form['title']).removesuffix('合同')}项目",
        "method": dice.choice(["公开招标", "竞争性磋商", "询价"]),
        "size": dice.choice(["小型企业", "中型企业", "微型企业"]),
        **_party(dice, "a", f"{place}区{dice.choice(_BODIES)}", place),
        **_party(dice, "b", f"{dice.choice(_PLACES)}{dice.choice(_FIRMS)}{dice.choice(_TRADES)}有限公司", place),
        **_prices(price, form),
        "place": f"{place}区{dice.choice(['人民', '解放', '文昌', '学院'])}路{dice.randrange(1, 300)}号",
        "area": str(dice.randrange(120, 5000)),
        "days": str(dice.choice([20, 30, 45, 60, 90])),
        "bond": str(dice.choice([3, 5, 10])),
        "signed": day(signed),
        "start": day(start),
        "end": day(end),
        "span": str((end - start).days + 1),
        "years": _NUMERALS[years],
        "bank": f"{place}农村商业银行营业部",
        "account": "".join(str(dice.randrange(10)) for _ in range(17)),
        "annex_1": str(form["annexes"][0]),
        "annex_2": str(form["annexes"][1]),
    }


def _party(dice: random.Random, side: str, name: str, place: str) -> dict[str, str]:
    address = f"{place}区{dice.choice(['建设', '中山', '湖滨', '新民'])}路{dice.randrange(1, 300)}号"
    return {
        f"{side}_name": name,
        f"{side}_code": _code(dice),
        f"{side}_address": address,
        f"{side}_person": dice.choice(_PERSONS),
    }


def _prices(price: Decimal, form: dict[str, object]) -> dict[str, str]:
    net = (price / (1 + Decimal(form["rate"]) / 100)).quantize(CENT)
    told = {
        "price": money(price),
        "price_upper": upper(price),
        "net": money(net),
        "tax": money(price - net),
        "rate": str(form["rate"]),
    }
    left = price
    for place, share in enumerate(form["percents"], 1):
        last = place == len(form["percents"]) and sum(form["percents"]) == 100
        part = left if last else (price * share / 100).quantize(CENT)
        left -= part
        told |= {f"s{place}": str(share), f"p{place}": money(part)}
    return told


def document(words: str, *, recognised: bool = False) -> Document:
    """A text as a document, a block a line."""
    blocks = tuple(Block(f"b{place}", Kind.PARAGRAPH, line) for place, line in enumerate(words.split("\n")))
    return Document(Format.TEXT, hashlib.sha256(words.encode()).hexdigest(), blocks, recognised=recognised)
