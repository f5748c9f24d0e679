"""What to watch in a report: tags with the words that called for them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from concord.engines.text.numbers import AMOUNT, amount_in

LARGE_SUM = "金额较大"
LARGE = Decimal(500_000)


@dataclass(frozen=True, slots=True)
class Tag:
    """A professional label and the words that speak for it."""

    id: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """The cues of a tag, and words in which they mean something else."""

    tag: str
    cues: tuple[str, ...]
    unless: tuple[str, ...]


@cache
def watches() -> tuple[Watch, ...]:
    """What each tag looks for (`data/text/tags.yaml`)."""
    raw = yaml.safe_load((files("concord") / "data/text/tags.yaml").read_text(encoding="utf-8"))
    halves = ((tag, str(line).partition("|")) for tag, line in raw.items())
    return tuple(Watch(tag, tuple(cues.split()), tuple(unless.split())) for tag, (cues, _, unless) in halves)


def _called_for(words: str, watch: Watch) -> tuple[str, ...]:
    for other in watch.unless:
        words = words.replace(other, " ")
    return tuple(cue for cue in watch.cues if cue in words)


def _large_sums(words: str) -> tuple[str, ...]:
    said = (amount_in(match) for match in AMOUNT.finditer(words))
    return tuple(words[start:end] for start, end, value in filter(None, said) if value >= LARGE)[:1]


def tags_in(words: str) -> tuple[Tag, ...]:
    """The tags that a text calls for."""
    found = [(watch.tag, _called_for(words, watch)) for watch in watches()]
    return tuple(Tag(tag, cues) for tag, cues in (*found, (LARGE_SUM, _large_sums(words))) if cues)
