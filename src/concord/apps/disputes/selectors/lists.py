"""Lists of disputes for staff: filters that read as a sentence, pages by key, counts with lights (K11)."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from concord.apps.disputes.access import disputes_within, matters_seen_by, seeing
from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import Dispute, Stage
from concord.core.matters.access import declare_reader, within
from concord.core.matters.models import Matter
from concord.core.matters.search import holding, matching
from concord.core.people.access import Reach
from concord.core.people.models import Person, Place
from concord.core.questions import Given, Question
from concord.engines.text.taxonomy import taxonomy
from concord.engines.text.tokens import query_bigrams

PAGE = 30
LIGHTS = ("late", "soon", "fine")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; every field is optional and stands in the address, so that it can be shared."""

    q: str = ""
    stage: str = ""
    category: str = ""
    place: str = ""
    light: str = ""
    mine: bool = False
    open: bool = False
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address carries it, without the page."""
        kept = {"q": self.q, "stage": self.stage, "category": self.category, "place": self.place, "light": self.light}
        kept |= {"mine": "1" if self.mine else "", "open": "1" if self.open else ""}
        return urlencode({name: value for name, value in kept.items() if value})

    def sentence(self) -> str:
        """The filter as one reads it aloud."""
        parts = [_("Disputes")]
        if self.stage:
            parts.append(_("that are “%(stage)s”") % {"stage": Stage(self.stage).label})
        elif self.open:
            parts.append(_("still open"))
        if self.category:
            parts.append(_("about %(category)s") % {"category": category_name(self.category)})
        if self.place and (place := Place.objects.filter(pk=self.place).first()):
            parts.append(_("in %(place)s") % {"place": place.name})
        if self.light:
            words = {"late": _("that are late"), "soon": _("due soon"), "fine": _("within time")}
            parts.append(words[self.light])
        if self.mine:
            parts.append(_("in my hands"))
        if self.q:
            parts.append(_("with “%(words)s”") % {"words": self.q})
        return " ".join(parts)


def category_name(category: str) -> str:
    """The name of a category of the taxonomy."""
    return next((named(one) for one in taxonomy().categories if one.id == category), category)


def filter_from(query: QueryDict) -> Filter:
    """The filter that an address asks for; what it does not know it leaves out."""
    stage, light, before = query.get("stage", ""), query.get("light", ""), query.get("before", "")
    return Filter(
        q=query.get("q", "").strip()[:80],
        stage=stage if stage in Stage.values else "",
        category=query.get("category", "")
        if category_name(query.get("category", "")) != query.get("category", "")
        else "",
        place=query.get("place", "") if query.get("place", "").isdecimal() else "",
        light=light if light in LIGHTS else "",
        mine=query.get("mine") == "1",
        open=query.get("open") == "1",
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )


def _lit(light: str, today: date | Given) -> Q:
    late, soon = Q(due_on__lt=today), Q(due_on__gte=today, yellow_on__lte=today)
    open_now = Q(is_open=True)
    return open_now & {"late": late, "soon": soon, "fine": ~late & ~soon}[light]


def narrowed(matters: QuerySet[Matter], by: Filter, person: Person | Given, today: date | Given) -> QuerySet[Matter]:
    """Those of `matters` that a filter lets through, newest first."""
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.open:
        matters = matters.filter(is_open=True)
    if by.category:
        matters = matters.filter(topic__startswith=f"{by.category}-")
    if by.place:
        matters = within(matters, by.place)
    if by.light:
        matters = matters.filter(_lit(by.light, today))
    if by.mine:
        matters = matters.filter(dispute__mediator=person)
    if by.q:
        matters = matching(matters, by.q)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    return matters.order_by("-pk")


def shown(matters: QuerySet[Matter]) -> QuerySet[Dispute]:
    """The disputes of these matters, newest first, with all that a list shows of them.

    The matters are cut to a page before anything is joined to them, so a list costs the same however long it is.
    """
    disputes = Dispute.objects.filter(matter__in=matters).order_by("-matter_id")
    return disputes.select_related("matter__place", "matter__lead", "mediator", "committee")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, and the key of the next."""

    rows: list[Dispute]
    next_before: int | None


@lru_cache(maxsize=2048)
def _page(reach: Reach, by: Filter, size: int, *, words: bool, deeper: bool) -> Question[Dispute]:
    """A page and one more row, as `listed` asks for it."""
    person = Given("person")
    found = narrowed(disputes_within(reach, person), by, person, Given("today"))
    if words:
        found = holding(found, Given("pairs"))
    if deeper:
        found = found.filter(pk__lt=Given("before"))
    return Question(shown(found[: size + 1]))


def listed(person: Person, by: Filter, today: date, size: int = PAGE) -> ListPage:
    """One page of the disputes a person may see, newest first, by key: its cost does not grow with the depth."""
    declare_reader(person)
    pairs = query_bigrams(by.q) if by.q else ""
    kept = replace(by, q="", before=None)
    asked = _page(seeing(person), kept, size, words=bool(pairs), deeper=by.before is not None)
    rows = asked.rows(person=person.pk, today=today, pairs=pairs, before=by.before)
    more = len(rows) > size
    return ListPage(rows[:size], rows[size - 1].pk if more else None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open disputes there are, how many late and soon due, and how many at each step."""

    open: int
    late: int
    soon: int
    stages: list[tuple[str, str, int]]


def counted(person: Person, today: date) -> Counts:
    """Counts of the open disputes a person may see, in one statement."""
    late = Count("pk", filter=Q(due_on__lt=today))
    soon = Count("pk", filter=Q(due_on__gte=today, yellow_on__lte=today))
    seen = matters_seen_by(person).filter(is_open=True).values("stage")
    found = {row["stage"]: row for row in seen.annotate(number=Count("pk"), late=late, soon=soon)}
    stages = [(stage.value, str(stage.label), found[stage.value]["number"]) for stage in Stage if stage.value in found]
    totals = [sum(row[name] for row in found.values()) for name in ("number", "late", "soon")]
    return Counts(totals[0], totals[1], totals[2], stages)
