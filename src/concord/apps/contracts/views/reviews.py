"""The doors of reviews: choosing counsel, giving and declining an opinion, and the pool of counsel."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from concord.apps.contracts.access import (
    contracts_seen_by,
    counsel_kept_by,
    engagements_declared_by,
    places_of_counsel,
    reviews_given_by,
)
from concord.apps.contracts.forms.life import ReasonForm
from concord.apps.contracts.forms.review import ChoiceForm, CounselForm, EngagementForm, OpinionForm
from concord.apps.contracts.models import Counsel
from concord.apps.contracts.selectors.counsel import offered
from concord.apps.contracts.services import counsel as pool_deeds
from concord.apps.contracts.services.reviewing import decline_review, give_opinion, send_to_counsel
from concord.apps.contracts.views.frame import frame
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Organisation, Person


@for_capability("handle_contract")
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose legal counsel; those who cannot be chosen say why."""
    contract = get_object_or_404(contracts_seen_by(request.user), pk=pk)
    form = ChoiceForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["counsel"]
        if attempt(form, lambda: send_to_counsel(pk, chosen, by=request.user, today=localdate())) is not None:
            return redirect("contracts:tab", pk, "reviews")
    shown = frame(request, contract) | {"offered": offered(contract, localdate()), "form": form}
    return render(request, "contracts/choose.html", shown, status=answer_code(form))


@for_capability("review_contract", "review_legality")
@require_http_methods(["GET", "POST"])
def opinion(request: SignedInRequest, review: int) -> HttpResponse:
    """Give an opinion on the version that was sent."""
    found = get_object_or_404(reviews_given_by(request.user), pk=review)
    form = OpinionForm(request.POST or None, findings=found.version.findings.order_by("order"))
    if form.is_valid():
        told = form.cleaned_data | {"taken": [one.pk for one in form.cleaned_data["taken"]]}
        if attempt(form, lambda: give_opinion(review, **told, by=request.user, today=localdate())) is not None:
            return redirect("contracts:tab", found.contract_id, "reviews")
    contract = contracts_seen_by(request.user).get(pk=found.contract_id)
    shown = frame(request, contract, "reviews") | {"form": form, "review": found}
    return render(request, "contracts/opinion.html", shown, status=answer_code(form))


@for_capability("review_contract")
@require_http_methods(["GET", "POST"])
def decline(request: SignedInRequest, review: int) -> HttpResponse:
    """Say that one cannot take a review."""
    found = get_object_or_404(reviews_given_by(request.user), pk=review)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: decline_review(review, reason, by=request.user, today=localdate())) is not None:
            return redirect("contracts:list")
    contract = contracts_seen_by(request.user).get(pk=found.contract_id)
    told = {"title": _("I cannot take this review"), "effect": _("Who handles the contract chooses another counsel.")}
    shown = frame(request, contract, "reviews") | {"form": form, "deed": told}
    return render(request, "contracts/deed.html", shown, status=answer_code(form))


def _counsel_form(request: SignedInRequest) -> CounselForm:
    """The form, offering the accounts of law firms in the keeper's places."""
    places = places_of_counsel(request.user)
    firms = Organisation.objects.none()
    for place in places:
        firms = firms | Organisation.objects.filter(place__code__startswith=place.pk, kind=Organisation.Kind.LAW_FIRM)
    people = (
        Person.objects.filter(memberships__organisation__in=firms, is_active=True).distinct().order_by("name", "pk")
    )
    told = request.POST if request.method == "POST" else None
    return CounselForm(told, people=people.order_by("name", "pk"), firms=firms.order_by("name"), places=places)


@for_capability("keep_counsel")
@require_http_methods(["GET", "POST"])
def pool(request: SignedInRequest) -> HttpResponse:
    """The pool of counsel, and a form for another."""
    form = _counsel_form(request)
    if form.is_valid():
        told = form.cleaned_data | {"place_id": form.cleaned_data["place"].pk}
        del told["place"]
        entry = pool_deeds.CounselEntry(**told)
        if attempt(form, lambda: pool_deeds.enter_counsel(entry, by=request.user)) is not None:
            return redirect("contracts:pool")
    kept = counsel_kept_by(request.user).prefetch_related("engagements").order_by("pk")
    return render(request, "contracts/pool.html", {"form": form, "pool": kept}, status=answer_code(form))


@for_capability("keep_counsel")
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take someone out of the pool."""
    pool_deeds.take_out_counsel(pk, by=request.user)
    return redirect("contracts:pool")


@for_capability("review_contract", "keep_counsel")
@require_http_methods(["GET", "POST"])
def engagements(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """For whom a counsel acts (oneself, where no other is named), and a form for another enterprise."""
    own = Counsel.objects.filter(person=request.user, is_active=True)
    among = own if pk is None else own | counsel_kept_by(request.user)
    counsel = get_object_or_404(among, **({} if pk is None else {"pk": pk}))
    form = EngagementForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: pool_deeds.declare_engagement(counsel.pk, **told, by=request.user)) is not None:
            return redirect("contracts:engagements_of", counsel.pk)
    found = engagements_declared_by(request.user).filter(counsel=counsel).order_by("pk")
    shown = {"form": form, "counsel": counsel, "engagements": found}
    return render(request, "contracts/engagements.html", shown, status=answer_code(form))


@for_capability("review_contract", "keep_counsel")
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a counsel no longer acts for an enterprise."""
    engagement = get_object_or_404(engagements_declared_by(request.user), pk=pk)
    pool_deeds.end_engagement(pk, by=request.user)
    return redirect("contracts:engagements_of", engagement.counsel_id)
