"""Four parents who report the same invented school, and a village that cannot sleep: the platform warns by itself.

The parents are a group from their fourth report on; the village is more than usual at the next look, on the hour.
"""

from dataclasses import replace
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


SLEEPLESS = [
    ("俞国强", "工地夜里两点还在打桩，噪音吵得一家人睡不着。"),
    ("胡秀英", "广场舞音响太大，每晚十点还不停，老人受不了。"),
    ("徐小军", "楼下酒吧半夜放音乐，噪音污染严重，多次反映没有结果。"),
    ("金凤", "货车凌晨卸货轰隆响，孩子经常被惊醒。"),
    ("章伟", "沿街商铺空调外机整晚嗡嗡叫，噪声扰民。"),
    ("蒋丽华", "高架桥夜间车流噪声大，没有隔音屏。"),
    ("范志明", "隔壁工厂夜间生产，机器噪音和粉尘扰民。"),
    ("戴红", "烧烤摊半夜喧哗，油烟和噪音都很大。"),
]
OLDER = 12


def make_warnings(county: County) -> None:
    """The reports, over some days; making them again changes nothing."""
    declare_system()
    for number, (name, words, amount) in enumerate(WORDS):
        told = _told(f"demo-warning-{number}", name, words, county.villages[number % 3].pk, 9000 + number)
        _report(replace(told, respondent=SCHOOL, amount=Decimal(amount)), timedelta(days=5 - number, hours=number))
    for number in range(OLDER):  # what is usual in the county: one now and then, each elsewhere
        name, words = SLEEPLESS[number % len(SLEEPLESS)]
        told = _told(f"demo-noise-{number}", name, words, county.villages[5 + number].pk, 9200 + number)
        _report(told, timedelta(days=20 + 10 * number))
    for number, (name, words) in enumerate(SLEEPLESS):
        told = _told(f"demo-sleepless-{number}", name, words, county.villages[4].pk, 9100 + number)
        _report(told, timedelta(days=3 - number // 3, hours=number))


def _told(key: str, name: str, words: str, place: str, phone: int) -> Intake:
    return Intake(
        words=words,
        place_id=place,
        name=name,
        phone=a_phone(phone),
        channel=Channel.QR,
        phone_checked=True,
        sent_key=key,
        invented=True,
    )


def _report(intake: Intake, ago: timedelta) -> None:
    if not Report.objects.filter(sent_key=intake.sent_key).exists():
        with at(timezone.now() - ago):
            report_dispute(intake, today=timezone.localdate())
