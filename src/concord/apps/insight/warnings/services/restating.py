"""Say anew what a warning stands at, from the reports that are left to it."""

from concord.apps.insight.warnings.models import EarlyWarning
from concord.apps.insight.warnings.selectors.earlier import earlier_than
from concord.apps.insight.warnings.services.evidence import linked_to, reports_of
from concord.apps.insight.warnings.services.raising import grounds_of
from concord.core.matters.access import COUNTY_DIGITS
from concord.engines.risk.severity import grade


def restate(warning: EarlyWarning) -> None:
    """Reports, different people, first and last day, and grade, without what was set apart.

    So many people were told of from now on: it is told again when half as many again have joined those left.
    """
    reports, place = reports_of(linked_to(warning)), warning.matter.place_id
    earlier = earlier_than(
        county=place[:COUNTY_DIGITS],
        subject=warning.subject,
        called=warning.called,
        place=place,
        topic=warning.topic,
        but=warning.pk,
    )
    graded = grade(reports, warning.newest, earlier=earlier.count())
    warning.seen, warning.senders = len(reports), len({one.sender for one in reports})
    warning.told_senders = min(warning.told_senders, warning.senders)
    warning.grade, warning.grounds = int(graded.severity), grounds_of(graded)
    if reports:
        warning.since, warning.newest = reports[0].at.date(), max(warning.newest, reports[-1].at.date())
    warning.save()
