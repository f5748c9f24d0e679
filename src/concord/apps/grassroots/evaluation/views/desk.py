"""The desk's doors of evaluation: the sheets, one sheet, the matters of a figure, objections; and the open formulae."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.grassroots.evaluation.access import (
    bodies_of,
    figures_objected_by,
    figures_seen_by,
    objections_decided_by,
    objections_seen_by,
    sheets_published_by,
    sheets_seen_by,
    units_seen_by,
)
from concord.apps.grassroots.evaluation.forms import CorrectForm, DecideForm, ObjectForm, PublishForm
from concord.apps.grassroots.evaluation.formula import load
from concord.apps.grassroots.evaluation.formulae import compared, newest, versions
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.periods import lately, over_lately, period
from concord.apps.grassroots.evaluation.rules import rules
from concord.apps.grassroots.evaluation.selectors.satisfaction import answered_about, satisfaction_of
from concord.apps.grassroots.evaluation.selectors.sheets import (
    behind,
    figures_of,
    listed,
    matters_named,
    may_object,
    shown,
)
from concord.apps.grassroots.evaluation.services.objecting import decide_objection, object_to_figure
from concord.apps.grassroots.evaluation.services.publishing import correct_figures, publish_figures
from concord.apps.grassroots.evaluation.views.numbers import number_asked
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability


@for_capability("see_evaluation")
@require_GET
def sheets(request: SignedInRequest) -> HttpResponse:
    """The sheets one may see, newest first, narrowed by what stands in the address."""
    over, unit = period(request.GET.get("period", "")), number_asked(request, "unit")
    code = request.GET.get("formula", "")
    known = {one.code: one for one in newest()}
    code = code if code in known else ""
    told = {
        "page": listed(request.user, over=over, code=code, unit=unit, before=number_asked(request, "before")),
        "formulae": known.values(),
        "periods": over_lately(localdate()),
        "period": over.code if over else "",
        "code": code,
        "unit": unit,
        "may_publish": may(request.user, "publish_evaluation"),
        "own": units_seen_by(request.user).filter(pk__in=bodies_of(request.user, "see_evaluation")),
    }
    return render(request, "evaluation/list.html", told)


@for_capability("publish_evaluation")
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest) -> HttpResponse:
    """Reckon and publish the figures of a period."""
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        done = attempt(
            form, lambda: publish_figures(said["formula"], said["period"], by=request.user, today=localdate())
        )
        if done is not None:
            return redirect("evaluation:list")
    return render(request, "evaluation/publish.html", {"form": form}, status=answer_code(form))


@for_capability("see_evaluation")
@require_GET
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sheet in words: each part with what it counts, the sheet it corrects, and the one that corrects it."""
    found = get_object_or_404(sheets_seen_by(request.user).select_related("corrects", "corrected_by"), pk=pk)
    told = {
        "one": shown([found])[0],
        "figures": figures_of(found),
        "may_correct": sheets_published_by(request.user).filter(pk=pk, corrected_by=None).exists(),
    }
    return render(request, "evaluation/sheet.html", told)


@for_capability("see_evaluation")
@require_GET
def figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """One figure: what it counts, and the matters behind it that one may see."""
    found = get_object_or_404(figures_seen_by(request.user), pk=pk)
    one = next(one for one in figures_of(found.sheet) if one.figure.pk == pk)
    told = {
        "one": one,
        "answers": answered_about(found.sheet, by=request.user) if one.said else [],
        "sheet": shown([found.sheet])[0],
        "behind": behind(request.user, found, after=number_asked(request, "after") or 0),
        "may_object": may_object(request.user, found, localdate()),
    }
    return render(request, "evaluation/figure.html", told)


@for_capability("publish_evaluation")
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Reckon a sheet anew, with the reason."""
    found = get_object_or_404(sheets_published_by(request.user), pk=pk)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(form, lambda: correct_figures(pk, **form.cleaned_data, by=request.user, today=localdate()))
        if made is not None:
            return redirect("evaluation:sheet", made.pk)
    told = {"form": form, "sheet": shown([found])[0], "deed": "correct"}
    return render(request, "evaluation/deed.html", told, status=answer_code(form))


@for_capability("see_evaluation")
@require_http_methods(["GET", "POST"])
def object_to(request: SignedInRequest, pk: int) -> HttpResponse:
    """Object to a figure about one's own body or own tasks."""
    found = get_object_or_404(figures_objected_by(request.user), pk=pk)
    rows = behind(request.user, found, size=200).rows
    form = ObjectForm(request.POST if request.method == "POST" else None, rows=rows)
    if form.is_valid():
        made = attempt(form, lambda: object_to_figure(pk, **form.cleaned_data, by=request.user, today=localdate()))
        if made is not None:
            return redirect("evaluation:figure", pk)
    told = {"form": form, "sheet": shown([found.sheet])[0], "deed": "object"}
    return render(request, "evaluation/deed.html", told, status=answer_code(form))


@for_capability("see_evaluation")
@require_GET
def objections(request: SignedInRequest) -> HttpResponse:
    """The objections one raised, sees or decides; those that wait first come by their number."""
    before = number_asked(request, "before")
    found = objections_seen_by(request.user).order_by("-pk")
    rows = list((found.filter(pk__lt=before) if before else found)[:30])
    decided_here = set(
        objections_decided_by(request.user).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True)
    )
    told = {"rows": rows, "more": len(rows) == 30, "decided_here": decided_here}
    return render(request, "evaluation/objections.html", told)


@for_capability("decide_objection")
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide an objection, with reasons."""
    found = get_object_or_404(objections_decided_by(request.user), pk=pk)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = attempt(form, lambda: decide_objection(pk, **form.cleaned_data, by=request.user, today=localdate()))
        if done is not None:
            return redirect("evaluation:objections")
    told = {"form": form, "sheet": shown([found.figure.sheet])[0], "deed": "decide", "objection": found}
    told |= {"named": matters_named(request.user, found)}
    return render(request, "evaluation/deed.html", told, status=answer_code(form))


@for_capability("see_evaluation")
@require_GET
def satisfaction(request: SignedInRequest) -> HttpResponse:
    """How residents found it, and beside it who was asked and who answered."""
    known = lately(localdate())
    over = period(request.GET.get("period", "")) or known[1]
    told = {
        "answers": satisfaction_of(request.user, over),
        "fewest": rules().fewest,
        "period": over.code,
        "periods": known,
    }
    return render(request, "evaluation/satisfaction.html", told)


@require_GET
def formulae(request: HttpRequest) -> HttpResponse:
    """All formulae; they are public."""
    return render(request, "evaluation/formulae.html", {"formulae": newest()})


@require_GET
def formula(request: HttpRequest, code: str) -> HttpResponse:
    """One formula in words, its versions, and what changed between two of them."""
    known = [load(one.source) for one in versions(code)]
    if not known:
        raise Http404
    asked = number_asked(request, "version") or known[0].version
    chosen = next((one for one in known if one.version == asked), known[0])
    below = [one for one in known if one.version != chosen.version]
    beside = number_asked(request, "beside")
    older = next((one for one in below if one.version == beside), None)
    older = older or next((one for one in below if one.version < chosen.version), None)
    told = {
        "formula": chosen,
        "parts": [(part, MEASURES[part.measure].says) for part in chosen.parts],
        "versions": known,
        "others": below,
        "older": older,
        "changes": compared(older, chosen) if older else [],
    }
    return render(request, "evaluation/formula.html", told)
