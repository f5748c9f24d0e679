"""The operator's doors to organisations, the responsibility list and grids."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.core.matters.grids import make_grid, rename_grid
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.forms import full_name
from concord.core.people.models import Place
from concord.core.staffing.access import bodies_run_by, duties_run_by, places_run_by, topmost_places_of
from concord.core.staffing.forms import (
    BodiesFilter,
    ContactForm,
    DutiesFilter,
    DutyForm,
    GridForm,
    OrganisationForm,
)
from concord.core.staffing.selectors import bodies_of, duties_of, page_after, places_under
from concord.core.staffing.services.bodies import add_duty, add_organisation, change_organisation, end_duty, topics
from concord.core.staffing.views.asking import Asked, ask, key_in, query_of


@for_capability("manage_people")
@require_GET
def organisations(request: SignedInRequest) -> HttpResponse:
    """The organisations of my place, narrowed by what stands in the address."""
    form = BodiesFilter(request.GET)
    form.full_clean()
    told = form.cleaned_data
    found = bodies_of(request.user, q=told.get("q", ""), kind=told.get("kind", ""))
    page = page_after(found, key_in(request), newest_first=False)
    shown = {"filter": form, "page": page, "query": query_of(request), "after": key_in(request)}
    return render(request, "staffing/organisations.html", shown)


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def new_organisation(request: SignedInRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(request.POST or None)
    asked = Asked(
        title=_("Add an organisation"),
        effect=_("Then give it duties, and people with roles in it."),
        back=reverse("staffing:organisations"),
    )
    return ask(
        request,
        asked,
        form,
        lambda: add_organisation(
            **{name: form.cleaned_data[name] for name in ("name", "kind", "function", "place")},
            contact=form.contact(),
            by=request.user,
        ),
        lambda made: redirect(f"{reverse('staffing:organisations')}?{urlencode({'q': made.name})}"),
    )


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change how an organisation is called and reached."""
    body = bodies_run_by(request.user).get(pk=pk)
    told = {name: getattr(body, name) for name in ("name", "phone", "address", "hours")}
    form = ContactForm(request.POST or None, initial=told)
    asked = Asked(
        title=body.name,
        effect=_("Residents read this where the organisation handles their matter."),
        back=reverse("staffing:organisations"),
    )
    return ask(
        request,
        asked,
        form,
        lambda: change_organisation(pk, name=form.cleaned_data["name"], contact=form.contact(), by=request.user),
        lambda made: redirect(f"{reverse('staffing:organisations')}?{urlencode({'q': made.name})}"),
    )


@for_capability("manage_people")
@require_GET
def duties(request: SignedInRequest) -> HttpResponse:
    """The responsibility list: which organisation leads or joins in what, where, and why."""
    form = DutiesFilter(request.GET, by=request.user)
    form.full_clean()
    told, names = form.cleaned_data, topics()
    found = duties_of(request.user, topic=told.get("topic", ""), organisation=told.get("organisation"))
    page = page_after(found, key_in(request), newest_first=False)
    rows = [(duty, names.get(duty.topic, "")) for duty in page.rows]
    shown = {"filter": form, "page": page, "rows": rows, "query": query_of(request), "after": key_in(request)}
    return render(request, "staffing/duties.html", shown)


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def new_duty(request: SignedInRequest) -> HttpResponse:
    """Add a duty."""
    form = DutyForm(request.POST or None, by=request.user)
    asked = Asked(
        title=_("Add a duty"),
        effect=_("New matters of this kind are proposed to the organisation; running ones stay where they are."),
        back=reverse("staffing:duties"),
    )
    return ask(
        request,
        asked,
        form,
        lambda: add_duty(**form.cleaned_data, by=request.user),
        lambda made: redirect(f"{reverse('staffing:duties')}?{urlencode({'topic': made.topic})}"),
    )


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def stop_duty(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a duty."""
    duty = duties_run_by(request.user).select_related("organisation").get(pk=pk)
    onward = f"{reverse('staffing:duties')}?{urlencode({'topic': duty.topic})}"
    told = {"topic": f"{duty.topic} {topics().get(duty.topic, '')}", "body": duty.organisation.name}
    asked = Asked(
        title=_("End the duty “%(topic)s” of %(body)s") % told,
        effect=_("New matters are no longer proposed for it; running ones stay where they are."),
        back=onward,
        grave=True,
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return ask(request, asked, form, lambda: end_duty(pk, by=request.user), lambda _duty: redirect(onward))


@for_capability("manage_people")
@require_GET
def grids(request: SignedInRequest) -> HttpResponse:
    """Where grids are made: the places that I run."""
    tops = list(topmost_places_of(request.user))
    return redirect("staffing:places", tops[0].pk) if len(tops) == 1 else _places(request, None, tops)


def _places(request: SignedInRequest, place: Place | None, below: list[Place]) -> HttpResponse:
    above = places_run_by(request.user).filter(pk=place.parent_id).first() if place else None
    path = full_name(place) if place else ""
    return render(request, "staffing/places.html", {"place": place, "below": below, "above": above, "path": path})


@for_capability("manage_people")
@require_GET
def places(request: SignedInRequest, code: str) -> HttpResponse:
    """The places right below one that I run; of a village, its grids."""
    place = places_run_by(request.user).get(pk=code)
    return _places(request, place, list(places_under(place)))


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def new_grid(request: SignedInRequest, code: str) -> HttpResponse:
    """Make a grid in a village."""
    village = places_run_by(request.user).get(pk=code, level=Place.Level.VILLAGE)
    form = GridForm(request.POST or None)
    asked = Asked(
        title=_("Make a grid in %(village)s") % {"village": village.name},
        effect=_("It gets the next code of the village, which never changes."),
        back=reverse("staffing:places", args=[code]),
    )
    return ask(
        request,
        asked,
        form,
        lambda: make_grid(code, name=form.cleaned_data["name"], by=request.user),
        lambda _grid: redirect("staffing:places", code),
    )


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def grid_name(request: SignedInRequest, code: str) -> HttpResponse:
    """Rename a grid."""
    grid = places_run_by(request.user).get(pk=code, level=Place.Level.GRID)
    form = GridForm(request.POST or None, initial={"name": grid.name})
    asked = Asked(
        title=_("Rename the grid %(name)s") % {"name": grid.name},
        effect=_("Its code stays, and so does all that happened there."),
        back=reverse("staffing:places", args=[grid.parent_id]),
    )
    return ask(
        request,
        asked,
        form,
        lambda: rename_grid(code, name=form.cleaned_data["name"], by=request.user),
        lambda _grid: redirect("staffing:places", grid.parent_id),
    )
