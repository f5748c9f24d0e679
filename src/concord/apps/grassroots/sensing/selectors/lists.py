"""Lists of sightings for staff: narrowed by what stands in the address, in pages by key."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.access import matters_seen_by
from concord.apps.grassroots.sensing.models import Sighting, Stage
from concord.core.matters.access import within
from concord.core.matters.models import Matter
from concord.core.matters.search import matching
from concord.core.people.models import Person

PAGE = 30
LIGHTS = ("late", "soon", "fine")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; every field is optional and stands in the address, so that it can be shared."""

    q: str = ""
    kind: str = ""
    stage: str = ""
    place: str = ""
    light: str = ""
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address carries it, without the page."""
        kept = {"q": self.q, "kind": self.kind, "stage": self.stage, "place": self.place, "light": self.light}
        return urlencode({name: value for name, value in kept.items() if value})


def filter_from(query: QueryDict) -> Filter:
    """The filter that an address asks for; what it does not know it leaves out."""
    told = {name: query.get(name, "") for name in ("kind", "stage", "place", "light", "before")}
    is_place = told["place"].isascii() and told["place"].isdecimal() and len(told["place"]) <= 15
    is_key = told["before"].isascii() and told["before"].isdecimal() and len(told["before"]) < 19
    return Filter(
        q=query.get("q", "").replace("\0", "").strip()[:80],
        kind=told["kind"] if told["kind"] in catalogue().problems else "",
        stage=told["stage"] if told["stage"] in Stage.values else "",
        place=told["place"] if is_place else "",
        light=told["light"] if told["light"] in LIGHTS else "",
        before=int(told["before"]) if is_key else None,
    )


def _late(today: date) -> Q:
    return Q(due_on__lt=today)


def _soon(today: date) -> Q:
    return Q(due_on__gte=today, yellow_on__lte=today)


def _lit(light: str, today: date) -> Q:
    late, soon = _late(today), _soon(today)
    return Q(is_open=True) & {"late": late, "soon": soon, "fine": ~late & ~soon}[light]


def _narrowed(matters: QuerySet[Matter], by: Filter, today: date) -> QuerySet[Matter]:
    if by.kind:
        matters = matters.filter(topic=by.kind)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.place:
        matters = within(matters, by.place)
    if by.light:
        matters = matters.filter(_lit(by.light, today))
    if by.q:
        matters = matching(matters, by.q)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    return matters.order_by("-pk")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, and the key of the next."""

    rows: list[Sighting]
    next_before: int | None


def listed(person: Person, by: Filter, today: date, size: int = PAGE) -> ListPage:
    """One page of the sightings a person may see, newest first; its cost does not grow with the depth.

    Refuses (ValueError) words that cannot be searched.
    """
    matters = _narrowed(matters_seen_by(person), by, today)[: size + 1]
    sightings = Sighting.objects.filter(matter__in=matters).order_by("-matter_id")
    rows = list(sightings.select_related("matter__place", "reporter"))
    return ListPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sightings are open; of these, how many are late and how many due soon."""

    open: int
    late: int
    soon: int


def counted(person: Person, today: date) -> Counts:
    """Counts of the open sightings a person may see, in one statement."""
    late, soon = Count("pk", filter=_late(today)), Count("pk", filter=_soon(today))
    found = matters_seen_by(person).filter(is_open=True).aggregate(number=Count("pk"), late=late, soon=soon)
    return Counts(found["number"], found["late"], found["soon"])
