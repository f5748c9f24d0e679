"""Why two records are, or are not, said to be the same: for a person who decides, side by side, in words."""

from dataclasses import dataclass
from datetime import date

from concord.engines.linkage.model import Model
from concord.engines.linkage.records import Form

NOT_STATED_ZH, NOT_STATED_EN = "有一方未写明", "one of the two does not say"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparison found: the thing, both sides as they are compared, the finding in words, and its weight.

    `agrees` is None where one side says nothing. The weights of all, with that of an unknown pair, are the pair's.
    """

    thing: str
    zh: str
    en: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    found_zh: str
    found_en: str
    agrees: bool | None
    weight: float


def reasons(model: Model, left: Form, right: Form) -> tuple[Reason, ...]:
    """One reason for each comparison of the model, in its order."""
    return tuple(
        Reason(
            comparison.name,
            comparison.zh,
            comparison.en,
            tuple(shown(left, column) for column in comparison.shown),
            tuple(shown(right, column) for column in comparison.shown),
            level.zh if level else NOT_STATED_ZH,
            level.en if level else NOT_STATED_EN,
            level.agrees if level else None,
            weight,
        )
        for comparison, level, weight in model.levels(left, right)
    )


def shown(form: Form, column: str) -> str:
    """What a person is shown of a column: yuan, an ISO date, the text; '' where nothing is stated (words are shown
    by whoever holds the record).
    """
    if column == "day":
        return date.fromordinal(form.day).isoformat() if form.day else ""
    if column == "amount":
        return "" if form.amount is None else f"{form.amount // 100}.{form.amount % 100:02d}"
    return "" if column == "words" else form.text(column) or ""
