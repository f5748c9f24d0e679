"""Crosswalks: the list, one with its lines, a new one, what is published of it, and the table taken out."""

import csv
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.crosswalks.access import (
    crosswalks_kept_by,
    crosswalks_published_by,
    crosswalks_seen_by,
    places_kept_by,
)
from concord.core.crosswalks.forms import ClassesForm, NewForm
from concord.core.crosswalks.models import Crosswalk
from concord.core.crosswalks.selectors import changes_of, coverage_of, coverage_page, lines_page
from concord.core.crosswalks.services import building, publishing
from concord.core.crosswalks.tables import lines_out
from concord.core.exchange.selectors import SIZE
from concord.core.exchange.views.sources import number_in
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

STATES = ("", "open", "doubtful", "by_text")
LONGEST_ASKED = 60


@for_capability("see_crosswalk")
@require_GET
def crosswalks(request: SignedInRequest) -> HttpResponse:
    """The crosswalks of one's places, and how far each is."""
    rows, more = coverage_page(request.user, number_in(request, "before"), SIZE)
    shown = {"rows": rows, "next_before": more, "may_keep": may(request.user, "keep_crosswalk")}
    return render(request, "crosswalks/list.html", shown)


@for_capability("keep_crosswalk")
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a crosswalk."""
    told = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NewForm(*told, places=places_kept_by(request.user))
    if form.is_valid():
        made = attempt(form, lambda: _made(form, request.user))
        if made is not None:
            return redirect("crosswalks:crosswalk", made.pk)
    return render(request, "crosswalks/new.html", {"form": form}, status=answer_code(form))


def _made(form: NewForm, by: Person) -> Crosswalk:
    said = form.cleaned_data
    classes = building.classes_in(said["file"].read()) if said["file"] else ()
    return building.make_crosswalk(
        said["name"], place=said["place"], source=said["source"], shipped=said["shipped"], classes=classes, by=by
    )


def _shown(request: SignedInRequest, pk: int, form: ClassesForm) -> dict[str, object]:
    one, person = coverage_of(request.user, pk), request.user
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_ASKED]
    after = number_in(request, "after")
    rows, more = lines_page(person, one.crosswalk, state=state, asked=asked, after=after, size=SIZE)
    told = {"one": one, "rows": rows, "next_after": more, "state": state, "q": asked, "form": form}
    return told | _may(person, one.crosswalk)


def _may(person: Person, crosswalk: Crosswalk) -> dict[str, object]:
    """What `person` may do with a crosswalk, and what there is to do."""
    pk = crosswalk.pk
    publishes = crosswalks_published_by(person).filter(pk=pk).exists()
    return {
        "may_keep": crosswalks_kept_by(person).filter(pk=pk).exists(),
        "may_publish": publishes,
        "older": publishing.older_records(crosswalk, person).count() if publishes and crosswalk.source else 0,
        "remappings": crosswalk.remappings.select_related("by", "undone_by", "edition").order_by("-pk")[:5],
        "changes": changes_of(crosswalk)[1],
    }


@for_capability("see_crosswalk")
@require_GET
def crosswalk(request: SignedInRequest, pk: int) -> HttpResponse:
    """One crosswalk with its lines."""
    get_object_or_404(crosswalks_seen_by(request.user), pk=pk)
    return render(request, "crosswalks/crosswalk.html", _shown(request, pk, ClassesForm()))


@for_capability("keep_crosswalk")
@require_POST
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add the classes of a table."""
    get_object_or_404(crosswalks_kept_by(request.user), pk=pk)
    form = ClassesForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        if attempt(form, lambda: building.add_classes(pk, content=content, by=request.user)) is not None:
            return redirect("crosswalks:crosswalk", pk)
    return render(request, "crosswalks/crosswalk.html", _shown(request, pk, form), status=answer_code(form))


@for_capability("keep_crosswalk")
@require_POST
def anew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the machine look again at what is undecided."""
    building.propose_anew(pk, by=request.user)
    return redirect("crosswalks:crosswalk", pk)


@for_capability("publish_crosswalk")
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the next edition changes; on the answer, publish it."""
    found = get_object_or_404(crosswalks_published_by(request.user), pk=pk)
    if request.method == "POST":
        publishing.publish_crosswalk(pk, by=request.user)
        return redirect("crosswalks:crosswalk", pk)
    changes, number = changes_of(found)
    shown = {"one": coverage_of(request.user, pk), "changes": changes, "number": number, "more": number - len(changes)}
    return render(request, "crosswalks/publish.html", shown)


@for_capability("publish_crosswalk")
@require_POST
def remap(request: SignedInRequest, pk: int) -> HttpResponse:
    """Map older records by the edition in force."""
    publishing.remap_records(pk, by=request.user)
    return redirect("crosswalks:crosswalk", pk)


@for_capability("publish_crosswalk")
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put back what a mapping anew changed."""
    done = publishing.undo_remapping(pk, by=request.user)
    return redirect("crosswalks:crosswalk", done.crosswalk_id)


@for_capability("see_crosswalk")
@require_GET
def table(request: SignedInRequest, pk: int) -> HttpResponse:
    """The crosswalk as CSV."""
    get_object_or_404(crosswalks_seen_by(request.user), pk=pk)
    out = StringIO()
    csv.writer(out).writerows(lines_out(request.user, pk))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="crosswalk-{pk}.csv"'
    return response
