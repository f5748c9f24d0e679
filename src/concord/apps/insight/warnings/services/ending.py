"""Propose to end a warning when nothing more comes; a person decides (D7). Nothing ends by itself."""

from datetime import date

from django.db import transaction
from django.db.models import DateField, ExpressionWrapper, F

from concord.apps.insight.warnings.facts import WarningQuiet
from concord.apps.insight.warnings.models import EarlyWarning, Stage
from concord.apps.insight.warnings.services.raising import END_TASK
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.access import declare_system

MOST = 200


@transaction.atomic
def propose_ends(today: date) -> int:
    """For each warning that was judged and is quiet since its own number of days: ask to end it, once; how many."""
    declare_system()
    asked = Task.objects.filter(kind=END_TASK, done_at=None).values("matter")
    judged = EarlyWarning.objects.filter(matter__is_open=True, matter__stage__in=[Stage.WATCHED, Stage.CONFIRMED])
    quiet_from = ExpressionWrapper(F("newest") + F("quiet_days"), output_field=DateField())
    quiet = judged.annotate(quiet_from=quiet_from).filter(quiet_from__lt=today).exclude(matter__in=asked)
    found = list(quiet.select_related("matter__lead").order_by("pk")[:MOST])
    for warning in found:
        matter = warning.matter
        open_task(matter, END_TASK, begun=today, by_when=deadline(END_TASK, today), organisation=matter.lead)
        days = (today - warning.newest).days
        record(WarningQuiet(matter_id=matter.pk, days=days, newest=warning.newest.isoformat()), by=None)
    return len(found)
