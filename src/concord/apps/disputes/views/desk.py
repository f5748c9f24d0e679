"""The staff's doors: list, search, export, and the page of one dispute with its tabs."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.disputes.access import dispute_seen_by
from concord.apps.disputes.forms.resident import MessageForm
from concord.apps.disputes.forms.staff import RevealForm
from concord.apps.disputes.kinds import named
from concord.apps.disputes.models import Dispute, Stage
from concord.apps.disputes.selectors.detail import StaffPage, full_story, proposed_for, staff_page
from concord.apps.disputes.selectors.following import live_settlement, offers_of
from concord.apps.disputes.selectors.lists import counted, filter_from, listed
from concord.apps.disputes.services.talking import say_as_mediator
from concord.apps.disputes.sheets import disputes_sheet
from concord.core.agenda.selectors.around import work_in_matter
from concord.core.attempts import answer_code, attempt
from concord.core.linking.selectors import links_of
from concord.core.papers.models import Paper
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import SavedFilter
from concord.core.refusals import Refusal
from concord.core.rooms.access import messages_for_staff
from concord.engines.text.taxonomy import taxonomy

SCREEN = "disputes"


@for_capability("see_dispute")
@require_GET
def disputes(request: SignedInRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address."""
    by, today = filter_from(request.GET), localdate()
    try:
        page = listed(request.user, by, today)
    except ValueError as unsearchable:
        raise Refusal(str(unsearchable)) from unsearchable
    shown = {
        "filter": by,
        "page": page,
        "counts": counted(request.user, today),
        "stages": Stage.choices,
        "categories": [(one.id, named(one)) for one in taxonomy().categories],
        "saved": SavedFilter.objects.filter(person=request.user, screen=SCREEN).order_by("name"),
        "may_export": may(request.user, "export_disputes"),
    }
    return render(request, "disputes/desk/list.html", shown)


@for_capability("see_dispute")
@require_POST
def save_filter(request: SignedInRequest) -> HttpResponse:
    """Keep the filter of the list under a name."""
    name, query = (request.POST.get(one, "").replace("\0", "").strip() for one in ("name", "query"))
    name, query = name[:60], query[:600]
    if not name:
        raise Refusal(_("Give the filter a name, so that you find it again."))
    SavedFilter.objects.update_or_create(person=request.user, screen=SCREEN, name=name, defaults={"query": query})
    return redirect(f"{reverse('disputes:list')}?{query}")


@for_capability("see_dispute")
@require_POST
def forget_filter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a saved filter away."""
    get_object_or_404(SavedFilter, pk=pk, person=request.user).delete()
    return redirect("disputes:list")


@for_capability("export_disputes")
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The filtered list as a spreadsheet."""
    content = disputes_sheet(request.user, filter_from(request.GET), localdate())
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="disputes-{localdate():%Y%m%d}.xlsx"'
    return response


def fetch(request: SignedInRequest, pk: int) -> Dispute:
    """The dispute, if this person may see it; for all others there is none (404)."""
    return dispute_seen_by(request.user, pk)


def tabs_of(page: StaffPage, current: str) -> list[tuple[str, str, str, bool]]:
    """The tabs of a dispute's page: address, label, count, whether it is the one shown."""
    names = {
        "story": _("Story"),
        "parties": _("Parties"),
        "papers": _("Papers"),
        "tasks": _("Tasks"),
        "room": _("Room"),
        "settlement": _("Settlement"),
        "links": _("Links"),
    }
    pk = page.dispute.pk
    return [(reverse("disputes:tab", args=[pk, name]), label, "", name == current) for name, label in names.items()]


def frame(request: SignedInRequest, dispute: Dispute, current: str) -> dict[str, object]:
    """What every tab and every deed of a dispute shows around itself."""
    page = staff_page(dispute, request.user)
    return {"page": page, "dispute": dispute, "matter": dispute.matter, "tabs": tabs_of(page, current)}


@for_capability("see_dispute")
@require_GET
def detail(request: SignedInRequest, pk: int, tab: str = "story") -> HttpResponse:
    """One dispute, one tab."""
    if tab not in TABS:
        raise Http404
    dispute = fetch(request, pk)
    shown = frame(request, dispute, tab) | TABS[tab](dispute)
    if tab == "tasks":
        shown["work"] = work_in_matter(request.user, dispute.matter)
    if tab == "links":
        shown["same"] = links_of(dispute.matter, request.user)
    return render(request, f"disputes/desk/{tab}.html", shown)


def _story(dispute: Dispute) -> dict[str, object]:
    reports = dispute.reports.select_related("party", "taken_by", "poster").order_by("pk")
    return {"story": full_story(dispute.matter_id), "proposed": proposed_for(dispute), "reports": reports}


def _parties(dispute: Dispute) -> dict[str, object]:
    return {"parties": dispute.matter.parties.order_by("side", "pk"), "reveal": RevealForm()}


def _papers(dispute: Dispute) -> dict[str, object]:
    return {"papers": Paper.objects.filter(matter=dispute.matter_id).order_by("-pk")}


def _tasks(dispute: Dispute) -> dict[str, object]:
    tasks = dispute.matter.tasks.select_related("organisation", "person", "done_by").order_by("done_at", "due_on", "pk")
    return {"tasks": tasks, "appointments": dispute.appointments.order_by("-starts_at")}


def _room(dispute: Dispute) -> dict[str, object]:
    return {
        "messages_said": messages_for_staff(dispute.matter),
        "form": MessageForm(),
        "offers": offers_of(dispute, None),
    }


def _settlement(dispute: Dispute) -> dict[str, object]:
    settlement = live_settlement(dispute)
    return {
        "settlement": settlement,
        "instalments": settlement.instalments.order_by("position") if settlement else [],
        "signatures": settlement.paper.signatures.order_by("pk") if settlement else [],
    }


def _links(dispute: Dispute) -> dict[str, object]:
    return {
        "links_out": dispute.matter.links_out.select_related("target"),
        "links_in": dispute.matter.links_in.select_related("source"),
    }


TABS = {
    "story": _story,
    "parties": _parties,
    "papers": _papers,
    "tasks": _tasks,
    "room": _room,
    "settlement": _settlement,
    "links": _links,
}


@for_capability("mediate")
@require_http_methods(["POST"])
def speak(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say something in the room, as the mediator."""
    dispute = fetch(request, pk)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, lambda: say_as_mediator(pk, **form.cleaned_data, by=request.user)) is not None:
        return redirect("disputes:tab", pk, "room")
    shown = frame(request, dispute, "room") | _room(dispute) | {"form": form}
    return render(request, "disputes/desk/room.html", shown, status=answer_code(form))
