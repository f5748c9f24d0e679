"""The body's doors to what residents miss: the list, one of them, and what was done; and from a task to its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.grassroots.evaluation.access import objections_seen_by, put_rights_done_by, put_rights_seen_by
from concord.apps.grassroots.evaluation.forms import PutRightForm
from concord.apps.grassroots.evaluation.rules import rules
from concord.apps.grassroots.evaluation.services.putting_right import put_right
from concord.apps.grassroots.evaluation.views.numbers import number_asked
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability

PAGE = 30


@for_capability("see_evaluation")
@require_GET
def listed(request: SignedInRequest) -> HttpResponse:
    """What residents want put right, newest first."""
    before = number_asked(request, "before")
    found = put_rights_seen_by(request.user).order_by("-pk")
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    shown = [(one, rules().missing_names(one.missing)) for one in rows[:PAGE]]
    next_before = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return render(request, "evaluation/put_rights.html", {"rows": shown, "next_before": next_before})


@for_capability("see_evaluation")
@require_http_methods(["GET", "POST"])
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is missing, in the resident's words, and what was done."""
    found = get_object_or_404(put_rights_seen_by(request.user), pk=pk)
    form = PutRightForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: put_right(pk, **form.cleaned_data, by=request.user)) is not None:
        return redirect("evaluation:put_right", pk)
    told = {
        "one": found,
        "missing": rules().missing_names(found.missing),
        "form": form,
        "mine": found.done_at is None and put_rights_done_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "evaluation/put_right.html", told, status=answer_code(form))


@for_capability("see_evaluation")
@require_GET
def of_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """From a task of evaluation to where its work is done."""
    objection = objections_seen_by(request.user).filter(task=pk).first()
    if objection is not None:
        return redirect("evaluation:decide", objection.pk)
    return redirect("evaluation:put_right", get_object_or_404(put_rights_seen_by(request.user), pk=pk).pk)
