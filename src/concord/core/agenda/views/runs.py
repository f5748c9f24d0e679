"""The scenarios of a matter and one run; start and cancel it, order a body, answer, decide on time."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.agenda import forms as f
from concord.core.agenda.access import demands_put_to, runs_with_capability
from concord.core.agenda.calling import published
from concord.core.agenda.flowing import template_of
from concord.core.agenda.selectors.around import matter_with_runs, run_shown, scenarios_to_start, work_in_matter
from concord.core.agenda.services import demanding, running, time
from concord.core.agenda.views.steps import deeds_at_hand
from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import matters_with_capability
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_run")
@require_GET
def in_matter(request: SignedInRequest, pk: int) -> HttpResponse:
    """The scenarios of one matter, what bodies were asked in it, and what can be started."""
    try:
        matter = matter_with_runs(request.user, pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    return render(request, "agenda/matter.html", {"matter": matter, "work": work_in_matter(request.user, matter)})


@for_capability("see_run")
@require_GET
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """One run: where it stands, its steps, and the deeds at hand."""
    try:
        shown = run_shown(request.user, pk, localdate())
    except ObjectDoesNotExist:
        raise Http404 from None
    steps = [step.step for stage in shown.page.stages for step in stage.steps if step.step]
    for step in steps:
        step.run = shown.page.run
    deeds = [(step, deeds_at_hand(step)) for step in steps if step.pk in shown.mine]
    return render(request, "agenda/run.html", {"shown": shown, "matter": shown.page.run.matter, "deeds": deeds})


@for_capability("run_scenario")
@require_GET
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which scenario to start in a matter."""
    matter = get_object_or_404(matters_with_capability(request.user, "run_scenario"), pk=pk)
    return render(request, "agenda/choose.html", {"matter": matter, "scenarios": scenarios_to_start()})


@for_capability("run_scenario")
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Start a scenario with what is known."""
    matter = get_object_or_404(matters_with_capability(request.user, "run_scenario"), pk=pk)
    version = published(code)
    if version is None:
        raise Http404
    form = f.StartForm(request.POST if request.method == "POST" else None, template=template_of(version))
    if form.is_valid():
        by, today = request.user, localdate()
        made = attempt(form, lambda: running.start_scenario(pk, code, form.stated, by=by, today=today))
        if made is not None:
            return redirect("agenda:run", made.pk)
    effect = _("Its first steps open for the bodies near the place.")
    shown = {"matter": matter, "form": form, "deed": {"title": version.title, "effect": effect}}
    return render(request, "agenda/deed.html", shown, status=answer_code(form))


@for_capability("run_scenario")
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel a run; what was done stays on record."""
    found = get_object_or_404(runs_with_capability(request.user, "run_scenario").select_related("matter"), pk=pk)
    form = f.CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: running.cancel_run(pk, **told, by=request.user)) is not None:
            return redirect("agenda:run", pk)
    deed = {"title": _("Cancel this scenario"), "effect": _("Its open steps end; what was done stays on record.")}
    shown = {"matter": found.matter, "run": found, "form": form, "deed": deed}
    return render(request, "agenda/deed.html", shown, status=answer_code(form))


@for_capability("supervise")
@require_http_methods(["GET", "POST"])
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order a body, as its supervisor, to act and to answer."""
    matter = get_object_or_404(matters_with_capability(request.user, "supervise"), pk=pk)
    form = f.OrderForm(request.POST if request.method == "POST" else None, matter=matter)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: demanding.issue_order(pk, **told, by=request.user, today=localdate())) is not None:
            return redirect("agenda:matter", pk)
    deed = {"title": _("Issue an order"), "effect": _("The body must act and answer in writing by the day.")}
    return render(request, "agenda/deed.html", {"matter": matter, "form": form, "deed": deed}, status=answer_code(form))


@for_capability("do_step")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer an opinion asked or an order, for one's organisation."""
    demand = get_object_or_404(demands_put_to(request.user).select_related("matter", "body", "asked_by"), pk=pk)
    form = f.AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: demanding.answer_demand(pk, **told, by=request.user)) is not None:
            return redirect("agenda:matter", demand.matter_id)
    deed = {"title": _("Answer"), "effect": demand.words}
    shown = {"matter": demand.matter, "form": form, "deed": deed}
    return render(request, "agenda/deed.html", shown, status=answer_code(form))


@for_capability("run_scenario")
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Grant or refuse time that was asked for."""
    granted = request.POST.get("granted") == "yes"
    try:
        decided = time.decide_on_time(pk, granted=granted, by=request.user, today=localdate())
    except ObjectDoesNotExist:
        raise Http404 from None
    return redirect("agenda:run", decided.step.run_id)
