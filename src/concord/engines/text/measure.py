"""How well the classifier does on labelled texts, beside the baseline of counting the taxonomy's alias words."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from concord.engines.text.classify import Classified, category_of, classify_many
from concord.engines.text.model import Model
from concord.engines.text.taxonomy import NONE, taxonomy


class UnreadableError(ValueError):
    """A file that does not hold labelled texts; says where and why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, and the item that a person gave it."""

    text: str
    item: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text, what was proposed for it, and the baseline's first three."""

    label: Labelled
    said: Classified
    counted: tuple[str, ...]

    @property
    def category(self) -> str:
        """The category a person gave."""
        return category_of(self.label.item)

    @property
    def right(self) -> bool:
        """Whether the proposed category is the person's."""
        return self.said.category == self.category


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of a set of texts: category right at once, among the first three, item right; and the baseline's."""

    texts: int
    first: float
    three: float
    item: float
    counted_first: float
    counted_three: float


def labelled_in(file: Path) -> list[Labelled]:
    """Labelled texts of a JSON Lines file (`text`, `item`); refuses a line without them or with an unknown item."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        text, item = row.get("text"), row.get("item")
        if not isinstance(text, str) or (item != NONE and item not in taxonomy().items):
            raise UnreadableError(f"{file.name}, line {number}: a text and an item of the taxonomy are needed.")
        found.append(Labelled(text, item))
    return found


def counted(text: str) -> tuple[str, ...]:
    """The baseline: the (at most three) categories whose aliases the text names most; `none` when it names none."""
    hits: Counter[str] = Counter()
    for item in taxonomy().items.values():
        hits[item.category] += sum(text.count(alias) for alias in item.aliases)
    named = [category for category, often in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0])) if often]
    return tuple(named[:3]) or (NONE,)


def judge(labelled: Sequence[Labelled], by: Model | None = None) -> list[Judged]:
    """Classify labelled texts, by the model in force (or another) and by the baseline."""
    said = classify_many([one.text for one in labelled], by)
    return [Judged(label, answer, counted(label.text)) for label, answer in zip(labelled, said, strict=True)]


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def figures(judged: Sequence[Judged]) -> Figures:
    """The shares of a set of judged texts."""
    return Figures(
        texts=len(judged),
        first=_share(one.right for one in judged),
        three=_share(one.category in one.said.top3 for one in judged),
        item=_share(one.said.item == one.label.item for one in judged),
        counted_first=_share(one.counted[0] == one.category for one in judged),
        counted_three=_share(one.category in one.counted for one in judged),
    )


def confusions(judged: Sequence[Judged]) -> list[tuple[tuple[str, str], list[Judged]]]:
    """Which category was taken for which, the commonest first, with the texts."""
    found: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        if not one.right:
            found.setdefault((one.category, one.said.category), []).append(one)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
