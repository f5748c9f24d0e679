"""The queue's door to the agenda: lights turn with the calendar."""

from django.utils.timezone import localdate

from concord.core.agenda.lights import MOST, turn_lights
from concord.core.jobs import periodic


@periodic("*/10 * * * *")
def turn_the_lights() -> None:
    """Turn the lights that are due; soon after midnight, and soon after a worker was away."""
    while turn_lights(localdate()) == MOST:
        pass
