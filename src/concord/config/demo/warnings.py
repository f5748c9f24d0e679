"""Four parents who report the same invented school: the platform raises the warning by itself, as it would in life."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from concord.apps.disputes.models import Channel, Report
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.config.demo.clock import at
from concord.config.demo.county import County, a_phone
from concord.core.matters.access import declare_system

SCHOOL = "拱墅区舞墨国学堂"
WORDS = [
    ("周小燕", "给孩子在舞墨国学堂报了书法课，交了六千八百元，上了三次就停课，退费没有人管。", "6800"),
    ("陈国庆", "舞墨国学堂上周突然停课，学费退费一直拖延，打电话没人接。", "12000"),
    ("沈丽", "舞墨国学堂门也锁了，孩子的课还剩大半年，要求退费，老师说没有钱。", "9600"),
    ("何建平", "孩子在舞墨国学堂的课停了，交的学费不给退费，家长群里好多人。", "8200"),
]


def make_warnings(county: County) -> None:
    """The four reports, over five days; making them again changes nothing."""
    declare_system()
    for number, (name, words, amount) in enumerate(WORDS):
        key = f"demo-warning-{number}"
        if Report.objects.filter(sent_key=key).exists():
            continue
        intake = Intake(
            words=words,
            place_id=county.villages[number % 3].pk,
            name=name,
            phone=a_phone(9000 + number),
            channel=Channel.QR,
            phone_checked=True,
            respondent=SCHOOL,
            amount=Decimal(amount),
            sent_key=key,
            invented=True,
        )
        with at(timezone.now() - timedelta(days=5 - number, hours=number)):
            report_dispute(intake, today=timezone.localdate())
