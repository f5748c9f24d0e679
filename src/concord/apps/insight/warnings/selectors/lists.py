"""The list of warnings, newest first, from page to page by key; and one warning as its page shows it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.timezone import localtime

from concord.apps.insight.warnings.access import matters_seen_by, warnings_judged_by
from concord.apps.insight.warnings.models import MOVES, EarlyWarning, Stage
from concord.core.acts.selectors import Told, told_to_staff
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter, MatterLink
from concord.core.notices.listeners import desk_pages
from concord.core.people.models import Person

PAGE, FEWEST_DAYS, MOST_DAYS = 30, 30, 120


@dataclass(frozen=True, slots=True)
class Filter:
    """How the list is narrowed: stage, least grade, only open ones; `before` is the key of the page."""

    stage: str = ""
    grade: int = 0
    open: bool = False
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        told = {"stage": self.stage, "grade": self.grade or "", "open": "1" if self.open else ""}
        return urlencode({name: value for name, value in told.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def filter_from(address: QueryDict) -> Filter:
    """The filter that stands in an address; what is not one of its values is left out."""
    stage, grade = address.get("stage", ""), _number(address.get("grade", ""))
    return Filter(
        stage=stage if stage in Stage.values else "",
        grade=grade if grade in range(1, 5) else 0,
        open=bool(address.get("open")),
        before=_number(address.get("before", "")) or None,
    )


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, and the key of the next."""

    rows: list[EarlyWarning]
    next_before: int | None


def listed(person: Person, by: Filter, size: int = PAGE) -> ListPage:
    """One page of the warnings that `person` may read."""
    matters = matters_seen_by(person)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.grade:
        matters = matters.filter(warning__grade__gte=by.grade)
    if by.open:
        matters = matters.filter(is_open=True)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    found = EarlyWarning.objects.filter(matter__in=matters.order_by("-pk")[: size + 1]).order_by("-matter_id")
    rows = list(found.select_related("matter__place", "matter__lead"))
    return ListPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report of a warning that its reader may read, with the address of its page."""

    matter: Matter
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """How many reports came on a day; `height` is the share of the highest day, from 0 to 100."""

    day: date
    count: int
    height: int

    @property
    def top(self) -> int:
        """Where its bar begins, from above."""
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class WarningPage:
    """All that the page of a warning shows; `hidden` reports are there, and not this reader's to read."""

    warning: EarlyWarning
    evidence: list[Evidence]
    hidden: int
    curve: list[Day]
    story: list[Told]
    verdicts: tuple[str, ...]
    may_judge: bool


def warning_page(warning: EarlyWarning, person: Person) -> WarningPage:
    """One warning with its evidence; the caller has fetched it through its access."""
    links = MatterLink.objects.filter(source=warning.matter, kind=MatterLink.Kind.ABOUT)
    keys = list(links.values_list("target", flat=True))
    read = list(matters_read_by(person).filter(pk__in=keys).select_related("place").order_by("pk"))
    may_judge = warnings_judged_by(person).filter(pk=warning.pk).exists()
    onward = MOVES[warning.matter.stage] if may_judge else frozenset()
    return WarningPage(
        warning,
        [Evidence(one, f"{desk_pages[one.kind]}{one.pk}/" if one.kind in desk_pages else "") for one in read],
        len(keys) - len(read),
        curve_of([localtime(one.opened_at).date() for one in read]),
        told_to_staff(warning.pk),
        tuple(stage for stage in (Stage.CONFIRMED, Stage.WATCHED, Stage.DISMISSED) if stage in onward),
        may_judge,
    )


def curve_of(days: list[date]) -> list[Day]:
    """Reports a day up to the last one: of thirty days at least, of 120 at most."""
    if not days:
        return []
    counted, last = Counter(days), max(days)
    first = max(min(*days, last - timedelta(days=FEWEST_DAYS - 1)), last - timedelta(days=MOST_DAYS - 1))
    most = max(counted.values())
    spread = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, counted[day], round(100 * counted[day] / most)) for day in spread]
