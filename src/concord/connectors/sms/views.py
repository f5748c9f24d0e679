"""Where the SMS gateway reports what became of messages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from concord.connectors.signed import is_signed
from concord.connectors.sms.client import receipts_in
from concord.core.notices.services import note_receipts


@csrf_exempt
@require_POST
def receipts(request: HttpRequest) -> HttpResponse:
    """Take signed receipts: 204; 403 for a wrong signature, 400 for another form. Repeats change nothing."""
    if not is_signed(request.body, request.headers, settings.CONCORD_SMS_KEY):
        return HttpResponse("The signature does not fit.", status=403, content_type="text/plain")
    try:
        told = receipts_in(request.body)
    except ValueError as wrong:
        return HttpResponse(str(wrong), status=400, content_type="text/plain")
    note_receipts(told)
    return HttpResponse(status=204)
