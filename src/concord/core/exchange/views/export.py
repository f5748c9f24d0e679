"""Take matters out as a table."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from concord.core.attempts import answer_code, attempt
from concord.core.exchange.access import places_exported_by
from concord.core.exchange.exporting import CSV, JSON_LINES, Chosen, begin_export, csv_lines, json_lines, workbook
from concord.core.exchange.forms import ExportForm
from concord.core.papers.kinds import SHEET
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

LINES = "application/x-ndjson"


def table_for(person: Person, chosen: Chosen, form: str, last: int) -> HttpResponseBase:
    """The matters as a file: CSV and JSON lines are written while they are read, Excel when it is whole."""
    response: HttpResponseBase
    if form == CSV:
        response = StreamingHttpResponse(csv_lines(person, chosen, last), content_type="text/csv; charset=utf-8")
    elif form == JSON_LINES:
        response = StreamingHttpResponse(json_lines(person, chosen, last), content_type=LINES)
    else:
        response = HttpResponse(workbook(person, chosen, last), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="matters-{localdate():%Y%m%d}.{form}"'
    return response


@for_capability("export_matters")
@require_http_methods(["GET", "POST"])
def export(request: SignedInRequest) -> HttpResponseBase:
    """Choose what to take out; the answer is the file."""
    form = ExportForm(request.POST if request.method == "POST" else None, places=places_exported_by(request.user))
    if form.is_valid():
        chosen, kind = form.chosen(), form.cleaned_data["form"]
        last = attempt(form, lambda: begin_export(request.user, chosen, kind))
        if last is not None:
            return table_for(request.user, chosen, kind, last)
    return render(request, "exchange/export.html", {"form": form}, status=answer_code(form))
