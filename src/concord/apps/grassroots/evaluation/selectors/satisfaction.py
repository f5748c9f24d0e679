"""How residents found it, and beside it who was asked and who answered: a number without its bias misleads.

Asked on screen are the people of disputes that ended in the period, and answered has who rated; by link and by
telephone, who was asked in the period and who answered. What was said is counted here by the platform, never listed,
and below the fewest answers of the rules no share is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import sqrt

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.evaluation.models import Answer, Asking, Sheet
from concord.apps.grassroots.evaluation.models.asking import Channel
from concord.apps.grassroots.evaluation.periods import Period
from concord.apps.grassroots.evaluation.rules import rules
from concord.core.acts.models import Act
from concord.core.matters.access import declare_reader, declare_system, matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.engines.text.taxonomy import taxonomy

Z = 1.96
APART = 15
MOST_GROUPS = 8
ON_SCREEN = _("on screen")
OUTCOMES: dict[str, Promise] = {
    "fulfilled": _("performed"),
    "resolved": _("resolved by the department"),
    "ended": _("ended without agreement"),
    "refused": _("sent to another door"),
    "withdrawn": _("withdrawn"),
    "joined": _("joined to another report"),
    "closed": _("closed"),
    "solved": _("solved"),
    "unsolved": _("unsolved"),
}
GROUPS: dict[str, Promise] = {
    "kind": _("kind of matter"),
    "topic": _("category"),
    "place__name": _("place"),
    "stage": _("outcome"),
}


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
    """One kind, category, place or outcome: how many of the asked and of the answered belong to it."""

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
class Answers:
    """How many were asked, answered, declined; and how many were content, which of a few nobody is told."""

    name: Promise | str
    asked: int
    answered: int
    declined: int
    said_content: int

    @property
    def content(self) -> int | None:
        """How many were content; None below the fewest answers."""
        return self.said_content if self.answered >= rules().fewest else None

    @property
    def rate(self) -> int:
        """How many per cent answered."""
        return round(100 * self.answered / self.asked) if self.asked else 0

    @property
    def share(self) -> int | None:
        """How many per cent of the answered were content; None below the fewest answers."""
        return None if self.content is None else round(100 * self.content / self.answered)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within what the share lies with 95 % certainty."""
        return None if self.content is None else wilson(self.content, self.answered)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """All answers, those of each channel, and the groups that answered more or less."""

    whole: Answers
    channels: list[Answers]
    groups: list[Group]

    @property
    def differs(self) -> bool:
        """Whether those who answered are not like those who were asked."""
        return any(group.differs for group in self.groups)


def _name(field: str, value: str) -> str:
    """What a kind, category, outcome or place is called in the reader's language."""
    if field == "kind":
        return str(Matter.Kind(value).label)
    if field == "topic" and value in catalogue().problems:
        return catalogue().problems[value].name
    if field == "topic" and value in taxonomy().items:
        item = taxonomy().items[value]
        return item.zh if (get_language() or "zh").startswith("zh") else item.en
    return str(OUTCOMES.get(value, value) or "—")


def _groups(rows: Iterable[dict[str, object]], kind: Promise, whole: tuple[int, int]) -> list[Group]:
    """The largest groups by name; the small ones, by which someone could be found out, as one."""
    sizes = [(str(row["name"]), int(str(row["asked"])), int(str(row["answered"]))) for row in rows]
    shown = [one for one in sizes if one[1] >= rules().fewest][:MOST_GROUPS]
    asked, answered = whole[0] - sum(of for _name, of, _given in shown), whole[1] - sum(one[2] for one in shown)
    if asked:
        shown.append((gettext("all others"), asked, answered))
    return [Group(kind, name, of, given, _share(of, whole[0]), _share(given, whole[1])) for name, of, given in shown]


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


@transaction.atomic
def satisfaction_of(person: Person, over: Period) -> Satisfaction:
    """How residents found the matters that this person may read; in ten statements, however many there are."""
    readable = matters_read_by(person)
    declare_system()  # what was said is read by the platform alone; the matters stay those that the person may read
    invited = Asking.objects.filter(asked_on__gte=over.first, asked_on__lte=over.last)
    ended = Q(kind=Matter.Kind.DISPUTE, closed_at__date__gte=over.first, closed_at__date__lte=over.last)
    asked = _said(readable.filter(ended | Q(pk__in=invited.values("matter"))))
    whole = _answers(gettext("all together"), asked)
    channels = [_answers(ON_SCREEN, asked.filter(ended), rated_only=True)]
    channels += [_by(channel, readable, invited) for channel in Channel]
    whole = replace(whole, declined=sum(one.declined for one in channels))
    groups: list[Group] = []
    for field, kind in GROUPS.items():
        rows = asked.values(field).annotate(asked=Count("pk"), answered=Count("pk", filter=Q(has_said=True)))
        named = [{**row, "name": _name(field, row[field])} for row in rows.order_by("-asked", field)]
        groups += _groups(named, kind, (whole.asked, whole.answered))
    declare_reader(person)
    return Satisfaction(whole, channels, groups)


def _said(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """Matters with whether someone rated them on screen or answered, and whether they were content (4 or 5 of 5)."""
    rated = Act.objects.filter(matter_id=OuterRef("pk"), kind="DisputeRated")
    answered = Answer.objects.filter(matter=OuterRef("pk"))
    rated_well = Exists(rated.filter(payload__score__gte=4))
    return matters.annotate(
        has_rated=Exists(rated),
        rated_well=rated_well,
        has_said=Exists(rated) | Exists(answered),
        is_content=rated_well | (~Exists(rated) & Exists(answered.filter(content=True))),
    )


def _answers(name: Promise | str, matters: QuerySet[Matter], *, rated_only: bool = False) -> Answers:
    said, content = ("has_rated", "rated_well") if rated_only else ("has_said", "is_content")
    of = matters.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(**{said: True})),
        content=Count("pk", filter=Q(**{content: True})),
    )
    return Answers(name, of["asked"], of["answered"], 0, of["content"])


@transaction.atomic
def answered_about(sheet: Sheet, *, by: Person) -> list[Answers]:
    """Who was asked about a body in the period of a sheet that `by` was found to see, and who answered, by channel.

    Only how many; how many were content is what the figure says, or does not say of few.
    """
    declare_system()
    ended = Matter.objects.filter(
        kind=Matter.Kind.DISPUTE, lead=sheet.unit_id, closed_at__date__gte=sheet.first, closed_at__date__lte=sheet.last
    )
    asked = Asking.objects.filter(unit=sheet.unit_id, asked_on__gte=sheet.first, asked_on__lte=sheet.last)
    found = [_answers(ON_SCREEN, _said(ended), rated_only=True)]
    found += [_by(channel, Matter.objects.all(), asked) for channel in Channel]
    declare_reader(by)
    return found


def _by(channel: Channel, readable: QuerySet[Matter], invited: QuerySet[Asking]) -> Answers:
    """Who was asked in the period by one channel, and what they answered."""
    theirs = invited.filter(channel=channel, matter__in=readable)
    of = theirs.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(state=Asking.State.ANSWERED)),
        declined=Count("pk", filter=Q(state=Asking.State.DECLINED)),
    )
    content = Answer.objects.filter(channel=channel, content=True, matter__in=theirs.values("matter"))
    return Answers(channel.label, of["asked"], of["answered"], of["declined"], content.count())
