"""Where staff draw a scenario: the list of drafts, a new one, its parts in forms, its moves, putting it away."""

from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.studio.access import drafts_drawn_by, drafts_seen_by, scenarios_in_use
from concord.core.studio.forms.begin import WAYS
from concord.core.studio.forms.head import HeadForm
from concord.core.studio.forms.parts import BodiesForm, FactForm, StageForm
from concord.core.studio.forms.sections import fields_of, sections_of
from concord.core.studio.forms.task_editor import TaskEditor, task_editor
from concord.core.studio.forms.text import NothingForm
from concord.core.studio.models import Draft
from concord.core.studio.moves import doing
from concord.core.studio.selectors.drafts import address_of, beside, board_of, drawing_of
from concord.core.studio.selectors.duties import duties_known
from concord.core.studio.services.drafting import discard_draft, save_draft, start_draft
from concord.engines.flow.reading import sketch
from concord.engines.flow.template import Template

PAGE = 40


class PartForm(Protocol):
    """A form that says what becomes of the template."""

    def is_valid(self) -> bool: ...
    @property
    def template(self) -> Template: ...


@dataclass(frozen=True, slots=True)
class Editor:
    """The form of one part of a draft, and, for a task, the rows beside it."""

    name: str
    part: PartForm
    form: forms.Form
    task: TaskEditor | None = None

    def laid_out(self, beside: dict[str, list[str]]) -> dict[str, object]:
        """The form as its page shows it, each fault beside the field that it concerns."""
        shown = {"editor": self, "fields": fields_of(self.form, beside), "general": beside.get("", [])}
        if self.task is None:
            return shown
        return shown | {"sections": sections_of(self.task, beside), "of_condition": beside.get("when", [])}


def revision_in(request: SignedInRequest) -> int:
    """The revision that a page was opened on."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


@for_capability("draw_scenario")
@require_GET
def drafts(request: SignedInRequest) -> HttpResponse:
    """Drafts of my bodies and those I may publish, newest first, and the scenarios in use."""
    before = request.GET.get("before", "")
    found = drafts_seen_by(request.user).order_by("-pk")
    rows = list((found.filter(pk__lt=int(before)) if before.isdecimal() else found)[: PAGE + 1])
    shown = {
        "drafts": rows[:PAGE],
        "further": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "scenarios": scenarios_in_use().defer("source").order_by("title"),
    }
    return render(request, "studio/drafts.html", shown)


@for_capability("draw_scenario")
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin a draft in one of four ways."""
    way = request.POST.get("way", "") if request.method == "POST" else ""
    ways = {name: kind(request, request.user, chosen=name == way) for name, kind in WAYS.items()}
    form = ways.get(way)
    if form is not None and form.is_valid():
        by = request.user
        made = attempt(form, lambda: start_draft(form.beginning, by=by, organisation_id=form.organisation_id))
        if made is not None:
            return redirect("studio:draft", made.pk)
    chosen = request.GET.get("version", "")
    ways["version"].initial["version"] = int(chosen) if chosen.isdecimal() else None
    return render(request, "studio/begin.html", {"ways": ways, "way": way}, status=answer_code(form) if form else 200)


@for_capability("draw_scenario")
@require_GET
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft whole: its stages, tasks and facts, drawn, with what is wrong."""
    one = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    mine = drafts_drawn_by(request.user).filter(pk=pk).exists()
    board = board_of(one, sketch(one.source).template, leads=mine)
    return render(request, "studio/draft.html", frame(request, one, "draft") | {"board": board, "mine": mine})


@for_capability("draw_scenario")
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, pk: int, name: str, code: str = "") -> HttpResponse:
    """One part in its form; what changes is drawn at once, and saved when one says so."""
    one = get_object_or_404(drafts_drawn_by(request.user).select_related("organisation", "saved_by", "based_on"), pk=pk)
    before = sketch(one.source).template
    editor = editor_of(before, name, code, request.POST if request.method == "POST" else None)
    if editor.form.is_bound and editor.part.is_valid():
        template = editor.part.template
        if request.headers.get("HX-Request"):
            return render(request, "studio/drawing.html", {"drawing": drawing_of(one, template, code)})
        revision, by = revision_in(request), request.user
        if attempt(editor.form, lambda: save_draft(pk, template, revision=revision, by=by)) is not None:
            messages.success(request, _("Saved."))
            return redirect(f"{address_of(one, name, code)}#at")
    board = board_of(one, before, name, code)
    shown = {"board": board, "mine": True} | editor.laid_out(beside(board.drawing.faults, name, code))
    return render(request, "studio/draft.html", frame(request, one, "draft") | shown, status=answer_code(editor.form))


def editor_of(template: Template, name: str, code: str, data: QueryDict | None) -> Editor:
    """The form of a part; 404 for a part that there is not."""
    try:
        if name == "task":
            task = task_editor(template, code, duties_known(template), data)
            return Editor(name, task, task.form, task)
        form = _form_of(template, name, code, data)
    except (StopIteration, KeyError):
        raise Http404 from None
    return Editor(name, form, form)


def _form_of(
    template: Template, name: str, code: str, data: QueryDict | None
) -> HeadForm | BodiesForm | StageForm | FactForm:
    if name == "head" and not code:
        return HeadForm(template, data, duties_known(template).told)
    if name == "bodies" and not code:
        return BodiesForm(template, data)
    if name == "stage":
        return StageForm(template, data, code)
    if name == "fact":
        return FactForm(template, data, code)
    raise KeyError(name)


@for_capability("draw_scenario")
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a stage, a task or a fact, move one up or down, or take it out."""
    one = get_object_or_404(drafts_drawn_by(request.user), pk=pk)
    done = doing(sketch(one.source).template, request.POST.get("do", ""), request.POST.get("words", ""))
    if done is None:
        raise Http404
    save_draft(pk, done.template, revision=revision_in(request), by=request.user)
    if done.told:
        messages.success(request, done.told)
    return redirect(f"{address_of(one, done.part, done.code)}#at" if done.code else f"/desk/studio/{pk}/#{done.part}s")


@for_capability("draw_scenario")
@require_http_methods(["GET", "POST"])
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a draft away."""
    one = get_object_or_404(drafts_drawn_by(request.user).select_related("organisation", "saved_by", "based_on"), pk=pk)
    form = NothingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        revision, by = revision_in(request), request.user
        if attempt(form, lambda: discard_draft(pk, revision=revision, by=by)) is not None:
            return redirect("studio:drafts")
    return render(request, "studio/discard.html", frame(request, one, "") | {"form": form}, status=answer_code(form))


def frame(request: SignedInRequest, one: Draft, current: str) -> dict[str, object]:
    """What stands around every page of a draft."""
    names = {
        "draft": _("Draw"),
        "text": _("As text"),
        "trial": _("Dry run"),
        "walk": _("Walk through"),
        "compare": _("Compare"),
        "publish": _("Publish"),
    }
    if not may(request.user, "publish_scenario"):
        del names["publish"]
    return {"draft": one, "tabs": [(f"studio:{name}", label, name == current) for name, label in names.items()]}
