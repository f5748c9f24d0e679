"""The queue's door to the agenda: lights turn with the calendar, and each night someone looks for what stands still."""

from django.utils.timezone import localdate

from concord.core.agenda.lights import MOST, turn_lights
from concord.core.agenda.services.upkeep import (
    reckon_all_anew,
    reckon_matter_anew,
    tell_stuck_work,
    tell_unanswered_orders,
)
from concord.core.jobs import job, periodic


@periodic("*/10 * * * *")
def turn_the_lights() -> None:
    """Turn the lights that are due; soon after midnight, and soon after a worker was away."""
    while turn_lights(localdate()) == MOST:
        pass


@periodic("30 18 * * *")
def look_over_the_agenda() -> None:
    """Each night at 2:30 in Shanghai: reckon deadlines anew by today's calendar and rules, and tell what is stuck."""
    reckon_all_anew(localdate())
    tell_stuck_work(localdate())
    while tell_unanswered_orders(localdate()):
        pass


@job()
def reckon_the_matter(*, matter_id: int) -> None:
    """Look anew at the open steps of a matter whose place or kind has changed."""
    reckon_matter_anew(matter_id, localdate())
