"""Take in reports as they come, and raise a warning with the one that tips it; all by the platform itself (D7)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from concord.apps.insight.warnings.facts import ReportSetApart, WarningGrew, WarningRaised
from concord.apps.insight.warnings.models import MOVES, EarlyWarning, Stage, Watched
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.models import Matter, MatterLink, Party
from concord.core.matters.search import first_entry
from concord.core.matters.services import move, new_number
from concord.core.matters.told import Told, told_in
from concord.core.people.models import Place
from concord.engines.risk.background import vocabulary
from concord.engines.risk.grouping import Group, Grouping
from concord.engines.risk.report import Report
from concord.engines.risk.warning import Alert
from concord.engines.risk.watching import Watch, warning_of
from concord.engines.text.mask import mask

TASK, COUNTY_DIGITS, DAYS_REMEMBERED = "judge_warning", 6, 135


@dataclass(slots=True)
class CountyWatch:
    """The reports of one county under watch in this process; what others took in is read up before each report."""

    county: str
    watch: Watch = field(default_factory=lambda: Watch(Grouping(vocabulary())))
    last: int = 0

    def read_up(self) -> None:
        """Take in what the database knows beyond what this process has seen."""
        since = timezone.now() - timedelta(days=DAYS_REMEMBERED)
        missed = Watched.objects.filter(county=self.county, pk__gt=self.last, at__gte=since).select_related("matter")
        rows = list(missed.order_by("pk"))
        told = told_in(row.matter for row in rows)
        for row in rows:
            if row.matter_id in told:
                self.watch.grouping.join(row.group, _report(row, told[row.matter_id]))
            self.last = row.pk
        for warning in EarlyWarning.objects.filter(matter__county=self.county, group__in={row.group for row in rows}):
            self.watch.told[warning.group] = warning.told_senders

    def take(self, row: Watched, told: Told) -> tuple[Group, Alert | None]:
        """Take in one report."""
        report = _report(row, told)
        self.watch.grouping.forget(report)
        return self.watch.add(report)

    def as_it_stands(self, group: Group) -> Alert:
        """What the warning of a group says now."""
        return warning_of(group, group.reports[-1], self.watch.rule, self.watch.scale)


_watches: dict[str, CountyWatch] = {}


def forget_all() -> None:
    """Let this process forget what it has seen; it reads it up again when the next report comes."""
    _watches.clear()


def _report(row: Watched, told: Told) -> Report:
    matter = row.matter
    return Report(
        key=matter.pk,
        at=row.at,
        sender=row.sender,
        title=mask(matter.title),
        words=mask(told.words),
        place=matter.place_id,
        organisation=told.organisation,
        topic=matter.topic,
        amount=told.amount,
        vulnerable=told.vulnerable,
    )


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
            row = Watched(act=act.pk, matter=matter, county=matter.place_id[:COUNTY_DIGITS], sender=sender, at=act.at)
            warning = _watch_one(row, told[matter.pk])
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


def _watch_one(row: Watched, told: Told) -> EarlyWarning | None:
    county = _watches.setdefault(row.county, CountyWatch(row.county))
    county.read_up()
    group, alert = county.take(row, told)
    row.group = group.number
    row.save(force_insert=True)
    county.last = row.pk
    before = EarlyWarning.objects.filter(matter__county=row.county, group=group.number, matter__is_open=True)
    warning = before.select_related("matter").select_for_update(of=("self",)).first()
    if alert is None:
        if warning is not None:
            _go_on(warning, county.as_it_stands(group))
        return None
    return _raise(group, alert, row) if warning is None else _grow(warning, alert)


def _go_on(warning: EarlyWarning, alert: Alert) -> None:
    """Keep what it stands at now; nobody is told."""
    _tell_of(warning, alert)
    _link(warning.matter, set(alert.evidence) - set_apart_from(warning))
    warning.seen = warning.matter.links_out.filter(kind=MatterLink.Kind.ABOUT).count()
    warning.save()


def set_apart_from(warning: EarlyWarning) -> set[int]:
    """The matters of which a person found that they are about something else; they stay apart."""
    told = Act.objects.filter(matter_id=warning.pk, kind=ReportSetApart.__name__)
    return {int(payload["about_id"]) for payload in told.values_list("payload", flat=True)}


def _grow(warning: EarlyWarning, alert: Alert) -> EarlyWarning:
    warning.told_senders = alert.senders
    _go_on(warning, alert)
    if warning.matter.stage == Stage.WATCHED:
        move(warning.matter, Stage.RAISED, MOVES)
        _ask_to_judge(warning.matter, alert.until)
    record(
        WarningGrew(matter_id=warning.pk, senders=alert.senders, seen=warning.seen, grade=int(alert.graded.severity)),
        by=None,
    )
    return warning


def _raise(group: Group, alert: Alert, row: Watched) -> EarlyWarning:
    place = _common_place([one.place for one in group.reports], row.county)
    matter = Matter.objects.create(
        number=new_number("YJ", place.pk, alert.until),
        kind=Matter.Kind.WARNING,
        title=_called(alert),
        topic=row.matter.topic,
        place=place,
        lead=bodies_near(["centre"], place.pk, row.matter.topic).get("centre"),
        stage=Stage.RAISED,
        law_as_of=alert.until,
        invented=row.matter.invented,
    )
    warning = EarlyWarning(matter=matter, group=group.number, told_senders=alert.senders)
    _tell_of(warning, alert)
    warning.save(force_insert=True)
    _link(matter, alert.evidence)
    first_entry(matter, [matter.title]).save(force_insert=True)
    _ask_to_judge(matter, alert.until)
    told = WarningRaised(
        matter_id=matter.pk,
        called=matter.title,
        senders=alert.senders,
        seen=alert.seen,
        since=alert.since.isoformat(),
        grade=int(alert.graded.severity),
    )
    record(told, by=None)
    return warning


def _ask_to_judge(matter: Matter, today: date) -> None:
    open_task(matter, TASK, begun=today, by_when=deadline(TASK, today), organisation=matter.lead)


def _tell_of(warning: EarlyWarning, alert: Alert) -> None:
    warning.subject, warning.called = alert.subject, _called(alert)
    warning.grade, warning.senders, warning.seen = int(alert.graded.severity), alert.senders, alert.seen
    warning.grounds = [{"name": g.name, "value": g.value, "points": g.points} for g in alert.graded.grounds]
    warning.since, warning.newest, warning.quiet_days = alert.since, alert.until, alert.quiet_days


def _called(alert: Alert) -> str:
    if alert.subject == "place":
        place = Place.objects.filter(pk=alert.called).first()
        return place.name if place else alert.called
    return alert.called[:160]


def _common_place(codes: Sequence[str], county: str) -> Place:
    """The smallest place that holds all of them, the county at most."""
    shared = codes[0]
    while not all(code.startswith(shared) for code in codes):
        shared = shared[:-1]
    near = [shared[:length] for length in range(len(shared), COUNTY_DIGITS - 1, -1)] or [county]
    return Place.objects.filter(pk__in=near).order_by("-level").first() or Place.objects.get(pk=county)


def _link(matter: Matter, evidence: Iterable[int]) -> None:
    links = (MatterLink(source=matter, target_id=pk, kind=MatterLink.Kind.ABOUT) for pk in dict.fromkeys(evidence))
    MatterLink.objects.bulk_create(links, ignore_conflicts=True)
