"""Which connector answers each port."""

from django.conf import settings

from concord.connectors.mail.client import MailServer
from concord.connectors.sms.client import SmsGateway
from concord.core.notices.carriers import carriers


def wire() -> None:
    """Fill the ports from the settings; a channel that is not configured keeps its notices waiting."""
    if settings.CONCORD_SMS_URL:
        carriers["sms"] = SmsGateway(settings.CONCORD_SMS_URL, settings.CONCORD_SMS_KEY)
    if settings.EMAIL_HOST:
        carriers["email"] = MailServer()
