"""The operator's doors: let all records be compared, see how far it is, stop it, let it go on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.linking.access import runs_run_by
from concord.core.linking.jobs import go_on
from concord.core.linking.models import Run
from concord.core.linking.services.starting import begin_run, resume_run, stop_run, under_way
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("run_linking")
@require_http_methods(["GET", "POST"])
def runs(request: SignedInRequest) -> HttpResponse:
    """The newest runs; on POST, begin one."""
    if request.method == "POST":
        begun = begin_run(by=request.user)
        go_on.later(run_id=begun.pk, once=f"link-run-{begun.pk}")
        return redirect("linking:run", begun.pk)
    shown = {"runs": runs_run_by(request.user).order_by("-pk")[:30], "under_way": under_way()}
    return render(request, "linking/runs.html", shown)


@for_capability("run_linking")
@require_GET
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a run is; a page that waited for its end is shown anew at the end."""
    found = get_object_or_404(runs_run_by(request.user), pk=pk)
    response = render(request, "linking/run.html", {"run": found})
    if "HX-Request" in request.headers and found.step == Run.Step.DONE:
        response["HX-Refresh"] = "true"
    return response


@for_capability("run_linking")
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop it after the page it is at."""
    stop_run(pk, by=request.user)
    return redirect("linking:run", pk)


@for_capability("run_linking")
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it go on from where it is."""
    resume_run(pk, by=request.user)
    go_on.later(run_id=pk, once=f"link-run-{pk}")
    return redirect("linking:run", pk)
