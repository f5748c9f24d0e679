"""The queue's door: each night questions are drawn, once a month a sample, and the watches look."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from concord.apps.insight.classes.services.drawing import counties_with_matters, draw_questions, draw_sample
from concord.apps.insight.classes.services.watching import watch_county
from concord.core.jobs import job, periodic


@job()
def look_over_county(*, county: str) -> None:
    """Draw a county's questions, the sample of the month before if it is not drawn, and look whether a watch rings."""
    today = localdate()
    draw_questions(county, today=today)
    draw_sample(county, today.replace(day=1) - timedelta(days=1))
    watch_county(county, today=today)


@periodic("10 19 * * *")
def look_over_classes() -> None:
    """Each night at 3:10 in Shanghai, county by county."""
    with transaction.atomic():
        counties = counties_with_matters(localdate())
    for county in counties:
        look_over_county.later(county=county, once=f"classes-{county}")
