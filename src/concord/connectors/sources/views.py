"""Where sources push their records; who does not sign with the shared key finds no difference between doors."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from orjson import JSONDecodeError, loads

from concord.connectors.signed import SIGNATURE, TIME, is_signed
from concord.core.exchange.mapping import Way
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.services.sending import take_push

MOST = 500


def _feed(source: str, place: str) -> Feed | None:
    found = Feed.objects.filter(source=source, place=place, stopped_at=None).first()
    return found if found is not None and found.mapped.arrives.by == Way.PUSH else None


def _records(body: bytes) -> list[dict[str, object]] | None:
    try:
        told = loads(body)
    except JSONDecodeError:
        return None
    rows = told.get("records") if isinstance(told, dict) else None
    fits = isinstance(rows, list) and len(rows) <= MOST and all(isinstance(row, dict) for row in rows)
    return rows if fits else None


@csrf_exempt
@require_POST
def push(request: HttpRequest, source: str, place: str) -> HttpResponse:
    """Take records in that were signed within the last five minutes; the same push again answers as before.

    403 for a wrong signature, 400 for another form; both say so in a sentence.
    """
    feed = _feed(source, place)
    if feed is None or not is_signed(request.body, request.headers, feed.key):
        return HttpResponse("The signature does not fit.", status=403, content_type="text/plain")
    rows = _records(request.body)
    if rows is None:
        told = f"Send {{'records': [...]}} with at most {MOST} records."
        return HttpResponse(told, status=400, content_type="text/plain")
    signature = f"{request.headers[TIME]}.{request.headers[SIGNATURE]}"
    return JsonResponse(_told(take_push(feed, rows, signature=signature, today=localdate())))


def _told(job: ImportJob) -> dict[str, object]:
    """What became of the records, for the source."""
    refused = [
        {"number": row.number, "id": row.outside_id, "field": ", ".join(row.columns), "reason": row.reason}
        for row in job.rejected_rows.select_related("feed").order_by("number")
    ]
    counts = {"made": job.made, "changed": job.changed, "same": job.same}
    return {"job": job.pk, **counts, "rejected": refused}
