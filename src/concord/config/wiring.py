"""Which connector answers each port."""

from django.conf import settings

from concord.connectors.mail.client import MailServer
from concord.connectors.sms.client import SmsGateway
from concord.connectors.sources.client import ByCursor, ByPage, BySince, Line
from concord.connectors.webhook.client import Webhook
from concord.core.exchange.mapping import Way
from concord.core.exchange.outside import pullers
from concord.core.notices.carriers import carriers


def wire() -> None:
    """Fill the ports from the settings; a channel that is not configured keeps its notices waiting."""
    carriers.clear()
    if settings.CONCORD_SMS_URL:
        carriers["sms"] = SmsGateway(settings.CONCORD_SMS_URL, settings.CONCORD_SMS_KEY)
    if settings.EMAIL_HOST:
        carriers["email"] = MailServer()
    if settings.CONCORD_WEBHOOK_KEY:
        carriers["webhook"] = Webhook(settings.CONCORD_WEBHOOK_KEY, private_too=settings.CONCORD_WEBHOOK_PRIVATE)
    line = Line(settings.CONCORD_EXCHANGE_PRIVATE, settings.CONCORD_EXCHANGE_STAND_IN)
    pullers.update({Way.PAGE: ByPage(line), Way.CURSOR: ByCursor(line), Way.SINCE: BySince(line)})
