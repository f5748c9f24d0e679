"""The demo county's questions, and two months whose samples were answered by its coordinator; all invented."""

import random
from datetime import timedelta

from django.utils.timezone import localdate

from concord.apps.insight.classes.access import questions_for
from concord.apps.insight.classes.models import Asked
from concord.apps.insight.classes.services.answering import answer_question
from concord.apps.insight.classes.services.drawing import draw_questions, draw_sample
from concord.config.demo.county import County
from concord.core.matters.access import declare_system

AGREES, LEFT_OPEN = 0.78, 4


def make_classes(county: County) -> None:
    """Draw and answer once; making it again changes nothing."""
    declare_system()
    if Asked.objects.filter(matter__county=county.place.pk).exists():
        return
    last = localdate().replace(day=1) - timedelta(days=1)
    for month in (last.replace(day=1) - timedelta(days=1), last):
        draw_sample(county.place.pk, month)
    coordinator, dice = county.person("coordinator"), random.Random(2026)  # noqa: S311
    for asked in list(questions_for(coordinator).order_by("pk"))[:-LEFT_OPEN]:
        others = [item for item in asked.first_three if item != asked.said]
        item = asked.said if dice.random() < AGREES or not others else dice.choice(others)
        answer_question(asked.pk, item=item, by=coordinator)
    draw_questions(county.place.pk, today=localdate())
