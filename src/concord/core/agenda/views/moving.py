"""Move a run to another version of its scenario: the dry run is the page, the deed does what it showed."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from concord.core.agenda.services.moving import move_as_seen
from concord.core.agenda.tried import move_shown
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability


class SeenForm(forms.Form):
    """That this very outcome was seen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


@for_capability("run_scenario")
@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """What stays, what changes and what is lost; confirmed, it is done so."""
    form = SeenForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            seen, by, today = form.cleaned_data["seen"], request.user, localdate()
            if attempt(form, lambda: move_as_seen(pk, number, seen, by=by, today=today)) is not None:
                return redirect("agenda:run", pk)
        shown = move_shown(request.user, pk, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    told = {"shown": shown, "run": shown.run, "matter": shown.run.matter, "form": form}
    return render(request, "agenda/move.html", told, status=answer_code(form))
