"""Sum what is stale, every few minutes."""

from concord.apps.insight.figures.services.rolling import roll_up
from concord.core.jobs import periodic

MOST = 20_000


@periodic("*/10 * * * *")
def sum_stale_days() -> None:
    """Sum the days that changed, so that they need not be counted from the entries."""
    while roll_up(MOST) == MOST:
        pass
