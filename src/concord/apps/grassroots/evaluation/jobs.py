"""The queue's door to evaluation: residents are asked on working mornings, at ten in China (UTC 2)."""

from datetime import timedelta

from django.utils.timezone import localdate

from concord.apps.grassroots.evaluation.services.asking import MOST, ask_due, forget_residents, leave_unanswered
from concord.core.jobs import periodic

WORKING_MORNINGS = "0 2 * * 1-5"
TWO_QUARTERS = timedelta(days=184)


@periodic(WORKING_MORNINGS)
def ask_residents() -> None:
    """Ask whose day has come, end what nobody answered, and forget whom one asked half a year ago."""
    today = localdate()
    leave_unanswered(today)
    while ask_due(today) == MOST:
        pass
    forget_residents(today - TWO_QUARTERS)
