"""The queue's door to warnings: by the clock each county is looked at, and what has gone quiet is proposed to end."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from concord.apps.insight.warnings.selectors.counts import counties_with_reports
from concord.apps.insight.warnings.services.ending import MOST, propose_ends
from concord.apps.insight.warnings.services.looking import NEW_DAYS, look_for_words, look_over
from concord.core.jobs import job, periodic

HOURLY, NIGHTLY = "12 * * * *", "40 18 * * *"


@job(attempts=3)
def look_over_county(*, county: str, day: str) -> None:
    """Look at the counts of one county."""
    look_over(county, date.fromisoformat(day))


@job(attempts=3)
def look_for_words_in(*, county: str, day: str) -> None:
    """Look for words that rise in one county."""
    look_for_words(county, date.fromisoformat(day))


@periodic(HOURLY)
def look_at_counts() -> None:
    """Each hour: the counts of each county where something was reported of late."""
    today = localdate()
    for county in counties_with_reports(today - timedelta(days=NEW_DAYS)):
        look_over_county.later(once=f"look-{county}", county=county, day=today.isoformat())


@periodic(NIGHTLY)
def look_at_words() -> None:
    """At night in China: words that rise, and warnings that have gone quiet."""
    today = localdate()
    for county in counties_with_reports(today - timedelta(days=NEW_DAYS)):
        look_for_words_in.later(once=f"words-{county}", county=county, day=today.isoformat())
    while propose_ends(today) == MOST:
        pass
