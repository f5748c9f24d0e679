"""The desk's doors: the cases, what is watched, one case with its deeds, orders, findings and objections."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.apps.grassroots.supervision import forms as f
from concord.apps.grassroots.supervision.access import cases_seen_by, findings_objected_by, objections_reviewed_by
from concord.apps.grassroots.supervision.models import Case, Stage
from concord.apps.grassroots.supervision.selectors.detail import bodies_in, case_page, deeds_at_hand
from concord.apps.grassroots.supervision.selectors.lists import filter_from, listed, watched
from concord.apps.grassroots.supervision.services import objecting
from concord.apps.grassroots.supervision.services.opening import supervise_matter
from concord.apps.grassroots.supervision.views.deeds import DEEDS
from concord.core.agenda.access import demands_put_to
from concord.core.agenda.services.demanding import answer_demand
from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page of a deed asks: what it is called, what it brings about, what is typed, what is done."""

    title: str
    effect: str
    form: forms.Form
    do: Callable[[], object]


@for_capability("see_supervision", "answer_supervision")
@require_GET
def cases(request: SignedInRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address."""
    by = filter_from(request.GET)
    try:
        page = listed(request.user, by)
    except ValueError as unsearchable:
        raise Refusal(str(unsearchable)) from unsearchable
    shown = {"filter": by, "page": page, "stages": Stage.choices, "may_watch": may(request.user, "supervise")}
    return render(request, "supervision/list.html", shown)


@for_capability("supervise")
@require_GET
def watch(request: SignedInRequest) -> HttpResponse:
    """What is due soon or late in the places of a supervisor, the soonest due first."""
    after = request.GET.get("after", "")
    key = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    return render(request, "supervision/watch.html", {"page": watched(request.user, localdate(), key), "after": key})


@for_capability("supervise")
@require_http_methods(["GET", "POST"])
def supervise(request: SignedInRequest, about: int) -> HttpResponse:
    """Have the work of a body in a matter followed."""
    found = matters_with_capability(request.user, "supervise").exclude(kind=Matter.Kind.SUPERVISION)
    matter = get_object_or_404(found.select_related("place"), pk=about)
    form = f.BodyForm(request.POST or None, bodies=bodies_in(matter))
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(form, lambda: supervise_matter(about, **told, by=request.user, today=localdate()))
        if made is not None:
            return redirect("supervision:detail", made.pk)
    return render(request, "supervision/open.html", {"about": matter, "form": form}, status=answer_code(form))


@for_capability("see_supervision", "answer_supervision")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case: what is late, who follows, orders and answers, findings and objections, its story."""
    case = get_object_or_404(cases_seen_by(request.user), pk=pk)
    page = case_page(case, request.user, localdate())
    deeds = [(name, DEEDS[name].title) for name in page.deeds]
    return render(request, "supervision/case.html", {"page": page, "case": case, "matter": case.matter, "deeds": deeds})


@for_capability("see_supervision", "answer_supervision")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed of who follows the case, or of who answers for the responsible body."""
    case = get_object_or_404(cases_seen_by(request.user), pk=pk)
    if name not in deeds_at_hand(case, request.user):
        raise Http404
    chosen = DEEDS[name]
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    form = chosen.form(*told, **chosen.more(case))
    asking = Asking(str(chosen.title), str(chosen.effect), form, lambda: chosen.do(case, request.user, form))
    return _asked(request, case, asking)


@for_capability("answer_supervision")
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int, demand: int) -> HttpResponse:
    """Answer a supervision order for one's body."""
    case = get_object_or_404(cases_seen_by(request.user), pk=pk)
    order = get_object_or_404(demands_put_to(request.user), pk=demand, matter=pk)
    form = f.AnswerOrderForm(request.POST or None)

    def done() -> object:
        return answer_demand(demand, form.cleaned_data["answer"], by=request.user)

    return _asked(request, case, Asking(_("Answer the order"), order.words, form, done))


@for_capability("answer_supervision")
@require_http_methods(["GET", "POST"])
def object_to(request: SignedInRequest, pk: int, finding: int) -> HttpResponse:
    """Object to a finding for one's body."""
    case = get_object_or_404(cases_seen_by(request.user), pk=pk)
    found = get_object_or_404(findings_objected_by(request.user), pk=finding, case=pk)
    form = f.ObjectionForm(request.POST or None)

    def done() -> object:
        return objecting.object_to(finding, form.cleaned_data["words"], by=request.user, today=localdate())

    return _asked(request, case, Asking(_("Object to the finding"), found.words, form, done))


@for_capability("review_supervision")
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int, objection: int) -> HttpResponse:
    """Decide on an objection."""
    case = get_object_or_404(cases_seen_by(request.user), pk=pk)
    found = get_object_or_404(objections_reviewed_by(request.user), pk=objection, case=pk)
    form = f.DecisionOnObjectionForm(request.POST or None)

    def done() -> object:
        return objecting.decide_objection(objection, **form.cleaned_data, by=request.user)

    return _asked(request, case, Asking(_("Decide on the objection"), found.words, form, done))


def _asked(request: SignedInRequest, case: Case, asking: Asking) -> HttpResponse:
    """The page of one deed: its form, or back to the case once it is done."""
    form = asking.form
    if form.is_valid() and attempt(form, asking.do) is not None:
        return redirect("supervision:detail", case.pk)
    shown = {"case": case, "matter": case.matter, "form": form, "asking": asking}
    return render(request, "supervision/deed.html", shown, status=answer_code(form))
