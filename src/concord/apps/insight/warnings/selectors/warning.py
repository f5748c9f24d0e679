"""One warning as its page shows it: evidence, map, curve, what was usual, earlier ones, and what would end it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate, localtime

from concord.apps.insight.warnings.access import warnings_judged_by, warnings_seen_by
from concord.apps.insight.warnings.models import MOVES, Detector, EarlyWarning, Stage
from concord.apps.insight.warnings.selectors.counts import days_of, usual_of
from concord.apps.insight.warnings.selectors.earlier import earlier_than
from concord.apps.insight.warnings.selectors.limits import limits_of
from concord.core.acts.selectors import Told, told_to_staff
from concord.core.matters.access import COUNTY_DIGITS, matters_read_by
from concord.core.matters.models import Matter, MatterLink
from concord.core.matters.told import topic_called
from concord.core.notices.listeners import desk_pages
from concord.core.people.models import Person, Place

FEWEST_DAYS, MOST_DAYS, COUNTED_DAYS, MOST_EARLIER, MOST_SHOWN = 30, 120, 60, 10, 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report of a warning that its reader may read, with the address of its page."""

    matter: Matter
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """How many came on a day, and how many are usual; heights are shares of the highest, from 0 to 100."""

    day: date
    count: int
    height: int
    usual: float | None = None
    usual_height: float = 0.0

    @property
    def top(self) -> int:
        """Where its bar begins, from above."""
        return 100 - self.height

    @property
    def usual_top(self) -> float:
        """Where the line of what is usual stands, from above."""
        return 100 - self.usual_height


@dataclass(frozen=True, slots=True)
class WarningPage:
    """All that the page of a warning shows; `hidden` reports are there, and not this reader's to read."""

    warning: EarlyWarning
    evidence: list[Evidence]
    hidden: int
    map: list[tuple[str, str, int]]
    curve: list[Day]
    earlier: list[EarlyWarning]
    borne_a_year: int
    story: list[Told]
    verdicts: tuple[str, ...]
    may_judge: bool

    @property
    def topic(self) -> str:
        """The family of matters it is about, in the reader's language; empty for all of them."""
        return topic_called(self.warning.topic) if self.warning.topic else ""

    @property
    def county(self) -> str:
        """The county it lies in, by its code."""
        return self.warning.matter.place_id[:COUNTY_DIGITS]

    @property
    def has_usual(self) -> bool:
        """Whether its curve shows what is usual."""
        return bool(self.curve) and self.curve[0].usual is not None

    @property
    def last_day(self) -> date:
        """The last day of its curve."""
        return self.curve[-1].day

    @property
    def once_in(self) -> str:
        """Among how many looks so much comes once by chance; at most ten million are told."""
        return f"{min(10_000_000, round(1 / max(self.warning.probability, 1e-7))):,}"

    @property
    def quiet_on(self) -> date:
        """When it is proposed to end, if nothing more comes."""
        return self.warning.newest + timedelta(days=self.warning.quiet_days + 1)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing more came for so long that it is proposed to end."""
        return self.warning.matter.is_open and localdate() >= self.quiet_on


def warning_page(warning: EarlyWarning, person: Person) -> WarningPage:
    """One warning with its evidence; the caller has fetched it through its access."""
    links = MatterLink.objects.filter(source=warning.matter, kind=MatterLink.Kind.ABOUT)
    keys = list(links.values_list("target", flat=True))
    read = list(matters_read_by(person).filter(pk__in=keys).select_related("place").order_by("-pk"))
    may_judge = warnings_judged_by(person).filter(pk=warning.pk).exists()
    onward = MOVES[warning.matter.stage] if may_judge else frozenset()
    return WarningPage(
        warning,
        [Evidence(one, f"{desk_pages[one.kind]}{one.pk}/" if one.kind in desk_pages else "") for one in read],
        len(keys) - len(read),
        _map(warning.matter.place, [one.place_id for one in read]),
        _curve(warning, read),
        _earlier(warning, person),
        limits_of(warning.matter.place_id[:COUNTY_DIGITS]).a_year(warning.detector),
        told_to_staff(warning.pk),
        tuple(stage for stage in (Stage.CONFIRMED, Stage.WATCHED, Stage.DISMISSED) if stage in onward),
        may_judge,
    )


def _earlier(warning: EarlyWarning, person: Person) -> list[EarlyWarning]:
    """Earlier warnings of the same that this reader may read."""
    place = warning.matter.place_id
    found = earlier_than(
        county=place[:COUNTY_DIGITS],
        subject=warning.subject,
        called=warning.called,
        place=place,
        topic=warning.topic,
        but=warning.pk,
    )
    return list(found.filter(pk__in=warnings_seen_by(person).values("pk"), pk__lt=warning.pk)[:MOST_EARLIER])


def _map(place: Place, codes: Sequence[str]) -> list[tuple[str, str, int]]:
    """How many of its reports lie in each of the places below its own (or, at the foot of the tree, beside it)."""
    above = place if place.children.exists() else place.parent or place
    below = list(above.children.order_by("code").values_list("code", "name"))
    counted = Counter(next((code for code, _name in below if one.startswith(code)), "") for one in codes)
    return [(code, name, counted[code]) for code, name in below]


def _curve(warning: EarlyWarning, read: Iterable[Matter]) -> list[Day]:
    """Of a group its reports a day; of a count all that is counted there, beside what is usual."""
    if warning.detector not in {Detector.AREA, Detector.DAY}:
        return curve_of([localtime(one.opened_at).date() for one in read])
    county, place = warning.matter.place_id[:COUNTY_DIGITS], warning.matter.place_id
    last = warning.newest
    days = [last - timedelta(days=ago) for ago in reversed(range(COUNTED_DAYS))]
    counted = days_of(county, place, warning.topic, days[0], last)
    usual = usual_of(county, place, warning.topic, days, before=last - timedelta(days=warning.days))
    most = max(1.0, *counted.values(), *usual)
    return [
        Day(day, counted.get(day, 0), round(100 * counted.get(day, 0) / most), mean, round(100 * mean / most, 1))
        for day, mean in zip(days, usual, strict=True)
    ]


def curve_of(days: list[date]) -> list[Day]:
    """Reports a day up to the last one: of thirty days at least, of 120 at most."""
    if not days:
        return []
    counted, last = Counter(days), max(days)
    first = max(min(*days, last - timedelta(days=FEWEST_DAYS - 1)), last - timedelta(days=MOST_DAYS - 1))
    most = max(counted.values())
    spread = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, counted[day], round(100 * counted[day] / most)) for day in spread]
