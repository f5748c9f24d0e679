"""One class after the other: what the machine proposes, why, and what a person decides."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from concord.core.attempts import answer_code, attempt
from concord.core.crosswalks.access import lines_kept_by
from concord.core.crosswalks.forms import DecideForm
from concord.core.crosswalks.models import Line
from concord.core.crosswalks.selectors import line_shown, next_open
from concord.core.crosswalks.services.deciding import decide_class
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("keep_crosswalk")
@require_http_methods(["GET", "POST"])
def line(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide one class; on the answer, go on to the next that is undecided."""
    found = get_object_or_404(lines_kept_by(request.user), pk=pk)
    form = DecideForm.of(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        targets, doubt = " ".join(form.cleaned_data["targets"]), form.cleaned_data["doubt"]
        done = attempt(form, lambda: decide_class(pk, targets=targets, doubt=doubt, by=request.user))
        if done is not None:
            return _onward(request, done)
    following = next_open(request.user, found)
    shown = {"one": line_shown(found), "crosswalk": found.crosswalk, "form": form, "following": following}
    return render(request, "crosswalks/line.html", shown, status=answer_code(form))


def _onward(request: SignedInRequest, done: Line) -> HttpResponse:
    following = next_open(request.user, done)
    if following is None:
        return redirect("crosswalks:crosswalk", done.crosswalk_id)
    return redirect("crosswalks:line", following.pk)
