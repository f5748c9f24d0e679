"""The same invented disputes by two doors: some the machine links by itself, some it leaves to a person."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from concord.apps.disputes.models import Channel, Report
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.config.demo.clock import at
from concord.config.demo.county import County, a_phone
from concord.core.linking.services.taking import let_wait, take_a_few
from concord.core.matters.access import declare_system

HOTLINE, WINDOW = Channel.HOTLINE, Channel.WINDOW
# Channel · who came · phone · against · amount; two by two the same dispute, or perhaps the same.
TOLD = [
    (HOTLINE, "毛建军", 1, "浙江联拓装饰工程有限公司", "26800"),
    (WINDOW, "毛建军", 1, "联拓装饰", "26800"),
    (HOTLINE, "俞美芳", 222, "好佳物业服务有限公司", "3600"),
    (WINDOW, "俞某某", 789, "好佳物业", "3600"),
    (HOTLINE, "汪志刚", 456, "杭州顺捷物流有限公司", "18000"),
    (WINDOW, "汪先生", 893, "顺捷物流", "18000"),
]
WORDS = [
    "联拓装饰给我家装修，厨房柜子装一半就停工，付的两万六千八百元要求退还。",
    "装修公司联拓装饰停工两个月，厨房柜子只装了一半，来要求退还两万六千八百元。",
    "好佳物业把小区车位费涨到三千六百元一年，没有开业主大会，要求退还多收的钱。",
    "小区车位费被好佳物业涨到一年三千六百元，业主大会都没有开，要求退多收的部分。",
    "在顺捷物流开货车，离职三个月还有一万八千元工资没有结清，公司一直推。",
    "货车司机，从顺捷物流离职三个月，一万八千元工资没有结，公司推来推去。",
]


def make_linking(county: County) -> None:
    """Six reports of three disputes, over three days; making them again changes nothing."""
    declare_system()
    made = []
    for number, ((channel, name, phone, against, amount), words) in enumerate(zip(TOLD, WORDS, strict=True)):
        key = f"demo-linking-{number}"
        if Report.objects.filter(sent_key=key).exists():
            continue
        intake = Intake(
            words=words,
            place_id=county.villages[number // 2].pk,
            name=name,
            phone=a_phone(9100 + phone),
            channel=channel,
            phone_checked=True,
            respondent=against,
            amount=Decimal(amount),
            sent_key=key,
            invented=True,
        )
        with at(timezone.now() - timedelta(days=3 - number % 2, hours=number)):
            made.append(report_dispute(intake, today=timezone.localdate()).report.dispute_id)
    let_wait(made)
    take_a_few()
