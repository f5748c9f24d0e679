"""How residents found it, and beside it who was asked and who answered: a number without its bias misleads.

Asked are the people of disputes closed in the period; answered has who rated. Both are read from core and from acts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.evaluation.periods import Period
from concord.core.acts.models import Act
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.engines.text.taxonomy import taxonomy

Z = 1.96
APART = 15
OUTCOMES: dict[str, Promise] = {
    "fulfilled": _("performed"),
    "resolved": _("resolved by the department"),
    "ended": _("ended without agreement"),
    "refused": _("sent to another door"),
    "withdrawn": _("withdrawn"),
    "joined": _("joined to another report"),
}
GROUPS: dict[str, Promise] = {"topic": _("category"), "place__name": _("place"), "stage": _("outcome")}


def wilson(yes: int, number: int) -> tuple[float, float]:
    """The interval, in per cent, within which a share lies with 95 % certainty (Wilson 1927); of nothing: 0 to 100."""
    if not number:
        return 0.0, 100.0
    share, square = yes / number, Z * Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = Z * sqrt(share * (1 - share) / number + square / (4 * number * number)) / (1 + square / number)
    return round(100 * max(0.0, middle - half), 1), round(100 * min(1.0, middle + half), 1)


@dataclass(frozen=True, slots=True)
class Group:
    """One category, place or outcome: how many of the asked and of the answered belong to it."""

    kind: Promise
    name: str
    asked: int
    answered: int
    of_asked: int
    of_answered: int

    @property
    def differs(self) -> bool:
        """Whether its share among the answered is far from its share among the asked."""
        return abs(self.of_asked - self.of_answered) >= APART


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Asked, answered, content (4 or 5 of 5), the interval, and the groups that answered more or less."""

    asked: int
    answered: int
    content: int
    interval: tuple[float, float]
    groups: list[Group]

    @property
    def rate(self) -> int:
        """How many per cent answered."""
        return round(100 * self.answered / self.asked) if self.asked else 0

    @property
    def share(self) -> int | None:
        """How many per cent of the answered were content; None where nobody answered."""
        return round(100 * self.content / self.answered) if self.answered else None

    @property
    def differs(self) -> bool:
        """Whether those who answered are not like those who were asked."""
        return any(group.differs for group in self.groups)


def _name(field: str, value: str) -> str:
    """What a category, an outcome or a place is called in the reader's language."""
    if field == "topic" and value in taxonomy().items:
        item = taxonomy().items[value]
        return item.zh if (get_language() or "zh").startswith("zh") else item.en
    return str(OUTCOMES.get(value, value) or "—")


def _groups(rows: Iterable[dict[str, object]], kind: Promise, asked: int, answered: int) -> list[Group]:
    found = []
    for row in rows:
        of, given = int(str(row["asked"])), int(str(row["answered"]))
        shares = (round(100 * of / asked) if asked else 0, round(100 * given / answered) if answered else 0)
        found.append(Group(kind, str(row["name"]), of, given, *shares))
    return found


def satisfaction_of(person: Person, over: Period) -> Satisfaction:
    """How the residents of the disputes that this person may read found them; in five statements."""
    rated = Act.objects.filter(matter_id=OuterRef("pk"), kind="DisputeRated")
    closed = matters_read_by(person).filter(
        kind=Matter.Kind.DISPUTE, closed_at__date__gte=over.first, closed_at__date__lte=over.last
    )
    asked = closed.annotate(
        has_rated=Exists(rated), is_content=Exists(rated.filter(payload__score__gte=4))
    )  # fmt: skip
    of = asked.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(has_rated=True)),
        content=Count("pk", filter=Q(is_content=True)),
    )
    groups: list[Group] = []
    for field, kind in GROUPS.items():
        rows = asked.values(field).annotate(asked=Count("pk"), answered=Count("pk", filter=Q(has_rated=True)))
        named = [{**row, "name": _name(field, row[field])} for row in rows.order_by("-asked", field)[:8]]
        groups += _groups(named, kind, of["asked"], of["answered"])
    return Satisfaction(of["asked"], of["answered"], of["content"], wilson(of["content"], of["answered"]), groups)
