"""The queue's door to disputes: what happens by itself as days pass.

From eight in the morning to eight in the evening in China (UTC 0 to 12), so that no phone rings at night.
"""

from django.utils.timezone import localdate, now

from concord.apps.disputes.services.carrying_over import ready_file
from concord.apps.disputes.services.reminders import (
    MOST,
    announce_ends_of_mediation,
    remind_of_appointments,
    remind_of_instalments,
)
from concord.apps.disputes.services.taking_over import take_over
from concord.core.jobs import job, periodic

HOURLY_BY_DAY = "5 0-12 * * *"


@periodic(HOURLY_BY_DAY)
def remind() -> None:
    """Remind of what was promised, of meetings, and of mediations that run out of time."""
    while remind_of_instalments(localdate()) == MOST:
        pass
    remind_of_appointments(now())
    announce_ends_of_mediation(localdate())


@job()
def make_file(*, act_id: int) -> None:
    """Make the file to carry over after the ending that an act tells of."""
    ready_file(act_id)


@job()
def open_from_sighting(*, act_id: int) -> None:
    """Open the dispute that a grid worker's handing on asks for."""
    take_over(act_id, today=localdate())
