"""One job: how far it is, stop it, let it go on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from concord.core.exchange.access import jobs_run_by, jobs_seen_by
from concord.core.exchange.jobs import go_on
from concord.core.exchange.models import ImportJob
from concord.core.exchange.selectors import refused_of
from concord.core.exchange.services.importing import resume_import, stop_import
from concord.core.exchange.views.sources import number_in
from concord.core.people.access import may_in
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_exchange")
@require_GET
def job(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a job is, and the rows that it refused; a page that waited for its end is shown anew at the end."""
    found = get_object_or_404(jobs_seen_by(request.user), pk=pk)
    told = {
        "job": found,
        "may_run": jobs_run_by(request.user).filter(pk=pk).exists(),
        "may_mend": may_in(request.user, "mend_import", found.feed.place_id),
        "page": refused_of(request.user, found.feed_id, job=pk, before=number_in(request, "before")),
    }
    response = render(request, "exchange/job.html", told)
    if "HX-Request" in request.headers and found.state != ImportJob.State.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@for_capability("run_import")
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop it after the page it is at."""
    stop_import(pk, by=request.user)
    return redirect("exchange:job", pk)


@for_capability("run_import")
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it go on from where it is."""
    resume_import(pk, by=request.user)
    go_on.later(job_id=pk)
    return redirect("exchange:job", pk)
