"""What a report is about: 21 categories and 84 items, with scores and the words that speak for it (D3).

A linear model over cue words: every cue of `data/text/lexicon.yaml` has a weight for its item, greater for longer
cues and for cues that few items share; a trained file of weights may replace these. Small enough to be read and
argued with, which is what a proposal to people needs. A machine proposes, a person decides.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from concord.engines.text.tags import Tag, tags_in
from concord.engines.text.taxonomy import NONE, taxonomy

MODEL = "cues-2026.11"
MOST_CHARACTERS = 20_000
HEAD = 40
HEAD_WEIGHT = 1.6
ALIAS_WEIGHT = 1.25
TEMPERATURE = 2.2
FEWEST_GRIEVANCE = 2.0
ASKS = ("咨询", "请问", "建议", "能否", "是否可以", "想了解", "想问", "请教", "感谢", "表扬", "点赞", "何时", "什么时候", "怎么办理", "如何办理", "呼吁")
COMPLAINS = (
    "投诉", "举报", "反映", "拖欠", "不退", "不给", "不管", "扰民", "违规", "违法", "严重", "强制", "欺骗", "被骗", "拒绝", "推诿", "乱收", "至今",
    "没有解决", "一直", "影响", "损失", "赔偿", "危险", "隐患", "不作为", "维权", "讨回", "欠", "打了", "被打", "骗", "恶劣", "受不了", "纠纷", "不合理",
    "堵", "脏", "臭", "噪音", "漏水", "坏了", "无人", "没人", "忍无可忍", "苦不堪言", "为何", "凭什么", "太差", "不公", "起诉", "离婚", "受伤",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of the text that speaks for the proposal, where it first stands, and how much it weighs."""

    word: str
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Classified:
    """A proposal: category and item (or `none`), the three nearest categories, scores by category, and why."""

    category: str
    item: str
    top3: tuple[str, ...]
    scores: dict[str, float]
    because: tuple[Reason, ...]
    tags: tuple[Tag, ...]
    model: str = MODEL


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase, and what it weighs for each item."""

    word: str
    weights: tuple[tuple[str, float], ...]


def _cue_words() -> dict[str, dict[str, float]]:
    """For each cue the items it speaks for; aliases of the taxonomy weigh a little more."""
    text = (files("concord") / "data/text/lexicon.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for item, line in raw.items():
        for word in str(line).split():
            found[word][item] = 1.0
    for item_id, item in taxonomy().items.items():
        for alias in item.aliases:
            found[alias][item_id] = ALIAS_WEIGHT
    return found


@cache
def cues() -> tuple[Cue, ...]:
    """All cues with their weights, read once."""
    weighed = []
    for word, items in _cue_words().items():
        strength = (len(word) - 0.6) ** 0.7 / math.sqrt(len(items))
        weighed.append(Cue(word, tuple((item, strength * factor) for item, factor in items.items())))
    return tuple(weighed)


def _spoken(words: str) -> tuple[dict[str, float], dict[str, list[Reason]]]:
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for cue in cues():
        start = words.find(cue.word)
        if start < 0:
            continue
        often = 1 + 0.35 * math.log(words.count(cue.word))
        place = HEAD_WEIGHT if start < HEAD else 1.0
        for item, weight in cue.weights:
            scores[item] += weight * often * place
            reasons[item].append(Reason(cue.word, start, round(weight * often * place, 3)))
    return scores, reasons


def _shares(scores: dict[str, float]) -> dict[str, float]:
    """Scores of items as shares that add up to 1 (softmax)."""
    top = max(scores.values(), default=0.0)
    raw = {item: math.exp((score - top) / TEMPERATURE) for item, score in scores.items()}
    whole = sum(raw.values()) or 1.0
    return {item: value / whole for item, value in raw.items()}


def _is_no_grievance(words: str, asked: float, best: float) -> bool:
    """Whether a text asks, suggests or praises without complaining of anything."""
    asks = sum(word in words for word in ASKS) + asked / 4
    complains = sum(word in words for word in COMPLAINS)
    return best < FEWEST_GRIEVANCE / 2 or (asks > 0 and complains == 0 and asks * 4 > best)


def _by_category(items: dict[str, float]) -> dict[str, float]:
    summed = {category.id: 0.0 for category in taxonomy().categories}
    for item, share in items.items():
        summed[item.split("-")[0]] += share
    return summed


def _without_parts(reasons: list[Reason]) -> tuple[Reason, ...]:
    """The strongest reasons, without those that are part of a longer one."""
    kept: list[Reason] = []
    for one in sorted(reasons, key=lambda reason: (-len(reason.word), reason.start)):
        if not any(one.word in other.word for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda reason: -reason.weight)[:6])


def classify(words: str) -> Classified:
    """Propose what a report is about; any text is answered, an empty or foreign one with `none`.

    `category` and `item` are ids of the taxonomy, or `none` for what is no dispute or grievance. `top3` are category
    ids, the likeliest first (`none` among them where it was proposed); `scores` add up to 1 over the categories.
    """
    text = words[:MOST_CHARACTERS]
    scores, reasons = _spoken(text)
    asked = scores.pop(NONE, 0.0)
    shares = _shares(scores)
    categories = _by_category(shares)
    ranked = sorted(categories, key=lambda category: -categories[category])
    best = max(scores.values(), default=0.0)
    tags = tags_in(text)
    rounded = {category: round(share, 4) for category, share in categories.items() if share > 0}
    if _is_no_grievance(text, asked, best):
        return Classified(NONE, NONE, (NONE, *ranked[:2]), rounded, _without_parts(reasons[NONE]), tags)
    category = ranked[0]
    item = max((one for one in shares if one.startswith(f"{category}-")), key=lambda one: shares[one])
    return Classified(category, item, tuple(ranked[:3]), rounded, _without_parts(reasons[item]), tags)
