"""What tests of figures say: reports, their ends, and the platform hearing of it."""

from itertools import count

from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.insight.figures.services.gathering import gather
from concord.apps.insight.figures.services.rolling import roll_up
from concord.core.matters.models import Matter
from tests.ground.cast import Cast

_phones = count(13_900_100_000)


def report(
    *, place: str = Cast.township, respondent: str = "", words: str = "公司拖欠三个月工资，一直不给。"
) -> Matter:
    """Somebody reports a dispute."""
    intake = Intake(
        words=words, place_id=place, name="王小波", phone=str(next(_phones)), channel=Channel.WEB, phone_checked=True,
        respondent=respondent,
    )  # fmt: skip
    return report_dispute(intake, today=localdate()).report.dispute.matter


def hear(*matters: Matter) -> None:
    """The platform hears what happened to these."""
    gather(one.pk for one in matters)


def sum_up() -> None:
    """The platform sums what is stale."""
    roll_up()
