"""The reports that a warning stands on, as the engine reads them, and what of them a person set apart."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.timezone import localtime

from concord.apps.insight.warnings.facts import ReportSetApart
from concord.apps.insight.warnings.models import EarlyWarning, Watched
from concord.core.acts.models import Act
from concord.core.matters.models import MatterLink
from concord.core.matters.told import Told, told_in
from concord.engines.risk.report import Report
from concord.engines.text.mask import mask


def report_of(row: Watched, told: Told) -> Report:
    """A report under watch as the engine reads it: masked, its sender a token, its day the local one."""
    return Report(
        key=row.matter_id,
        at=localtime(row.at),
        sender=row.sender,
        title=mask(row.matter.title),
        words=mask(told.words),
        place=row.place or row.matter.place_id,
        organisation=told.organisation,
        topic=row.topic,
        amount=told.amount,
        vulnerable=told.vulnerable,
    )


def reports_of(rows: Iterable[Watched]) -> list[Report]:
    """Reports under watch as the engine reads them, in the order in which they came."""
    known = sorted(rows, key=lambda row: (row.at, row.pk))
    told = told_in(row.matter for row in known)
    return [report_of(row, told[row.matter_id]) for row in known if row.matter_id in told]


def linked_to(warning: EarlyWarning) -> QuerySet[Watched]:
    """The reports under watch that a warning is about."""
    links = MatterLink.objects.filter(source=warning.pk, kind=MatterLink.Kind.ABOUT)
    return Watched.objects.filter(matter__in=links.values("target")).select_related("matter")


def set_apart_from(warning: EarlyWarning) -> set[int]:
    """The matters of which a person found that they are about something else; they stay apart."""
    told = Act.objects.filter(matter_id=warning.pk, kind=ReportSetApart.__name__)
    return {int(payload["about_id"]) for payload in told.values_list("payload", flat=True)}
