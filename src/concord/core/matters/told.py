"""What was said in a matter, told by the app whose matter it is, for those who look over all of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from concord.core.matters.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of a matter, the respondent as it was named, the amount in yuan, whether vulnerable people suffer.

    `topic` is the family of matters it belongs to: as a person decided, until then as the machine proposes.
    `item` is its item of the taxonomy of disputes, `day` when it happened or was seen, where they are known.
    """

    words: str
    organisation: str = ""
    topic: str = ""
    amount: Decimal | None = None
    vulnerable: bool = False
    day: date | None = None
    item: str = ""


Teller = Callable[[Iterable[int]], Mapping[int, Told]]
# Who tells what was said in matters of a kind; the apps add theirs.
tellers: dict[str, Teller] = {}
# What the families of matters are called, by code, in Chinese and in English; the apps add theirs.
topics: dict[str, tuple[str, str]] = {}


def topic_called(code: str) -> str:
    """What a family of matters is called in the reader's language; an unknown one by its code."""
    zh, en = topics.get(code, (code, code))
    return zh if (get_language() or "zh").startswith("zh") else en


def told_in(matters: Iterable[Matter]) -> dict[int, Told]:
    """What was said in each of these matters whose kind somebody tells of; one question for each kind."""
    by_kind: dict[str, list[int]] = {}
    for matter in matters:
        by_kind.setdefault(matter.kind, []).append(matter.pk)
    found: dict[int, Told] = {}
    for kind, keys in by_kind.items():
        if kind in tellers:
            found |= tellers[kind](keys)
    return found
