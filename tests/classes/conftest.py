"""Reports of the cast's county, accepted or not, whose class people are asked about; refusals are read in English."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.disputes.services.triage import Decision, accept_dispute
from concord.apps.insight.classes.listeners import keep_what_triage_said
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast

WORDS = [
    "包工头王小波欠我们十二个农民工的工资，电话13911110001，工地停了三个月还不给钱。",
    "小区物业收了费不打扫卫生，楼道里垃圾没人清，业主很有意见。",
    "楼上装修漏水到我家，天花板泡坏了，说了几次都不肯赔偿。",
    "这件事情到底归谁管，请帮忙问一下，谢谢。",
    "健身房关门跑路，预付卡里还有三千元没有用，要求退费。",
    "邻居家的狗每天半夜叫，吵得睡不着，说了也不听。",
]
PHONES = count(1)
Report = Callable[[str], int]


@pytest.fixture
def report(cast: Cast) -> Report:
    """What makes a report of these words and returns its matter."""

    def make(words: str, place: str = cast.township) -> int:
        declare_system()
        intake = Intake(
            words=words,
            place_id=place,
            name="王小波",
            phone=f"139{next(PHONES):08}",
            channel=Channel.WEB,
            phone_checked=True,
        )
        return report_dispute(intake, today=localdate()).report.dispute_id

    return make


@pytest.fixture
def accept(cast: Cast) -> Callable[[int, str], None]:
    """What accepts a report as an item, as carol does, and lets this room hear of it."""

    def do(matter: int, item: str) -> None:
        decision = Decision(item=item, place_id=cast.township)
        accept_dispute(matter, decision, by=cast["carol"], today=localdate())
        keep_what_triage_said(list(Act.objects.filter(kind="DisputeAccepted", matter_id=matter)))

    return do


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    """A browser of one of the cast, in English."""

    def signed_in(who: str) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(cast[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
