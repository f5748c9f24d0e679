"""What was said in a matter, told by the app whose matter it is, for those who look over all of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from concord.core.matters.models import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words of a matter, the respondent as it was named, the amount in yuan, whether vulnerable people suffer."""

    words: str
    organisation: str = ""
    amount: Decimal | None = None
    vulnerable: bool = False


Teller = Callable[[Iterable[int]], Mapping[int, Told]]
# Who tells what was said in matters of a kind; the apps add theirs.
tellers: dict[str, Teller] = {}


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
