"""The desk's doors: the list of warnings, and one with its evidence, curve and judgement."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.insight.warnings.access import warnings_judged_by, warnings_seen_by
from concord.apps.insight.warnings.forms import EndForm, JudgeForm
from concord.apps.insight.warnings.models import Detector, Grade, Stage
from concord.apps.insight.warnings.selectors.lists import filter_from, listed
from concord.apps.insight.warnings.selectors.people import progress_of
from concord.apps.insight.warnings.selectors.warning import warning_page
from concord.apps.insight.warnings.services import judging
from concord.core.agenda.selectors.around import work_in_matter
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_warning")
@require_GET
def warnings(request: SignedInRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address."""
    by = filter_from(request.GET)
    shown = {
        "filter": by,
        "page": listed(request.user, by),
        "stages": Stage.choices,
        "detectors": Detector.choices,
        "grades": Grade.choices,
    }
    return render(request, "warnings/list.html", shown)


@for_capability("see_warning")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One warning: what it is about, on which evidence, how it grew, what was decided."""
    warning = get_object_or_404(warnings_seen_by(request.user), pk=pk)
    shown = {
        "page": warning_page(warning, request.user),
        "warning": warning,
        "matter": warning.matter,
        "progress": progress_of(warning),
        "work": work_in_matter(request.user, warning.matter),
    }
    return render(request, "warnings/warning.html", shown)


@for_capability("judge_warning")
@require_http_methods(["GET", "POST"])
def judge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what a warning is."""
    warning = get_object_or_404(warnings_judged_by(request.user), pk=pk)
    form = JudgeForm(request.POST or None, verdicts=warning_page(warning, request.user).verdicts)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: judging.judge(pk, **told, by=request.user, today=localdate())) is not None:
            return redirect("warnings:detail", pk)
    shown = {"warning": warning, "matter": warning.matter, "form": form, "title": _("Judge the warning")}
    return render(request, "warnings/deed.html", shown, status=answer_code(form))


@for_capability("judge_warning")
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a warning with what came of it."""
    warning = get_object_or_404(warnings_judged_by(request.user), pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        if attempt(form, lambda: judging.end_warning(pk, outcome, by=request.user)) is not None:
            return redirect("warnings:detail", pk)
    shown = {"warning": warning, "matter": warning.matter, "form": form, "title": _("End the warning")}
    return render(request, "warnings/deed.html", shown, status=answer_code(form))


@for_capability("judge_warning")
@require_POST
def set_apart(request: SignedInRequest, pk: int, about: int) -> HttpResponse:
    """Take a report out of the evidence."""
    judging.set_apart(pk, about, by=request.user)
    return redirect("warnings:detail", pk)
