"""The desk's doors: list, one consultation with its parts, its deeds, and calling one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.grassroots.consultation.access import consultations_seen_by, decisions_done_by
from concord.apps.grassroots.consultation.forms import AnswerForm, CallForm, DoneForm, RemarkForm, SayForm
from concord.apps.grassroots.consultation.models import Consultation, Stage
from concord.apps.grassroots.consultation.selectors.detail import (
    about_if_read,
    deeds_at_hand,
    grounds_to_move_up,
    own_answers,
)
from concord.apps.grassroots.consultation.selectors.lists import filter_from, listed
from concord.apps.grassroots.consultation.services.calling import Call, call_consultation
from concord.apps.grassroots.consultation.services.deciding import report_done
from concord.apps.grassroots.consultation.services.inviting import answer_invitation
from concord.apps.grassroots.consultation.services.meeting import Said, may_speak, remark_on_minutes, speak
from concord.apps.grassroots.consultation.views.deeds import DEEDS
from concord.core.acts.selectors import told_to_staff
from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import matters_read_by
from concord.core.papers.models import Paper
from concord.core.people.access import may_in
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.refusals import Refusal
from concord.core.rooms.access import messages_for_staff


@for_capability("see_consultation")
@require_GET
def consultations(request: SignedInRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address."""
    by = filter_from(request.GET)
    try:
        page = listed(request.user, by)
    except ValueError as unsearchable:
        raise Refusal(str(unsearchable)) from unsearchable
    shown = {"filter": by, "page": page, "levels": Consultation.Level.choices, "stages": Stage.choices}
    return render(request, "consultation/list.html", shown)


@for_capability("hold_consultation")
@require_http_methods(["GET", "POST"])
def call(request: SignedInRequest, about: int) -> HttpResponse:
    """Call a consultation about a matter."""
    matter = get_object_or_404(matters_read_by(request.user).select_related("place"), pk=about)
    form = CallForm(request.POST or None, initial={"level": 2, "purpose": matter.title})
    if form.is_valid():
        call = Call(**form.cleaned_data | {"items": tuple(form.cleaned_data["items"])})
        made = attempt(form, lambda: call_consultation(about, call, by=request.user, today=localdate()))
        if made is not None:
            return redirect("consultation:detail", made.pk)
    return render(request, "consultation/call.html", {"about": matter, "form": form}, status=answer_code(form))


def _frame(request: SignedInRequest, one: Consultation, current: str = "") -> dict[str, object]:
    names = {"story": _("Story"), "people": _("People"), "room": _("Room"), "tasks": _("Tasks"), "papers": _("Papers")}
    tabs = [
        (reverse("consultation:tab", args=[one.pk, name]), label, "", name == current) for name, label in names.items()
    ]
    return {
        "one": one,
        "matter": one.matter,
        "tabs": tabs,
        "deeds": [(name, DEEDS[name].title) for name in deeds_at_hand(one, request.user)],
        "answers": own_answers(one, request.user),
        "grounds": grounds_to_move_up(one),
        "about": about_if_read(one, request.user),
        "may_supervise": one.matter.is_open and may_in(request.user, "supervise", one.matter.place_id),
    }


def _parts(request: SignedInRequest, one: Consultation, tab: str) -> dict[str, object]:
    if tab == "people":
        return {
            "participants": one.participants.select_related("organisation").order_by("pk"),
            "bookings": one.bookings.select_related("force__person").order_by("starts_at", "pk"),
            "opinions": one.opinions.order_by("pk"),
        }
    if tab == "room":
        speaks = one.matter.is_open and may_speak(one, request.user)
        return {"messages_said": messages_for_staff(one.matter), "form": SayForm() if speaks else None}
    if tab == "tasks":
        mine = set(decisions_done_by(request.user).filter(consultation=one).values_list("pk", flat=True))
        decisions = one.decisions.select_related("organisation", "task__done_by").order_by("pk")
        return {"decisions": decisions, "mine": mine}
    if tab == "papers":
        return {"papers": Paper.objects.filter(matter=one.pk).order_by("-pk")}
    return {"story": told_to_staff(one.pk), "remarks": one.remarks.select_related("organisation", "by").order_by("pk")}


TABS = ("story", "people", "room", "tasks", "papers")


@for_capability("see_consultation")
@require_GET
def detail(request: SignedInRequest, pk: int, tab: str = "story") -> HttpResponse:
    """One consultation, one part of it."""
    if tab not in TABS:
        raise Http404
    one = get_object_or_404(consultations_seen_by(request.user), pk=pk)
    shown = _frame(request, one, tab) | _parts(request, one, tab)
    return render(request, f"consultation/{tab}.html", shown)


@for_capability("hold_consultation")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed of who leads it."""
    if name not in DEEDS:
        raise Http404
    chosen, one = DEEDS[name], get_object_or_404(consultations_seen_by(request.user), pk=pk)
    told = request.POST if request.method == "POST" else None
    initial = {"text": one.minutes} if name == "minutes" else None
    form = chosen.form(told, initial=initial, **chosen.more(one, request.user))
    if form.is_valid() and (done := attempt(form, lambda: chosen.do(one, request.user, form))) is not None:
        return redirect("consultation:detail", done.pk if name == "move-up" and isinstance(done, Consultation) else pk)
    shown = _frame(request, one) | {"form": form, "deed": chosen}
    return render(request, "consultation/deed.html", shown, status=answer_code(form))


@for_capability("see_consultation")
@require_http_methods(["POST"])
def say(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say something in the room."""
    one = get_object_or_404(consultations_seen_by(request.user), pk=pk)
    form = SayForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, lambda: speak(pk, Said(**form.cleaned_data), by=request.user)) is not None:
        return redirect("consultation:tab", pk, "room")
    shown = _frame(request, one, "room") | _parts(request, one, "room") | {"form": form}
    return render(request, "consultation/room.html", shown, status=answer_code(form))


@for_capability("see_consultation")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int, participant: int) -> HttpResponse:
    """Say whether one's body takes part."""
    one = get_object_or_404(consultations_seen_by(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: answer_invitation(participant, **told, by=request.user)) is not None:
            return redirect("consultation:detail", pk)
    shown = _frame(request, one) | {"form": form, "title": _("Does your body take part?")}
    return render(request, "consultation/asked.html", shown, status=answer_code(form))


@for_capability("see_consultation")
@require_http_methods(["GET", "POST"])
def remark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what is wrong with the minutes."""
    one = get_object_or_404(consultations_seen_by(request.user), pk=pk)
    form = RemarkForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        if attempt(form, lambda: remark_on_minutes(pk, words, by=request.user)) is not None:
            return redirect("consultation:detail", pk)
    shown = _frame(request, one) | {"form": form, "title": _("Remark on the minutes")}
    return render(request, "consultation/asked.html", shown, status=answer_code(form))


@for_capability("see_consultation")
@require_http_methods(["GET", "POST"])
def done(request: SignedInRequest, pk: int, decision: int) -> HttpResponse:
    """Report a decision done."""
    one = get_object_or_404(consultations_seen_by(request.user), pk=pk)
    form = DoneForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["proof"]
        proof = (file.name, file.read()) if file else None
        words = form.cleaned_data["words"]
        if attempt(form, lambda: report_done(decision, words, proof=proof, by=request.user)) is not None:
            return redirect("consultation:tab", pk, "tasks")
    shown = _frame(request, one, "tasks") | {"form": form, "title": _("Report it done")}
    return render(request, "consultation/asked.html", shown, status=answer_code(form))
