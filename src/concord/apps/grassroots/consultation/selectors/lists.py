"""The list of consultations, newest first, from page to page by key."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from concord.apps.grassroots.consultation.access import matters_seen_by
from concord.apps.grassroots.consultation.models import Consultation, Stage
from concord.core.matters.search import matching
from concord.core.people.models import Person

PAGE = 30


@dataclass(frozen=True, slots=True)
class Filter:
    """How the list is narrowed: words, level (0: any), stage, only those under way; `before` is the key of the page."""

    q: str = ""
    level: int = 0
    stage: str = ""
    open: bool = False
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        told = {"q": self.q, "level": self.level or "", "stage": self.stage, "open": "1" if self.open else ""}
        return urlencode({name: value for name, value in told.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def filter_from(address: QueryDict) -> Filter:
    """The filter that stands in an address; what is not one of its values is left out."""
    level, stage = _number(address.get("level", "")), address.get("stage", "")
    return Filter(
        q=address.get("q", "").replace("\0", "").strip()[:80],
        level=level if level in Consultation.Level.values else 0,
        stage=stage if stage in Stage.values else "",
        open=bool(address.get("open")),
        before=_number(address.get("before", "")) or None,
    )


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, and the key of the next."""

    rows: list[Consultation]
    next_before: int | None


def listed(person: Person, by: Filter, size: int = PAGE) -> ListPage:
    """One page of the consultations that `person` may read. Refuses (ValueError) words that cannot be searched."""
    matters = matters_seen_by(person)
    if by.level:
        matters = matters.filter(consultation__level=by.level)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.open:
        matters = matters.filter(is_open=True)
    if by.q:
        matters = matching(matters, by.q)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    page = matters.order_by("-pk")[: size + 1]
    found = Consultation.objects.filter(matter__in=page).order_by("-matter_id")
    rows = list(found.select_related("matter__place", "matter__lead"))
    return ListPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)
