"""Which connector answers each port."""

from django.conf import settings

from concord.apps.contracts.reading import converters
from concord.apps.contracts.registers import registers
from concord.connectors.mail.client import MailServer
from concord.connectors.office.client import installed
from concord.connectors.registry.client import CompanyRegister
from concord.connectors.sms.client import SmsGateway
from concord.connectors.sources.client import ByCursor, ByPage, BySince, Line
from concord.connectors.sources.database import DatabaseViews
from concord.connectors.webhook.client import Webhook
from concord.core.exchange.mapping import Way
from concord.core.exchange.outside import pullers, viewers
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
    if office := installed():
        converters.to_docx, converters.to_pdf = office.to_docx, office.to_pdf
    if settings.CONCORD_REGISTER_URL:
        registers.companies = CompanyRegister(settings.CONCORD_REGISTER_URL, settings.CONCORD_REGISTER_KEY)
    line = Line(settings.CONCORD_EXCHANGE_PRIVATE, settings.CONCORD_EXCHANGE_STAND_IN)
    viewers[:] = [DatabaseViews(settings.CONCORD_VIEWS)]
    pullers.update({Way.PAGE: ByPage(line), Way.CURSOR: ByCursor(line), Way.SINCE: BySince(line)})
