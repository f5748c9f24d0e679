"""Take in reports as they come, and raise a warning with the one that tips it; all by the platform itself (D7)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from concord.apps.insight.warnings.models import EarlyWarning, Watched
from concord.apps.insight.warnings.selectors.earlier import earlier_than
from concord.apps.insight.warnings.selectors.limits import group_rule
from concord.apps.insight.warnings.services.counting import enter_count
from concord.apps.insight.warnings.services.evidence import report_of, set_apart_from
from concord.apps.insight.warnings.services.raising import Raised, called, common_place, go_on, grow, raise_warning
from concord.core.acts.models import Act
from concord.core.matters.access import COUNTY_DIGITS
from concord.core.matters.models import Matter, Party
from concord.core.matters.told import Told, told_in
from concord.engines.risk.background import vocabulary
from concord.engines.risk.grouping import Group, Grouping
from concord.engines.risk.report import Report
from concord.engines.risk.severity import Scale
from concord.engines.risk.warning import Alert
from concord.engines.risk.watching import GroupRule, subject_of, tips, warning_of

DAYS_REMEMBERED = 135
SCALE = Scale()


@dataclass(slots=True)
class CountyWatch:
    """The reports of one county under watch in this process; what others took in is read up before each report."""

    county: str
    grouping: Grouping = field(default_factory=lambda: Grouping(vocabulary()))
    last: int = 0

    def read_up(self) -> None:
        """Take in what the database knows beyond what this process has seen."""
        since = timezone.now() - timedelta(days=DAYS_REMEMBERED)
        missed = Watched.objects.filter(county=self.county, pk__gt=self.last, at__gte=since).select_related("matter")
        rows = list(missed.order_by("pk"))
        told = told_in(row.matter for row in rows)
        for row in rows:
            if row.matter_id in told:
                self.grouping.join(row.group, report_of(row, told[row.matter_id]))
            self.last = row.pk

    def take(self, report: Report) -> Group:
        """Take in one report."""
        self.grouping.forget(report)
        return self.grouping.add(report)


_watches: dict[str, CountyWatch] = {}


def forget_all() -> None:
    """Let this process forget what it has seen; it reads it up again when the next report comes."""
    _watches.clear()


@transaction.atomic
def take_in(acts: Sequence[Act]) -> list[EarlyWarning]:
    """Put the reports of these acts under watch, each once; returns the warnings that were raised or grew."""
    known = set(Watched.objects.filter(act__in=[act.pk for act in acts]).values_list("act", flat=True))
    fresh = [act for act in acts if act.pk not in known and act.matter_id is not None]
    matters = Matter.objects.select_related("place").in_bulk({act.matter_id for act in fresh if act.matter_id})
    told, senders = told_in(matters.values()), _senders(matters)
    changed = []
    with _forgetting_failures():
        for act in fresh:
            matter = matters.get(act.matter_id or 0)
            if matter is None or matter.pk not in told:
                continue
            sender = senders.get(matter.pk) or f"staff-{act.actor_id}"
            warning = _watch_one(_row(act, matter, told[matter.pk], sender), told[matter.pk])
            changed += [warning] if warning else []
    return changed


@contextmanager
def _forgetting_failures() -> Iterator[None]:
    """What is rolled back must not stay in memory: after a failure everything is read up again."""
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            forget_all()


def _senders(matters: Iterable[int]) -> dict[int, str]:
    """For each matter the token of whoever reported it last: by phone, else by account, else by name."""
    parties = Party.objects.filter(matter__in=list(matters), side=Party.Side.APPLICANT).order_by("pk")
    rows = parties.values_list("matter", "phone_hash", "person", "name_key")
    return {matter: phone or (f"person-{person}" if person else name) for matter, phone, person, name in rows}


def _row(act: Act, matter: Matter, told: Told, sender: str) -> Watched:
    place = matter.place_id
    county = place[:COUNTY_DIGITS]
    return Watched(act=act.pk, matter=matter, county=county, place=place, topic=told.topic, sender=sender, at=act.at)


def _watch_one(row: Watched, told: Told) -> EarlyWarning | None:
    county = _watches.setdefault(row.county, CountyWatch(row.county))
    county.read_up()
    report = report_of(row, told)
    group = county.take(report)
    row.group = group.number
    enter_count(row)
    row.save(force_insert=True)
    county.last = row.pk
    return _judge(group, report, row)


def _judge(group: Group, report: Report, row: Watched) -> EarlyWarning | None:
    """The warning that a report tips or makes grow; another that stands is kept up, and nobody is told."""
    of_group = EarlyWarning.objects.filter(matter__county=row.county, group=group.number).exclude(group=0)
    known = list(of_group.select_related("matter").select_for_update(of=("self",)))
    warning = next((one for one in known if one.matter.is_open), None)
    apart = set_apart_from(warning) if warning else set()
    reports, rule = [one for one in group.reports if one.key not in apart], group_rule(row.county)
    due = tips(reports, report, rule, told=max((one.told_senders for one in known), default=0))
    if not reports or (warning is None and not due):
        return None
    place = common_place([one.place for one in reports], row.county)
    alert = _alert(reports, group.called(), place.pk, rule, warning)
    if warning is None:
        invented = row.matter.invented
        return raise_warning(Raised(alert, called(alert), place, row.topic, group.number, invented))
    if due:
        return grow(warning, alert)
    go_on(warning, alert)
    return None


def _alert(
    reports: Sequence[Report], words: Sequence[str], place: str, rule: GroupRule, warning: EarlyWarning | None
) -> Alert:
    """What a group says with its newest report; earlier warnings of the same make it graver."""
    subject, name = subject_of(reports, words)
    earlier = earlier_than(
        county=place[:COUNTY_DIGITS], subject=subject, called=name, place=place, topic=reports[-1].topic,
        but=warning.pk if warning else None,
    )  # fmt: skip
    return warning_of(reports, words, reports[-1], rule, SCALE, earlier=earlier.count())
