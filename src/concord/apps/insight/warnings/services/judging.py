"""What a person decides about a warning: confirmed, watched, dismissed, ended; and which report is not of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.insight.warnings import facts
from concord.apps.insight.warnings.access import warnings_judged_by
from concord.apps.insight.warnings.models import MOVES, EarlyWarning, Stage
from concord.apps.insight.warnings.services.helping import enter, reporters_of
from concord.apps.insight.warnings.services.restating import restate
from concord.core.acts.services import record
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.services.tasks import finish_tasks
from concord.core.matters.models import MatterLink
from concord.core.matters.services import move
from concord.core.people.models import Person
from concord.core.refusals import Refusal

SCENARIO, MOST_WORDS = "warning_to_task_force", 1_000
VERDICTS = frozenset({Stage.CONFIRMED, Stage.WATCHED, Stage.DISMISSED})
Judged = facts.WarningConfirmed | facts.WarningWatched | facts.WarningDismissed


@transaction.atomic
def judge(pk: int, verdict: str, reason: str, *, by: Person, today: date) -> EarlyWarning:
    """Confirm a warning, watch it, or dismiss it, with the reason; a confirmed one opens its task force's scenario.

    Refuses another verdict, empty words, and one that was decided for good.
    """
    warning = warnings_judged_by(by).select_for_update(of=("self",)).get(pk=pk)
    if verdict not in VERDICTS:
        raise Refusal(_("Choose what the warning is."), field="verdict")
    if not reason.strip():
        raise Refusal(_("Write why."), field="reason")
    move(warning.matter, verdict, MOVES)
    finish_tasks(warning.matter, by=by)
    warning.judged_by, warning.judged_because = by, reason.strip()[:MOST_WORDS]
    warning.save(update_fields=["judged_by", "judged_because"])
    record(_judged(warning, verdict), by=by)
    if verdict == Stage.CONFIRMED:
        enter(warning, reporters_of(warning))
        start_scenario(pk, SCENARIO, {}, by=by, today=today)
    return warning


def _judged(warning: EarlyWarning, verdict: str) -> Judged:
    if verdict == Stage.CONFIRMED:
        return facts.WarningConfirmed(matter_id=warning.pk, reason=warning.judged_because)
    if verdict == Stage.WATCHED:
        return facts.WarningWatched(matter_id=warning.pk, reason=warning.judged_because)
    return facts.WarningDismissed(matter_id=warning.pk, reason=warning.judged_because)


@transaction.atomic
def end_warning(pk: int, outcome: str, *, by: Person) -> EarlyWarning:
    """End a confirmed or watched warning with what came of it. Refuses empty words and an undecided one."""
    warning = warnings_judged_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not outcome.strip():
        raise Refusal(_("Write what came of it."), field="outcome")
    move(warning.matter, Stage.ENDED, MOVES)
    finish_tasks(warning.matter, by=by)
    record(facts.WarningEnded(matter_id=pk, outcome=outcome.strip()[:MOST_WORDS]), by=by)
    return warning


@transaction.atomic
def set_apart(pk: int, matter_pk: int, *, by: Person) -> EarlyWarning:
    """Take a report out of a warning's evidence: it is about something else. It stays what it is everywhere else."""
    warning = warnings_judged_by(by).select_for_update(of=("self",)).get(pk=pk)
    link = MatterLink.objects.select_related("target").get(
        source=warning.matter, target=matter_pk, kind=MatterLink.Kind.ABOUT
    )
    told = facts.ReportSetApart(matter_id=pk, about_id=matter_pk, number=link.target.number)
    link.delete()
    restate(warning)
    record(told, by=by)
    return warning
