"""Residents of the demo county who were asked how they found it, what some of them miss, and who waits to be called."""

import random
from datetime import date, datetime, timedelta
from unittest import mock

from django.utils import timezone

from concord.apps.grassroots.evaluation.links import new_link_key
from concord.apps.grassroots.evaluation.models import Asking, PutRight
from concord.apps.grassroots.evaluation.services.answering import (
    Said,
    answer_by_call,
    answer_by_link,
    decline_by_link,
    draw_call,
)
from concord.apps.grassroots.evaluation.services.asking import ask_due, plan_askings
from concord.apps.grassroots.evaluation.services.putting_right import put_right
from concord.config.demo.clock import at
from concord.config.demo.county import County
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.access import persons_with
from concord.core.refusals import Refusal

MOST, LATER = 80, timedelta(days=5)
KEY = "concord.apps.grassroots.evaluation.services.asking.new_link_key"
MISSES = [
    ("undone", "说是处理好了，其实和原来一样。"),
    ("slow", "等了一个多月才有人来。"),
    ("untold", "中间一直没人告诉我到哪一步了。"),
    ("reasons", "只说不行，没说为什么不行。"),
]


def make_askings(county: County) -> None:
    """Ask about matters that ended, some days later, and have most answered; making them again changes nothing."""
    declare_system()
    if Asking.objects.filter(matter__county=county.place.pk).exists():
        return
    ended = Matter.objects.filter(county=county.place.pk, invented=True, is_open=False, closed_at__isnull=False)
    for number, matter in enumerate(ended.order_by("closed_at", "pk")[:MOST]):
        assert matter.closed_at is not None
        then, dice = min(matter.closed_at + LATER, timezone.now()), random.Random(f"asked-{number}")  # noqa: S311
        sent = _ask(matter, then)
        with at(then + timedelta(hours=3)):
            _answers(county, sent, dice)
    _put_one_right()


def _ask(matter: Matter, then: datetime) -> list[str]:
    """Plan it on the day of the end, and ask whose day has come; returns the keys of the links."""
    declare_system()
    assert matter.closed_at is not None
    day, sent = timezone.localdate(matter.closed_at), list[str]()

    def noted() -> str:
        sent.append(new_link_key())
        return sent[-1]

    with at(then), mock.patch(KEY, side_effect=noted):
        plan_askings({matter.pk: (day, matter.pk)}, today=day)
        ask_due(timezone.localdate(then))
    return sent


def _answers(county: County, sent: list[str], dice: random.Random) -> None:
    """Three of five are content, one misses something, one says nothing; most who are called take the call."""
    today = timezone.localdate()
    for key in sent:
        way = dice.choice(["content", "content", "content", "not", "silent"])
        if way == "silent" and dice.random() < 0.5:
            decline_by_link(key, today=today)
        elif way != "silent":
            answer_by_link(key, _said(dice, way), today=today)
    if dice.random() < 0.5:
        _call(county, _said(dice, dice.choice(["content", "not"])), today)


def _said(dice: random.Random, way: str) -> Said:
    if way == "content":
        return Said(content=True)
    missing, words = dice.choice(MISSES)
    return Said(False, (missing,), words, put_right=dice.random() < 0.7)


def _call(county: County, said: Said, day: date) -> None:
    """The window calls; about what the centre itself handled nobody does, and it stays waiting."""
    clerk = county.person("centre_clerk")
    try:
        call = draw_call(by=clerk, today=day)
    except Refusal:
        return
    answer_by_call(call.pk, said, by=clerk, today=day)


def _put_one_right() -> None:
    """The first that was asked for is done."""
    declare_system()
    wanted = PutRight.objects.select_related("unit").order_by("pk").first()
    if wanted is None:
        return
    worker = persons_with("put_right", organisation_id=wanted.unit_id, day=timezone.localdate()).first()
    if worker is not None:
        put_right(wanted.pk, what="已再次上门，当面说明并补办，群众认可。", by=worker)
