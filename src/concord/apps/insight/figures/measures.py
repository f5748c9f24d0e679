"""The closed vocabulary of indicators: what can be counted of a matter, on which of its days, under which condition.

Each measure is a column of the sums. `of` names the measure that it is a part of: a share may only be taken of that.
Conditions are over columns of `Entry`, and none of them depends on what day it is.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GOOD = "('resolved', 'fulfilled', 'closed', 'solved', 'handled')"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: on which day of a matter it falls, the condition in SQL, in words, and of what it is a part."""

    day: str
    condition: str
    says: Promise
    of: str = ""


MEASURES: dict[str, Measure] = {
    "opened": Measure("opened_on", "true", _("matters reported in the period")),
    "ended": Measure(
        "opened_on", "e.closed_on IS NOT NULL", _("matters reported in the period that have ended by now"), "opened"
    ),
    "repeated": Measure(
        "opened_on",
        "e.repeated",
        _("matters reported in the period about the same organisation, or the same problem in the same village,"
          " as another of the 180 days before"),
        "opened",
    ),
    "on_site": Measure(
        "opened_on", "e.on_site", _("matters reported in the period, handled on site and not handed on"), "opened"
    ),
    "late": Measure(
        "opened_on", "e.late", _("matters reported in the period, some work of which has passed its last day"), "opened"
    ),
    "closed": Measure("closed_on", "true", _("matters that ended in the period")),
    "resolved": Measure("closed_on", f"e.stage IN {GOOD}", _("matters that ended in the period resolved"), "closed"),
    "rated": Measure("rated_on", "true", _("matters whose newest rating was given in the period")),
    "content": Measure("rated_on", "e.score >= 4", _("matters whose newest rating was 4 or 5 out of 5"), "rated"),
    "mediated": Measure("mediated_on", "true", _("matters whose mediation ended in the period")),
    "settled": Measure("mediated_on", "e.settled", _("mediations that ended with a signed settlement"), "mediated"),
}  # fmt: skip
DAYS = tuple(dict.fromkeys(one.day for one in MEASURES.values()))
