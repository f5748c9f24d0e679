"""Where the SMS gateway reports what became of messages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from concord.connectors.receipts import take_receipts


@csrf_exempt
@require_POST
def receipts(request: HttpRequest) -> HttpResponse:
    """Take signed receipts."""
    return take_receipts(request, channel="sms", key=settings.CONCORD_SMS_KEY)
