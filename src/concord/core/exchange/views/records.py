"""What became of the records of a source: under which number the platform handles each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from concord.core.exchange.access import feeds_seen_by, records_seen_by
from concord.core.exchange.models import SourceRecord
from concord.core.exchange.selectors import keyed, received_in, records_of
from concord.core.exchange.views.sources import number_in
from concord.core.notices.listeners import desk_pages
from concord.core.people.doors import SignedInRequest, for_capability

LONGEST_ID = 120


def _page_of(record: SourceRecord) -> str:
    base = desk_pages.get(record.matter.kind)
    return f"{base}{record.matter_id}/" if base else ""


@for_capability("see_exchange")
@require_GET
def records(request: SignedInRequest, pk: int) -> HttpResponse:
    """The records of a source that became matters one may read; found by their number at the source."""
    feed = get_object_or_404(feeds_seen_by(request.user), pk=pk)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_ID]
    page = keyed(records_of(request.user, pk, asked), number_in(request, "before"))
    told = {"feed": feed, "q": asked, "page": page, "rows": [(one, _page_of(one)) for one in page.rows]}
    return render(request, "exchange/records.html", told)


@for_capability("see_exchange")
@require_GET
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """One record as it was received: by which import, as which row, and what of it is read."""
    one = get_object_or_404(records_seen_by(request.user), pk=pk)
    return render(request, "exchange/record.html", {"one": one, "said": received_in(one), "address": _page_of(one)})
