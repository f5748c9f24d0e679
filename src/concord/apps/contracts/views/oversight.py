"""The doors of supervision: six views on one screen, and the signs that who watches over integrity judges."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.contracts.forms.integrity import JudgeForm
from concord.apps.contracts.models import IntegrityAlarm
from concord.apps.contracts.selectors.integrity import alarm_whole, integrity_page
from concord.apps.contracts.selectors.oversight import VIEWS, Figure, Row, overseen, overview
from concord.apps.contracts.services.integrity import judge
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Place


@for_capability("oversee_contracts")
@require_GET
def six_views(request: SignedInRequest) -> HttpResponse:
    """Contracts, duties, assets, companies, results and integrity of a place, and of what lies in it."""
    wanted = request.GET.get("view", "")
    chosen = next((view for view in VIEWS if view.name == wanted), VIEWS[0])
    try:
        place = overseen(request.user, request.GET.get("place", ""))
    except Place.DoesNotExist:
        raise Http404 from None
    told = overview(request.user, place, localdate(), request.GET.get("after", ""))
    columns = [figure for figure in chosen.figures if figure.name in told.total.figures]
    shown = {
        "told": told,
        "chosen": chosen,
        "columns": columns,
        "cards": [(view, _figures(view.figures, told.total)) for view in VIEWS],
        "rows": [(row, _figures(columns, row)) for row in told.rows],
        "on_duty": may(request.user, "see_integrity"),
        "after": request.GET.get("after", ""),
    }
    return render(request, "contracts/oversight.html", shown)


def _figures(figures: Iterable[Figure], row: Row) -> list[tuple[Figure, int]]:
    """Each figure with its number, where this reader may know it."""
    return [(one, row.figures[one.name]) for one in figures if one.name in row.figures]


@for_capability("see_integrity")
@require_GET
def integrity(request: SignedInRequest) -> HttpResponse:
    """The signs of the places in which one watches over integrity."""
    before, ended = request.GET.get("before", ""), bool(request.GET.get("all"))
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    page = integrity_page(request.user, ended=ended, before=key)
    return render(request, "contracts/integrity.html", {"page": page, "ended": ended, "before": key})


@for_capability("see_integrity")
@require_http_methods(["GET", "POST"])
def integrity_alarm(request: SignedInRequest, alarm: int) -> HttpResponse:
    """One sign: what it rests on, and what is judged of it."""
    try:
        whole = alarm_whole(request.user, alarm)
    except IntegrityAlarm.DoesNotExist:
        raise Http404 from None
    form = JudgeForm(request.POST if request.method == "POST" else None, whole.verdicts)
    if form.is_valid():
        said = form.cleaned_data
        if attempt(form, lambda: judge(alarm, said["state"], said["words"], by=request.user)) is not None:
            return redirect("contracts:integrity_alarm", alarm)
    return render(request, "contracts/integrity_alarm.html", {"whole": whole, "form": form}, status=answer_code(form))
