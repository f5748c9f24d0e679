"""Try other limits on the past: what would have been told, and what of it people confirmed or dismissed (D7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concord.apps.insight.warnings.models import Detector, Looked, Watched
from concord.apps.insight.warnings.selectors.counts import begin_of
from concord.apps.insight.warnings.selectors.detectors import Verdicts, verdicts_of_groups
from concord.core.matters.access import declare_system
from concord.engines.risk.looks import Budget
from concord.engines.risk.watching import GroupRule

TRIED_DAYS, SAME_DAYS = 180, 14


@dataclass(frozen=True, slots=True)
class Tried:
    """What a detector would have told in the days tried; of groups also how many of the judged ones were among them."""

    detector: str
    told: int
    confirmed: int | None = None
    dismissed: int | None = None

    @property
    def label(self) -> str:
        """What the detector is called in the reader's language."""
        return str(Detector(self.detector).label)

    @property
    def a_week(self) -> str:
        """How many a week, with one decimal."""
        return f"{7 * self.told / TRIED_DAYS:.1f}"


def tried(county: str, values: Mapping[str, int], today: date) -> list[Tried]:
    """What each detector would have told in the last 180 days with these limits.

    Groups are replayed from who reported when; the other looks from what they saw, as far as they looked.
    """
    declare_system()
    since = today - timedelta(days=TRIED_DAYS)
    by_group = _told_groups(county, since, GroupRule(**{name: values[name] for name in ("senders", "reports", "days")}))
    verdicts = verdicts_of_groups(county, since)
    return [
        _groups(by_group, verdicts),
        *(
            Tried(detector, _episodes(county, detector, since, values[name]))
            for detector, name in (
                (Detector.AREA.value, "areas_a_year"),
                (Detector.DAY.value, "days_a_year"),
                (Detector.WORDS.value, "words_a_year"),
            )
        ),
    ]


def _groups(told: set[int], verdicts: Mapping[int, str]) -> Tried:
    kept = [verdict for group, verdict in verdicts.items() if group in told]
    return Tried(Detector.GROUP.value, len(told), kept.count(Verdicts.CONFIRMED), kept.count(Verdicts.DISMISSED))


def _told_groups(county: str, since: date, rule: GroupRule) -> set[int]:
    """The groups that a rule would have told."""
    rows = Watched.objects.filter(county=county, at__gte=begin_of(since - timedelta(days=rule.days))).order_by("at")
    joined: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    told = set()
    for group, sender, at in rows.values_list("group", "sender", "at").iterator():
        joined[group].append((at, sender))
        recent = [one for when, one in joined[group] if at - when <= timedelta(days=rule.days)]
        if at.date() >= since and rule.met(len(recent), len(set(recent))):
            told.add(group)
    return told


def _episodes(county: str, detector: str, since: date, a_year: int) -> int:
    """How many times an alarm would have begun: the same topic around the same place within two weeks is one."""
    seen = Looked.objects.filter(county=county, detector=detector, day__gte=since).order_by("day", "probability")
    alarms = [one for one in seen if Budget(a_year, one.looks).is_alarm(one.probability)]
    return sum(not _goes_on(one, alarms[:number]) for number, one in enumerate(alarms))


def _goes_on(one: Looked, before: Iterable[Looked]) -> bool:
    near = (other for other in before if one.day - other.day <= timedelta(days=SAME_DAYS))
    return any(
        one.topic == other.topic and (one.place.startswith(other.place) or other.place.startswith(one.place))
        for other in near
    )
