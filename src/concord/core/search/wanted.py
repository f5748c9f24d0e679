"""What someone looks for: words and filters that stand in the address and read as a sentence."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from concord.core.matters.access import within
from concord.core.matters.models import Matter
from concord.core.people.models import Place
from concord.core.search.rooms import stage_label, topic_name

MOST_CHARACTERS = 80
SINCE = {"week": 7, "month": 31, "year": 366}
NEWEST, BEST = "newest", "best"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every field is optional; a step belongs to a kind, a topic is a category or item, `since` a span of time."""

    q: str = ""
    kind: str = ""
    stage: str = ""
    topic: str = ""
    place: str = ""
    since: str = ""
    open: bool = False
    order: str = NEWEST

    @property
    def query(self) -> str:
        """All of it as an address carries it."""
        told = {name: getattr(self, name) for name in ("q", "kind", "stage", "topic", "place", "since")}
        told |= {"open": "1" if self.open else "", "order": BEST if self.order == BEST else ""}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for yet."""
        return replace(self, order=NEWEST) == Wanted()

    def but(self, **changes: str | bool) -> "Wanted":
        """The same with some fields changed; a step goes with its kind."""
        if "kind" in changes:
            changes = {"stage": "", **changes}
        return replace(self, **changes)  # type: ignore[arg-type]  # names and values come from our own pages

    def sentence(self) -> str:
        """What is looked for, as one reads it aloud."""
        parts = [str(Matter.Kind(self.kind).label).capitalize() if self.kind else _("All matters")]
        if self.stage:
            parts.append(_("that are “%(stage)s”") % {"stage": stage_label(self.kind, self.stage)})
        elif self.open:
            parts.append(_("still open"))
        if self.topic:
            parts.append(_("about %(category)s") % {"category": topic_name(self.topic)})
        if self.place and (place := Place.objects.filter(pk=self.place).first()):
            parts.append(_("in %(place)s") % {"place": place.name})
        if self.since:
            parts.append(since_label(self.since))
        if self.q:
            parts.append(_("with “%(words)s”") % {"words": self.q})
        return " ".join(parts)


def since_label(since: str) -> str:
    """A span before now, in words."""
    return {"week": _("of the last 7 days"), "month": _("of the last month"), "year": _("of the last year")}[since]


def wanted_from(address: QueryDict) -> Wanted:
    """What an address asks for; what it does not know it leaves out."""
    told = {name: address.get(name, "").replace("\0", "").strip()[:MOST_CHARACTERS] for name in Wanted.__slots__}
    kind = told["kind"] if told["kind"] in Matter.Kind.values else ""
    return Wanted(
        q=told["q"],
        kind=kind,
        stage=told["stage"] if kind and stage_label(kind, told["stage"]) else "",
        topic=told["topic"] if topic_name(told["topic"]) else "",
        place=told["place"] if told["place"].isascii() and told["place"].isdecimal() else "",
        since=told["since"] if told["since"] in SINCE else "",
        open=told["open"] == "1",
        order=BEST if told["order"] == BEST else NEWEST,
    )


def narrowed(matters: QuerySet[Matter], by: Wanted, now: datetime) -> QuerySet[Matter]:
    """Those of `matters` that the filters let through; the words are not looked at here."""
    if by.kind:
        matters = matters.filter(kind=by.kind)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.topic:
        matters = matters.filter(topic__startswith=by.topic)
    if by.place:
        matters = within(matters, by.place)
    if by.since:
        matters = matters.filter(opened_at__gte=now - timedelta(days=SINCE[by.since]))
    return matters.filter(is_open=True) if by.open else matters
