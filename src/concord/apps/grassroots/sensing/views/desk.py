"""The desk's doors: the list of sightings, the page of one with its deeds, and the patrol lists."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.access import places_planned_by, points_planned_by, sightings_seen_by
from concord.apps.grassroots.sensing.forms import CloseForm, HandleForm, HandOnForm, PointForm, named
from concord.apps.grassroots.sensing.models import Sighting, Stage
from concord.apps.grassroots.sensing.selectors.catalogue import catalogued
from concord.apps.grassroots.sensing.selectors.detail import deeds_at_hand
from concord.apps.grassroots.sensing.selectors.lists import counted, filter_from, listed
from concord.apps.grassroots.sensing.services.handling import close_sighting, hand_on, handle_on_site
from concord.apps.grassroots.sensing.services.patrol import end_point, plan_point
from concord.core.acts.selectors import told_to_staff
from concord.core.agenda.selectors.around import work_in_matter
from concord.core.attempts import answer_code, attempt
from concord.core.linking.selectors import links_of
from concord.core.people.access import may, may_in
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal

Do = Callable[[Sighting, Person, forms.Form], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as its page shows it: what it is called, what it brings about, what is typed, what is done."""

    title: Promise
    effect: Promise
    form: type[forms.Form]
    do: Do


DEEDS: dict[str, Deed] = {
    "handle": Deed(
        _("Handled on site"),
        _("What you write stands in its story; it can be closed or handed on afterwards."),
        HandleForm,
        lambda sighting, by, form: handle_on_site(sighting.pk, **form.cleaned_data, by=by),
    ),
    "close": Deed(
        _("Close"),
        _("It is done with; its story stays."),
        CloseForm,
        lambda sighting, by, form: close_sighting(sighting.pk, **form.cleaned_data, by=by),
    ),
    "hand-on": Deed(
        _("Hand on"),
        _("The township goes on with it; or the mediation centre gets it as a dispute, and it ends here."),
        HandOnForm,
        lambda sighting, by, form: hand_on(sighting.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
}


@for_capability("see_sighting")
@require_GET
def sightings(request: SignedInRequest) -> HttpResponse:
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
        "kinds": named(catalogue().problems),
        "stages": Stage.choices,
        "place": Place.objects.filter(pk=by.place).first() if by.place else None,
        "may_report": may(request.user, "report_sighting"),
    }
    return render(request, "grassroots/desk/list.html", shown)


@for_capability("see_sighting")
@require_GET
def known(request: SignedInRequest) -> HttpResponse:
    """What can be seen, the core businesses and the scenario of each, and how many of each are open now."""
    return render(request, "grassroots/desk/catalogue.html", {"catalogue": catalogued(request.user)})


def _frame(request: SignedInRequest, sighting: Sighting) -> dict[str, object]:
    deeds = [(name, DEEDS[name].title) for name in deeds_at_hand(sighting, request.user)]
    businesses = catalogue().businesses_of(sighting.matter.topic) if sighting.matter.topic else []
    may_consult = sighting.matter.is_open and may_in(request.user, "hold_consultation", sighting.matter.place_id)
    return {
        "sighting": sighting,
        "matter": sighting.matter,
        "deeds": deeds,
        "businesses": businesses,
        "may_consult": may_consult,
        "may_supervise": sighting.matter.is_open and may_in(request.user, "supervise", sighting.matter.place_id),
    }


@for_capability("see_sighting")
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sighting: its words and photos, whom it concerns, its story."""
    sighting = get_object_or_404(sightings_seen_by(request.user), pk=pk)
    more = {
        "story": told_to_staff(sighting.matter_id),
        "work": work_in_matter(request.user, sighting.matter),
        "photos": [photo.paper for photo in sighting.photos.select_related("paper").order_by("pk")],
        "parties": sighting.matter.parties.order_by("pk"),
        "became": sighting.matter.links_out.select_related("target"),
        "same": links_of(sighting.matter, request.user),
    }
    return render(request, "grassroots/desk/sighting.html", _frame(request, sighting) | more)


@for_capability("handle_sighting")
@require_http_methods(["GET", "POST"])
def deed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One deed on one sighting: what it brings about, its form, and back to the sighting."""
    if name not in DEEDS:
        raise Http404
    chosen, sighting = DEEDS[name], get_object_or_404(sightings_seen_by(request.user), pk=pk)
    form = chosen.form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: chosen.do(sighting, request.user, form)) is not None:
        return redirect("grassroots:detail", pk)
    shown = _frame(request, sighting) | {"form": form, "deed": chosen}
    return render(request, "grassroots/desk/deed.html", shown, status=answer_code(form))


@for_capability("plan_patrol")
@require_http_methods(["GET", "POST"])
def points(request: SignedInRequest) -> HttpResponse:
    """The patrol lists that this person makes, and a form for another point."""
    form = PointForm(request.POST if request.method == "POST" else None, places=places_planned_by(request.user))
    if form.is_valid():
        told = form.cleaned_data | {"place": form.cleaned_data["place"].pk}
        if attempt(form, lambda: plan_point(**told, by=request.user)) is not None:
            return redirect("grassroots:points")
    shown = {"form": form, "points": points_planned_by(request.user).order_by("place_id", "pk")}
    return render(request, "grassroots/desk/points.html", shown, status=answer_code(form))


@for_capability("plan_patrol")
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a point off its list."""
    end_point(pk, by=request.user)
    return redirect("grassroots:points")
