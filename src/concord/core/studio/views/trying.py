"""A draft as text, its dry run, and a walk through it; what is tried is never kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.core.agenda.forms import FactsForm, StartForm
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.studio.access import drafts_drawn_by, drafts_seen_by
from concord.core.studio.forms.text import TextForm
from concord.core.studio.judging import faults_in
from concord.core.studio.models import Draft
from concord.core.studio.selectors.shown import drawn
from concord.core.studio.selectors.trying import Move, trial_of, walked
from concord.core.studio.services.drafting import save_draft, template_in
from concord.core.studio.views.drafts import frame, revision_in
from concord.core.studio.walking import Walk, open_tasks, walk_in
from concord.engines.flow.graph import graph
from concord.engines.flow.reading import Sketch, sketch
from concord.engines.flow.template import Template

MOST_WAYS = 60


@for_capability("draw_scenario")
@require_http_methods(["GET", "POST"])
def text(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft as its file, with what is wrong by line and column."""
    one = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    mine = drafts_drawn_by(request.user).filter(pk=pk).exists()
    form = TextForm(request.POST if request.method == "POST" and mine else None, initial={"source": one.source})
    if form.is_valid():
        source, revision, by = form.cleaned_data["source"], revision_in(request), request.user
        if attempt(form, lambda: save_draft(pk, template_in(source), revision=revision, by=by)) is not None:
            messages.success(request, _("Saved."))
            return redirect("studio:text", pk)
    shown = {"form": form, "mine": mine, "faults": faults_in(sketch(one.source))}
    return render(request, "studio/text.html", frame(request, one, "text") | shown, status=answer_code(form))


@for_capability("draw_scenario")
@require_GET
def trial(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every way that a sound draft can go."""
    one = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    found = sketch(one.source)
    faults = faults_in(found)
    result = None if faults else trial_of(found.template)
    shown = {"faults": faults, "trial": result, "ways": result.ways[:MOST_WAYS] if result else ()}
    return render(request, "studio/trial.html", frame(request, one, "trial") | shown)


@for_capability("draw_scenario")
@require_http_methods(["GET", "POST"])
def walk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Walk through a sound draft step by step; the drawing shows where it stands. Nothing is kept."""
    one = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    found = sketch(one.source)
    if faults := faults_in(found):
        return render(request, "studio/walk.html", frame(request, one, "walk") | {"faults": faults})
    return _walk(request, one, found)


def _walk(request: SignedInRequest, one: Draft, found: Sketch) -> HttpResponse:
    template = found.template
    before = walk_in(request.POST.get("walked", ""))
    form = _form(request, template, before)
    if form.is_bound and form.is_valid():
        now = _next(request, before, form)
        state = attempt(form, lambda: walked(template, now.given, now.moves))
        if state is not None:
            shown = {"walk": now, "state": state, "open": open_tasks(template, state), "names": _names(template)}
            shown |= {"wide": drawn(template, state), "narrow": drawn(template, state, narrow=True)}
            return render(request, "studio/walk.html", frame(request, one, "walk") | shown)
    shown = {"form": form, "before": before, "wide": drawn(template), "narrow": drawn(template, narrow=True)}
    return render(request, "studio/walk.html", frame(request, one, "walk") | shown, status=answer_code(form))


def _form(request: SignedInRequest, template: Template, before: Walk | None) -> FactsForm:
    """What the answer of the page says: the facts at the start, or those that the task at hand states."""
    data = request.POST if request.method == "POST" and request.POST.get("do") != "anew" else None
    if before is None:
        return StartForm(data, template=template)
    form = FactsForm(data)
    node = graph(template).nodes.get(request.POST.get("task", ""))
    if node is not None and request.POST.get("do") == "complete":
        form.ask((graph(template).facts[name] for name in node.sets), required=True)
    return form


def _next(request: SignedInRequest, before: Walk | None, form: FactsForm) -> Walk:
    said = request.POST.get("do", "")
    if before is None:
        return Walk(dict(form.stated))
    if said == "undo":
        return before.back or before
    to = said.removeprefix("back ") if said.startswith("back ") else ""
    return before.going(Move(request.POST.get("task", ""), dict(form.stated), to))


def _names(template: Template) -> dict[str, str]:
    return {node.code: node.name for node in template.nodes}
