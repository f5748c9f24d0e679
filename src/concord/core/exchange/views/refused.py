"""Rows that could not be taken in: each with its reason, all of them as a table, and one to be mended."""

import csv
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.exchange.access import feeds_seen_by, rows_mended_by
from concord.core.exchange.forms import MendForm
from concord.core.exchange.jobs import go_on
from concord.core.exchange.selectors import label_of, refused_of
from concord.core.exchange.services.mending import mend_row, take_rejected
from concord.core.exchange.services.sending import begin_again
from concord.core.exchange.tables import lines_of
from concord.core.exchange.views.sources import number_in
from concord.core.people.access import may_in
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_exchange")
@require_GET
def refused(request: SignedInRequest, pk: int) -> HttpResponse:
    """The refused rows of a source: which row, which field, why."""
    feed = get_object_or_404(feeds_seen_by(request.user), pk=pk)
    told = {
        "feed": feed,
        "page": refused_of(request.user, pk, before=number_in(request, "before")),
        "may_mend": may_in(request.user, "mend_import", feed.place_id),
        "may_run": feed.stopped_at is None and may_in(request.user, "run_import", feed.place_id),
    }
    return render(request, "exchange/refused.html", told)


@for_capability("run_import")
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Look at all refused rows of a source again as they are; the page of the job shows what became of them."""
    job = begin_again(pk, by=request.user)
    go_on.later(job_id=job.pk)
    return redirect("exchange:job", job.pk)


@for_capability("mend_import")
@require_POST
def table(request: SignedInRequest, pk: int) -> HttpResponse:
    """All refused rows of a source as CSV, to be mended in a spreadsheet and sent again."""
    feed, rows = take_rejected(pk, by=request.user)
    out = StringIO()
    csv.writer(out).writerows(lines_of(feed, rows))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{feed.source}-{localdate():%Y%m%d}.csv"'
    return response


@for_capability("mend_import")
@require_http_methods(["GET", "POST"])
def mend(request: SignedInRequest, pk: int) -> HttpResponse:
    """One refused row, to be corrected and taken in."""
    row = get_object_or_404(rows_mended_by(request.user), pk=pk)
    form = MendForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid():
        done = attempt(form, lambda: mend_row(pk, values=form.cleaned_data, by=request.user, today=localdate()))
        if done is not None:
            return redirect("exchange:refused", row.feed_id)
    told = {"row": row, "form": form, "field": label_of(row.field)}
    return render(request, "exchange/mend.html", told, status=answer_code(form))
