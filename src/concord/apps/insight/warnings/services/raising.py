"""Raise a warning, keep up what it stands at, and tell again when it has grown; all by the platform itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from concord.apps.insight.warnings.facts import UnusualRaised, WarningGrew, WarningRaised, WordsRaised
from concord.apps.insight.warnings.models import MOVES, Detector, EarlyWarning, Stage
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import finish_tasks, open_task
from concord.core.matters.access import COUNTY_DIGITS
from concord.core.matters.models import Matter, MatterLink
from concord.core.matters.search import first_entry
from concord.core.matters.services import move, new_number
from concord.core.people.models import Place
from concord.engines.risk.severity import Graded
from concord.engines.risk.warning import Alert

TASK, END_TASK = "judge_warning", "end_warning"


@dataclass(frozen=True, slots=True)
class Raised:
    """What a warning is raised on: the alert, what it is called, its place and topic, the group noticed (or 0)."""

    alert: Alert
    called: str
    place: Place
    topic: str = ""
    group: int = 0
    invented: bool = False


def raise_warning(found: Raised) -> EarlyWarning:
    """Open the matter of a warning with its evidence, and ask who judges."""
    alert = found.alert
    matter = Matter.objects.create(
        number=new_number("YJ", found.place.pk, alert.until),
        kind=Matter.Kind.WARNING,
        title=found.called[:200],
        topic=found.topic,
        place=found.place,
        lead=bodies_near(["centre"], found.place.pk, found.topic).get("centre"),
        stage=Stage.RAISED,
        law_as_of=alert.until,
        invented=found.invented,
    )
    warning = EarlyWarning(
        matter=matter,
        detector=Detector(alert.ground.value),
        group=found.group,
        topic=found.topic,
        told_senders=alert.senders,
        first_seen=alert.seen,
    )
    warning.called = found.called[:160]
    _tell_of(warning, alert)
    warning.save(force_insert=True)
    link(matter, alert.evidence)
    first_entry(matter, [matter.title]).save(force_insert=True)
    _ask_to_judge(matter, alert.until)
    record(_raised(warning), by=None)
    return warning


def _raised(warning: EarlyWarning) -> WarningRaised | UnusualRaised | WordsRaised:
    called, senders, seen, grade = warning.matter.title, warning.senders, warning.seen, warning.grade
    if warning.detector == Detector.GROUP:
        since = warning.since.isoformat()
        return WarningRaised(matter_id=warning.pk, called=called, senders=senders, seen=seen, since=since, grade=grade)
    if warning.detector == Detector.WORDS:
        return WordsRaised(matter_id=warning.pk, called=called, senders=senders, seen=seen, grade=grade)
    usual = f"{warning.expected:.1f}"
    counted, days = warning.counted, warning.days
    return UnusualRaised(matter_id=warning.pk, called=called, seen=counted, days=days, usual=usual, grade=grade)


def go_on(warning: EarlyWarning, alert: Alert) -> None:
    """Keep what it stands at now; nobody is told. What seemed to be over is not."""
    _tell_of(warning, alert)
    link(warning.matter, alert.evidence)
    warning.save()
    finish_tasks(warning.matter, [END_TASK], by=None)


def grow(warning: EarlyWarning, alert: Alert) -> EarlyWarning:
    """Tell that it grew; one that was only watched is to be judged anew."""
    warning.told_senders = alert.senders
    go_on(warning, alert)
    if warning.matter.stage == Stage.WATCHED:
        move(warning.matter, Stage.RAISED, MOVES)
        _ask_to_judge(warning.matter, alert.until)
    record(WarningGrew(matter_id=warning.pk, senders=alert.senders, seen=alert.seen, grade=warning.grade), by=None)
    return warning


def grounds_of(graded: Graded) -> list[dict[str, object]]:
    """The grounds of a grade as they are kept."""
    return [{"name": one.name, "value": one.value, "points": one.points} for one in graded.grounds]


def _tell_of(warning: EarlyWarning, alert: Alert) -> None:
    warning.subject = alert.subject
    warning.grade, warning.senders, warning.seen = int(alert.graded.severity), alert.senders, alert.seen
    warning.grounds = grounds_of(alert.graded)
    warning.since, warning.newest, warning.quiet_days = alert.since, alert.until, alert.quiet_days
    warning.days, warning.counted = alert.days, alert.counted
    warning.expected, warning.probability = alert.expected, alert.probability


def _ask_to_judge(matter: Matter, today: date) -> None:
    open_task(matter, TASK, begun=today, by_when=deadline(TASK, today), organisation=matter.lead)


def called(alert: Alert) -> str:
    """What an alert is about, as people call it."""
    if alert.subject == "place":
        place = Place.objects.filter(pk=alert.called).first()
        return place.name if place else alert.called
    return alert.called[:160]


def common_place(codes: Sequence[str], county: str) -> Place:
    """The smallest place that holds all of them, the county at most."""
    shared = codes[0]
    while not all(code.startswith(shared) for code in codes):
        shared = shared[:-1]
    near = [shared[:length] for length in range(len(shared), COUNTY_DIGITS - 1, -1)] or [county]
    return Place.objects.filter(pk__in=near).order_by("-level").first() or Place.objects.get(pk=county)


def link(matter: Matter, evidence: Iterable[int]) -> None:
    """Say that a warning is about these matters; who may read each sees it there."""
    links = (MatterLink(source=matter, target_id=pk, kind=MatterLink.Kind.ABOUT) for pk in dict.fromkeys(evidence))
    MatterLink.objects.bulk_create(links, ignore_conflicts=True)
