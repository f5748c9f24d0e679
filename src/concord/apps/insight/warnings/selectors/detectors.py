"""How good the detectors are, by what people judged: confirmed, dismissed, how late, how many false ones a month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from django.db.models import QuerySet
from django.utils.timezone import localtime

from concord.apps.insight.warnings.models import Detector, EarlyWarning, Limits
from concord.core.acts.models import Act

DAYS_JUDGED, WEEKS, MONTHS = 365, 4, 12


class Verdicts(StrEnum):
    """What people made of a warning at last: one that was confirmed stays so when it ends."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    WATCHED = "watched"
    OPEN = "open"


JUDGED = {
    "WarningConfirmed": Verdicts.CONFIRMED,
    "WarningDismissed": Verdicts.DISMISSED,
    "WarningWatched": Verdicts.WATCHED,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A warning as it was judged: by which detector, on which day it came, how late, on how many reports."""

    group: int
    detector: str
    day: date
    delay: int
    reports: int
    verdict: Verdicts


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a detector's warnings of a year; delays from the first report, as medians."""

    detector: str
    told: int
    confirmed: int
    dismissed: int
    watched: int
    undecided: int
    delay: float | None
    reports: float | None
    false_a_week: float
    borne_a_year: int

    @property
    def label(self) -> str:
        """What the detector is called in the reader's language."""
        return str(Detector(self.detector).label)

    @property
    def share(self) -> str:
        """The share confirmed of those confirmed or dismissed, in percent; empty before any was."""
        decided = self.confirmed + self.dismissed
        return f"{100 * self.confirmed / decided:.0f}" if decided else ""


@dataclass(frozen=True, slots=True)
class Month:
    """What was told in a month, and what of it people confirmed or dismissed."""

    first: date
    told: int
    confirmed: int
    dismissed: int


def judged_in(warnings: QuerySet[EarlyWarning], county: str, today: date) -> list[Judged]:
    """The warnings of a county that came in the last year, each with what people made of it."""
    return judged_since(warnings.filter(matter__county=county), today - timedelta(days=DAYS_JUDGED))


def judged_since(warnings: QuerySet[EarlyWarning], since: date) -> list[Judged]:
    """The warnings that came since a day, each with what people made of it."""
    rows = list(warnings.filter(matter__opened_at__date__gte=since).select_related("matter"))
    acts = Act.objects.filter(matter_id__in=[row.pk for row in rows], kind__in=JUDGED).order_by("pk")
    last = {matter: JUDGED[kind] for matter, kind in acts.values_list("matter_id", "kind")}
    found = []
    for row in rows:
        day = localtime(row.matter.opened_at).date()
        delay, verdict = max(0, (day - row.since).days), last.get(row.pk, Verdicts.OPEN)
        found.append(Judged(row.group, row.detector, day, delay, row.first_seen, verdict))
    return found


def records_of(judged: Iterable[Judged], today: date, limits: Limits) -> list[Record]:
    """One line for each detector, with the false alarms a year that its limit bears."""
    known = list(judged)
    return [_record(detector, known, today, limits.a_year(detector)) for detector in Detector.values]


def _record(detector: str, known: list[Judged], today: date, borne: int) -> Record:
    own = [one for one in known if one.detector == detector]
    verdicts = Counter(one.verdict for one in own)
    lately = [one for one in own if one.day > today - timedelta(weeks=WEEKS) and one.verdict == Verdicts.DISMISSED]
    return Record(
        detector=detector,
        told=len(own),
        confirmed=verdicts[Verdicts.CONFIRMED],
        dismissed=verdicts[Verdicts.DISMISSED],
        watched=verdicts[Verdicts.WATCHED],
        undecided=verdicts[Verdicts.OPEN],
        delay=median(one.delay for one in own) if own else None,
        reports=median(one.reports for one in own) if own else None,
        false_a_week=len(lately) / WEEKS,
        borne_a_year=borne,
    )


def months_of(judged: Iterable[Judged], today: date) -> list[Month]:
    """The last twelve months, the newest first."""
    known, found, first = list(judged), [], today.replace(day=1)
    for _number in range(MONTHS):
        own = [one.verdict for one in known if one.day.replace(day=1) == first]
        found.append(Month(first, len(own), own.count(Verdicts.CONFIRMED), own.count(Verdicts.DISMISSED)))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def verdicts_of_groups(county: str, since: date) -> dict[int, str]:
    """What people made of each group that was told since a day."""
    of_groups = EarlyWarning.objects.filter(matter__county=county, detector=Detector.GROUP)
    return {one.group: one.verdict for one in judged_since(of_groups, since)}
