"""The staff's doors to searching: results with facets, suggestions, search by number, export, saved searches."""

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.exchange.exporting import CSV
from concord.core.papers.kinds import SHEET
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person, SavedFilter
from concord.core.refusals import Refusal
from concord.core.search.exporting import begin_export, csv_of, workbook_of
from concord.core.search.forms import ExportForm, NumberForm
from concord.core.search.rooms import shelves
from concord.core.search.selectors import PAGE, Spread, Value, found_line, meant, result_page, spread_of, suggested
from concord.core.search.services import SCREEN, find_by_number, save_search
from concord.core.search.wanted import Wanted, wanted_from

MOST_CHOICES = 12
looks = for_capability(
    "see_dispute",
    "see_sighting",
    "see_consultation",
    "see_supervision",
    "see_warning",
    "see_contract",
    "see_run",
    "attend_consultation",
    "answer_supervision",
)


def _key(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else None


@looks
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """What was found, narrowed by what stands in the address; without words, how to search."""
    by, shelf = wanted_from(request.GET), request.GET.get("in", "")
    shown = _around(request.user, by, shelf)
    try:
        if shelf in shelves and by.q:
            shown |= _of_shelf(request.user, shelf, by, _key(request.GET.get("after", "")) or 0)
        elif not by.is_empty:
            shown |= _of_matters(request.user, by, _key(request.GET.get("before", "")))
    except ValueError as unsearchable:
        raise Refusal(_("Type a word, a name or a number to search for.")) from unsearchable
    return render(request, "search/search.html", shown)


def _around(person: Person, by: Wanted, shelf: str) -> dict[str, object]:
    return {
        "by": by,
        "saved": SavedFilter.objects.filter(person=person, screen=SCREEN).order_by("name"),
        "may_export": may(person, "export_matters"),
        "may_number": may(person, "reveal_personal"),
        "shelves": [(name, _(one.title), name == shelf) for name, one in shelves.items()],
    }


def _of_shelf(person: Person, shelf: str, by: Wanted, after: int) -> dict[str, object]:
    found = shelves[shelf].find(person, by.q, after, PAGE + 1)
    following = found[PAGE - 1].key if len(found) > PAGE else None
    return {"shelf": shelf, "shelf_title": _(shelves[shelf].title), "things": found[:PAGE], "next_after": following}


def _of_matters(person: Person, by: Wanted, before: int | None) -> dict[str, object]:
    page, spread = result_page(person, by, before), spread_of(person, by)
    near = meant(person, by) if by.q and not page.lines and not page.next_before else ""
    return {
        "page": page,
        "spread": spread,
        "facets": _facets(by, spread),
        "chosen": _chosen(by),
        "before": before,
        "meant": near,
        "meant_query": by.but(q=near).query if near else "",
        "export_form": ExportForm(),
    }


def _facets(by: Wanted, spread: Spread) -> list[tuple[str, list[tuple[str, str, int]]]]:
    facets = [
        (_("What it is"), _choices(by, "kind", spread.kinds)),
        (_("Step"), _choices(by, "stage", spread.stages)),
        (_("Topic"), _choices(by, "topic", spread.topics)),
        (_("Place"), _choices(by, "place", spread.places)),
        (_("Opened"), _choices(by, "since", spread.times)),
    ]
    return [(title, rows) for title, rows in facets if rows]


def _choices(by: Wanted, name: str, values: list[Value]) -> list[tuple[str, str, int]]:
    """Address, label and number of each value that would narrow the search; the one already chosen is left out."""
    left = [one for one in values if getattr(by, name) != one.value][:MOST_CHOICES]
    return [(by.but(**{name: one.value}).query, one.label, one.number) for one in left]


def _chosen(by: Wanted) -> list[tuple[str, str]]:
    """What the search is narrowed by, each with the address without it."""
    names = {"kind": _("any kind"), "stage": _("any step"), "topic": _("any topic"), "place": _("any place")}
    names |= {"since": _("any time"), "open": _("closed ones too")}
    nothing = Wanted()
    return [
        (by.but(**{name: getattr(nothing, name)}).query, label) for name, label in names.items() if getattr(by, name)
    ]


@looks
@require_GET
def suggestions(request: SignedInRequest) -> JsonResponse:
    """What one may be about to type, of what I may see."""
    return JsonResponse({"items": suggested(request.user, wanted_from(request.GET).q)})


@for_capability("reveal_personal")
@require_http_methods(["GET", "POST"])
def number(request: SignedInRequest) -> HttpResponse:
    """Look for matters by a telephone or identity number; the purpose is recorded, the number is in no address."""
    form = NumberForm(request.POST or None)
    lines = None
    if form.is_valid():
        told = form.cleaned_data
        found = attempt(form, lambda: find_by_number(**told, by=request.user))
        lines = None if found is None else [found_line(one) for one in found]
    return render(request, "search/number.html", {"form": form, "lines": lines}, status=answer_code(form))


def table_for(person: Person, keys: list[int], form: str) -> HttpResponseBase:
    """What was found as a file: CSV is written while it is read, Excel when it is whole."""
    response: HttpResponseBase
    if form == CSV:
        response = StreamingHttpResponse(csv_of(person, keys), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(workbook_of(person, keys), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="search-{localdate():%Y%m%d}.{form}"'
    return response


@for_capability("export_matters")
@require_POST
def export(request: SignedInRequest) -> HttpResponseBase:
    """What was found as a table; the purpose is recorded."""
    by, form = wanted_from(request.GET), ExportForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Say what you need it for; this look is recorded."))
    kind = form.cleaned_data["form"]
    return table_for(request.user, begin_export(request.user, by, kind, form.cleaned_data["purpose"]), kind)


@looks
@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the search under a name."""
    by = wanted_from(request.GET)
    save_search(request.POST.get("name", "").replace("\0", ""), by, by=request.user)
    return redirect(f"{reverse('search:search')}?{by.query}")


@looks
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a saved search away."""
    get_object_or_404(SavedFilter, pk=pk, person=request.user, screen=SCREEN).delete()
    return redirect("search:search")
