"""Look at the counts of a county by the clock: areas, days, words; and warn of what is more than usual (D7, G4).

Each kind of look has its own budget of false alarms a year, shared by all its looks of a day. What an open warning
tells already is not told twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.insight.warnings.models import BOUNDS, Detector, EarlyWarning, Limits, Looked, Watched
from concord.apps.insight.warnings.selectors.counts import Known, begin_of, known_of
from concord.apps.insight.warnings.selectors.earlier import earlier_than
from concord.apps.insight.warnings.selectors.limits import group_rule, limits_of
from concord.apps.insight.warnings.services.evidence import linked_to, reports_of, set_apart_from
from concord.apps.insight.warnings.services.raising import Raised, common_place, go_on, grow, raise_warning
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, MatterLink
from concord.core.matters.told import topic_called
from concord.core.people.models import Place
from concord.engines.law.calendar import presumed_rest_day
from concord.engines.risk.areas import look_at_areas, look_at_day, series_of
from concord.engines.risk.background import vocabulary
from concord.engines.risk.looks import Budget
from concord.engines.risk.severity import Scale
from concord.engines.risk.topics import rising
from concord.engines.risk.unusual import Unusual, alert_on
from concord.engines.risk.warning import Ground

NEAR, MOST_EVIDENCE, MOST_TEXTS = 0.05, 500, 6_000
NEW_DAYS, KNOWN_DAYS = 14, 77
SCALE = Scale()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look saw of a topic ("": of all), and how many looks shared the budget that day."""

    topic: str
    unusual: Unusual
    looks: int
    evidence: tuple[int, ...] = ()


@transaction.atomic
def look_over(county: str, today: date) -> list[EarlyWarning]:
    """Look at each topic of a county today, over areas and day by day; returns the warnings raised or grown."""
    declare_system()
    limits, known = limits_of(county), known_of(county, today)
    seen = [*_areas(known, today), *_days(known)]
    _keep(county, today, seen)
    return _warn(county, today, [one for one in seen if _is_alarm(one, limits)])


@transaction.atomic
def look_for_words(county: str, today: date) -> list[EarlyWarning]:
    """Look for words that rise in the newest reports of a county; returns the warnings raised or grown."""
    declare_system()
    limits = limits_of(county)
    recent = Watched.objects.filter(county=county, at__gte=begin_of(today - timedelta(days=KNOWN_DAYS)))
    reports = reports_of(recent.select_related("matter").order_by("-at")[:MOST_TEXTS])
    fresh = begin_of(today - timedelta(days=NEW_DAYS - 1))
    before, now = [one for one in reports if one.at < fresh], [one for one in reports if one.at >= fresh]
    seen = []
    for rise in rising(before, now, vocabulary(), BOUNDS["words_a_year"][1]) if before else []:
        found = Unusual(Ground.WORDS, county, NEW_DAYS, rise.senders, rise.expected, rise.probability, rise.words)
        seen.append(Seen("", found, rise.looks, rise.evidence))
    _keep(county, today, seen)
    return _warn(county, today, [one for one in seen if _is_alarm(one, limits)])


def _areas(known: Known, today: date) -> Iterator[Seen]:
    for topic, counts in sorted(known.by_topic.items(), reverse=True):
        seed = crc32(f"{known.county}{topic}{today}".encode())
        if found := look_at_areas(counts, presumed_rest_day, seed=seed):
            area = known.county if len(found.place) < len(known.county) else found.place
            unusual = Unusual(Ground.AREA, area, found.days, found.seen, found.expected, found.probability)
            yield Seen(topic, unusual, len(known.by_topic))


def _days(known: Known) -> Iterator[Seen]:
    topics = sorted(known.by_topic.items(), reverse=True)
    looks = [(topic, area) for topic, counts in topics for area in series_of(counts)]
    for topic, area in looks:
        if found := look_at_day(known.by_topic[topic], area, presumed_rest_day):
            unusual = Unusual(Ground.DAY, area, 1, found.seen, found.mean, found.probability)
            yield Seen(topic, unusual, len(looks))


def _is_alarm(seen: Seen, limits: Limits) -> bool:
    return Budget(limits.a_year(seen.unusual.ground), seen.looks).is_alarm(seen.unusual.probability)


def _keep(county: str, today: date, seen: Iterable[Seen]) -> None:
    """Keep what came near an alarm; a later look of the same day replaces an earlier one."""
    rows = [
        Looked(
            county=county, detector=one.unusual.ground.value, topic=one.topic, day=today, place=one.unusual.place,
            days=one.unusual.days, seen=one.unusual.seen, expected=one.unusual.expected,
            probability=one.unusual.probability, looks=one.looks,
        )
        for one in seen if one.unusual.probability <= NEAR
    ]  # fmt: skip
    Looked.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["county", "detector", "day", "topic", "place"],
        update_fields=["days", "seen", "expected", "probability", "looks"],
    )


def _warn(county: str, today: date, alarms: Sequence[Seen]) -> list[EarlyWarning]:
    """Raise or keep up a warning for each alarm, the least likely first."""
    changed = []
    for one in sorted(alarms, key=lambda seen: (seen.topic == "", seen.unusual.probability)):
        warning = _warn_of(county, today, one)
        changed += [warning] if warning else []
    return changed


def _warn_of(county: str, today: date, seen: Seen) -> EarlyWarning | None:
    known = _of_the_same(county, today, seen)
    warning = next((one for one in known if one.matter.is_open), None)
    rows = list(_evidence(county, today, seen, warning))
    reports = reports_of(rows)
    if not reports or (warning is None and _is_told({row.matter_id for row in rows})):
        return None
    place = _place(county, seen, [row.place for row in rows])
    title = called_unusual(seen.unusual, seen.topic, place)
    earlier = earlier_than(
        county=county, subject=seen.unusual.subject, called=title, place=place.pk, topic=seen.topic,
        but=warning.pk if warning else None,
    )  # fmt: skip
    alert = alert_on(seen.unusual, reports, today, SCALE, earlier=earlier.count())
    grown = alert.senders >= group_rule(county).grows_by * max((one.told_senders for one in known), default=0)
    if warning is None:
        invented = all(row.matter.invented for row in rows)
        return raise_warning(Raised(alert, title, place, seen.topic, invented=invented)) if grown else None
    if grown:
        return grow(warning, alert)
    go_on(warning, alert)
    return None


def _of_the_same(county: str, today: date, seen: Seen) -> list[EarlyWarning]:
    """Warnings of the same topic there, below or above, or of the same words: open ones, and those just closed."""
    recent = EarlyWarning.objects.filter(matter__county=county, newest__gte=today - timedelta(days=NEW_DAYS))
    if seen.unusual.ground == Ground.WORDS:
        found = recent.filter(detector=Detector.WORDS)
    else:
        found = recent.filter(detector__in=[Detector.AREA, Detector.DAY], topic=seen.topic)
    locked = found.select_related("matter").select_for_update(of=("self",)).order_by("pk")
    return [one for one in locked if _is_same(one, seen.unusual)]


def _is_same(warning: EarlyWarning, unusual: Unusual) -> bool:
    if unusual.ground == Ground.WORDS:
        return any(word in warning.called for word in unusual.words)
    place = warning.matter.place_id
    return place.startswith(unusual.place) or unusual.place.startswith(place)


def _evidence(county: str, today: date, seen: Seen, warning: EarlyWarning | None) -> Iterator[Watched]:
    """The reports of the window, newest first, and those that the warning stood on before; none that was set apart."""
    rows = Watched.objects.filter(county=county, at__gte=begin_of(today - timedelta(days=seen.unusual.days - 1)))
    if seen.unusual.ground == Ground.WORDS:
        rows = rows.filter(matter__in=seen.evidence)
    else:
        rows = rows.filter(place__startswith=seen.unusual.place)
        rows = rows.filter(topic=seen.topic) if seen.topic else rows
    found = {row.pk: row for row in rows.select_related("matter").order_by("-at")[:MOST_EVIDENCE]}
    apart = set()
    if warning is not None:
        found |= {row.pk: row for row in linked_to(warning).order_by("-at")[:MOST_EVIDENCE]}
        apart = set_apart_from(warning)
    return (row for row in found.values() if row.matter_id not in apart)


def _is_told(evidence: set[int]) -> bool:
    """Whether open warnings already tell half of these reports."""
    open_ones = MatterLink.objects.filter(
        target__in=evidence, kind=MatterLink.Kind.ABOUT, source__kind=Matter.Kind.WARNING, source__is_open=True
    )
    return 2 * open_ones.values("target").distinct().count() >= len(evidence)


def _place(county: str, seen: Seen, codes: Sequence[str]) -> Place:
    """The area itself; where words rise, the smallest place that holds all who write them."""
    if seen.unusual.ground == Ground.WORDS:
        return common_place(codes, county)
    return common_place([seen.unusual.place], county)


def called_unusual(unusual: Unusual, topic: str, place: Place) -> str:
    """What people call it: the place with its topic, or the words that rise."""
    if unusual.ground == Ground.WORDS:
        return unusual.called[:160]
    with override("zh-hans"):
        return f"{place.name}：{topic_called(topic) if topic else _('all matters')}"[:160]
