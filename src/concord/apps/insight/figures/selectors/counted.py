"""Down to the matters: exactly those that a figure counted, newest first, in pages by key."""

from dataclasses import dataclass
from typing import Literal

from concord.apps.insight.figures.access import Sight
from concord.apps.insight.figures.definitions import Indicator
from concord.apps.insight.figures.periods import Period
from concord.apps.insight.figures.selectors.asking import Cut, Only, Question
from concord.apps.insight.figures.selectors.values import narrowed_by
from concord.apps.insight.figures.statements import rows_of
from concord.core.matters.models import Matter
from concord.core.matters.wording import names_of
from concord.core.notices.listeners import desk_pages

PAGE = 30
Which = Literal["part", "all"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A matter that was counted, the address of its page, and what its step is called."""

    matter: Matter
    address: str
    stage: str


@dataclass(frozen=True, slots=True)
class CountedPage:
    """One page of the matters, and the key of the next."""

    rows: list[Listed]
    next_before: int | None


def measure_of(told: Indicator, which: Which) -> str:
    """What is listed: what a share counts, or all of which it is a share."""
    return told.of if which == "all" and told.of else told.counts


def matters_counted(
    told: Indicator, sight: Sight, period: Period, which: Which = "part", only: Only | None = None,
    *, before: int | None = None, size: int = PAGE,
) -> CountedPage:  # fmt: skip
    """One page of the matters that an indicator counts."""
    question = Question(sight, period, Cut(), narrowed_by(told, only), took=False)
    question.given |= {"kinds": list(told.kinds), "before": before, "most": size + 1}
    parts = question.matters(measure_of(told, which))
    if not parts:
        return CountedPage([], None)
    statement = f"SELECT id FROM ({' UNION ALL '.join(parts)}) AS found (id) ORDER BY id DESC LIMIT %(most)s"  # noqa: S608
    keys = [int(str(row[0])) for row in rows_of(statement, question.given)]
    found = Matter.objects.select_related("place", "lead").in_bulk(keys[:size])
    stages = names_of("stage", told.kinds)
    return CountedPage(
        [
            Listed(one, f"{desk_pages[one.kind]}{one.pk}/" if one.kind in desk_pages else "",
                   stages.get(one.stage, one.stage))
            for one in (found[key] for key in keys[:size])
        ],
        keys[size - 1] if len(keys) > size else None,
    )  # fmt: skip
