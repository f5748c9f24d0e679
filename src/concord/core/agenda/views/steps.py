"""What can be done on a step: each deed with its form, and one door for all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from concord.core.agenda import forms as f
from concord.core.agenda.access import steps_done_by, steps_with_capability
from concord.core.agenda.models import Step
from concord.core.agenda.services import demanding, handing, running, stepping, time
from concord.core.attempts import answer_code, attempt
from concord.core.papers.services import keep_upload
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

Do = Callable[[Step, Person, forms.Form], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it: its name, what it brings about, its form, and what is done."""

    title: Promise
    effect: Promise
    form: Callable[..., forms.Form]
    do: Do


@transaction.atomic
def _complete(step: Step, by: Person, form: forms.Form) -> Step:
    """Keep the papers that came with the form, and do the step with them."""
    assert isinstance(form, f.CompleteForm)
    papers = {}
    for at, name in enumerate(f.node_of(step).deliverable):
        file = form.cleaned_data[f"{f.PAPER}{at}"]
        papers[name] = keep_upload(file.read(), filename=file.name, matter=step.matter, by=by).pk
    return stepping.complete_step(step.pk, form.stated, papers=papers, by=by, today=localdate())


def _call(step: Step, by: Person, form: forms.Form) -> object:
    assert isinstance(form, f.CallForm)
    return running.call_subprocess(step.pk, form.stated, by=by, today=localdate())


DEEDS: dict[str, Deed] = {
    "accept": Deed(
        _("Take on"),
        _("It then waits for you alone."),
        f.NothingForm,
        lambda step, by, _form: stepping.accept_step(step.pk, by=by),
    ),
    "complete": Deed(_("Done"), _("What follows in the scenario opens at once."), f.CompleteForm, _complete),
    "call": Deed(_("Start its scenario"), _("The step waits until that scenario has ended."), f.CallForm, _call),
    "send-back": Deed(
        _("Send back"),
        _("The earlier step opens again; all behind it is done anew."),
        f.SendBackForm,
        lambda step, by, form: stepping.send_back(step.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "time": Deed(
        _("Ask for time"),
        _("Who runs the scenario decides; until then the limit stays."),
        f.TimeForm,
        lambda step, by, form: time.ask_for_time(step.pk, **form.cleaned_data, by=by),
    ),
    "pause": Deed(
        _("Ask for a pause"),
        _("Who runs the scenario decides; while paused, its time stands still."),
        f.PauseForm,
        lambda step, by, form: time.ask_to_pause(step.pk, **form.cleaned_data, by=by),
    ),
    "resume": Deed(
        _("Let its time run again"),
        _("Its limit moves by the working days on which it stood still."),
        f.NothingForm,
        lambda step, by, _form: time.resume_step(step.pk, by=by, today=localdate()),
    ),
    "colleague": Deed(
        _("Hand to a colleague"),
        _("It then waits for this colleague alone."),
        f.ColleagueForm,
        lambda step, by, form: handing.hand_to_colleague(step.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "place": Deed(
        _("Request to another place"),
        _("The body of the same duty nearest to that place goes on with it."),
        f.PlaceForm,
        lambda step, by, form: handing.request_to_place(step.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "opinion": Deed(
        _("Ask an opinion"),
        _("The body sees the matter and has five working days to answer."),
        f.OpinionForm,
        lambda step, by, form: demanding.ask_opinion(step.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
}
REASSIGN = Deed(
    _("Give to another body"),
    _("The step then waits for that body."),
    f.ReassignForm,
    lambda step, by, form: handing.reassign_step(step.pk, **form.cleaned_data, person=None, by=by, today=localdate()),
)


def deeds_at_hand(step: Step) -> list[tuple[str, Promise]]:
    """The deeds that a step of one's own lets one do now; the first one is the next."""
    node, paused = f.node_of(step), step.work.paused_on is not None
    fitting = {
        "accept": step.work.person_id is None,
        "complete": not paused,
        "call": bool(node.template),
        "send-back": bool(node.returns),
        "time": step.work.due_on is not None,
        "pause": not paused,
        "resume": paused,
    }
    return [(name, deed.title) for name, deed in DEEDS.items() if fitting.get(name, True)]


def _show(request: SignedInRequest, step: Step, chosen: Deed) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = chosen.form(*given, step=step)
    if form.is_valid() and attempt(form, lambda: chosen.do(step, request.user, form)) is not None:
        return redirect("agenda:run", step.run_id)
    shown = {"form": form, "deed": chosen, "step": step, "matter": step.matter, "run": step.run}
    return render(request, "agenda/deed.html", shown, status=answer_code(form))


@for_capability("do_step")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed on a step that is this person's to do."""
    if name not in DEEDS:
        raise Http404
    steps = steps_done_by(request.user).select_related("run__version", "matter__place", "task__organisation")
    return _show(request, get_object_or_404(steps, pk=pk), DEEDS[name])


@for_capability("run_scenario")
@require_http_methods(["GET", "POST"])
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the time of a step run again, as the one who runs the scenario."""
    steps = steps_with_capability(request.user, "run_scenario").filter(state=Step.State.OPEN)
    steps = steps.select_related("run__version", "matter__place", "task__organisation")
    return _show(request, get_object_or_404(steps, pk=pk), DEEDS["resume"])


@for_capability("run_scenario")
@require_http_methods(["GET", "POST"])
def reassign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an open step to another body, as the one who runs the scenario."""
    steps = steps_with_capability(request.user, "run_scenario").filter(state=Step.State.OPEN)
    steps = steps.select_related("run__version", "matter__place", "task__organisation")
    return _show(request, get_object_or_404(steps, pk=pk), REASSIGN)
