"""The party's door: follow, talk, propose, rate, object, take back; by follow code or by signing in (D1, D9)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.disputes.access import dispute_followed, disputes_of_party
from concord.apps.disputes.forms.resident import FollowForm, MessageForm, ObjectForm, OfferForm, RatingForm, ReasonForm
from concord.apps.disputes.selectors.following import offers_of, party_page
from concord.apps.disputes.services.ending import object_to_ending, rate, withdraw
from concord.apps.disputes.services.mediation import answer_offer, propose_as_party
from concord.apps.disputes.services.talking import say_as_party
from concord.core.attempts import answer_code, attempt
from concord.core.matters.follow import party_following
from concord.core.matters.followed import followed_party, remember_party
from concord.core.matters.models import Party
from concord.core.people.doors import SignedInRequest, signed_in
from concord.core.rooms.access import messages_for_party

P = ParamSpec("P")
PartyDoor = Callable[Concatenate[HttpRequest, Party, P], HttpResponse]


def for_party(door: PartyDoor[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a door to the party this browser follows as; anyone else is asked for a code."""

    @wraps(door)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        party = followed_party(request)
        return redirect("disputes:follow") if party is None else door(request, party, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Enter a follow code."""
    form = FollowForm(request.POST or None)
    if form.is_valid():
        party = attempt(form, lambda: party_following(form.cleaned_data["code"]))
        if party is not None:
            remember_party(request.session, party)
            return redirect("disputes:my")
    return render(request, "disputes/my/follow.html", {"form": form}, status=answer_code(form))


@require_GET
def follow_link(request: HttpRequest, code: str) -> HttpResponse:
    """The link from a message: the code is taken out of the address at once."""
    remember_party(request.session, party_following(code))
    return redirect("disputes:my")


@signed_in
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """All disputes in which the person who signed in is a party."""
    disputes = disputes_of_party(request.user).order_by("-matter_id")[:100]
    return render(request, "disputes/my/list.html", {"disputes": disputes})


@signed_in
@require_POST
def open_mine(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open one of one's own disputes."""
    dispute = disputes_of_party(request.user).get(pk=pk)
    remember_party(request.session, dispute.matter.parties.filter(person=request.user).latest("pk"))
    return redirect("disputes:my")


@require_GET
@for_party
def my(request: HttpRequest, party: Party) -> HttpResponse:
    """Where my dispute stands."""
    return render(request, "disputes/my/dispute.html", {"page": party_page(dispute_followed(party), party)})


@require_http_methods(["GET", "POST"])
@for_party
def my_room(request: HttpRequest, party: Party) -> HttpResponse:
    """Talk with the mediator and the other side."""
    dispute = dispute_followed(party)
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(form, lambda: say_as_party(party, **form.cleaned_data)) is not None:
        return redirect("disputes:my_room")
    page = party_page(dispute, party)
    shown = {"page": page, "form": form, "messages_said": messages_for_party(party), "side": party.side}
    return render(request, "disputes/my/room.html", shown, status=answer_code(form))


@require_http_methods(["GET", "POST"])
@for_party
def my_offers(request: HttpRequest, party: Party) -> HttpResponse:
    """Proposals: read, answer, make one."""
    dispute = dispute_followed(party)
    form = OfferForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: propose_as_party(party, **form.cleaned_data)) is not None:
        return redirect("disputes:my_offers")
    shown = {"page": party_page(dispute, party), "offers": offers_of(dispute, party), "form": form}
    return render(request, "disputes/my/offers.html", shown, status=answer_code(form))


@require_POST
@for_party
def my_answer(request: HttpRequest, party: Party, pk: int) -> HttpResponse:
    """Say yes or no to a proposal."""
    answer_offer(party, pk, accepts=request.POST.get("accepts") == "yes")
    return redirect("disputes:my_offers")


@require_http_methods(["GET", "POST"])
@for_party
def my_rating(request: HttpRequest, party: Party) -> HttpResponse:
    """Say how it was handled."""
    form = RatingForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: rate(party, **form.cleaned_data)) is not None:
        return redirect("disputes:my")
    title = _("Your rating")
    return render(request, "disputes/my/form.html", {"form": form, "title": title}, status=answer_code(form))


@require_http_methods(["GET", "POST"])
@for_party
def my_objection(request: HttpRequest, party: Party) -> HttpResponse:
    """Object, once, to how it ended."""
    form = ObjectForm(request.POST or None)
    if form.is_valid():
        raised = attempt(form, lambda: object_to_ending(party, words=form.cleaned_data["words"], today=localdate()))
        if raised is not None:
            return redirect("disputes:my")
    effect = _("A coordinator reads it and answers you within 5 working days. You can object once.")
    page = {"form": form, "title": _("I do not agree with how it ended"), "effect": effect}
    return render(request, "disputes/my/form.html", page, status=answer_code(form))


@require_http_methods(["GET", "POST"])
@for_party
def my_withdrawal(request: HttpRequest, party: Party) -> HttpResponse:
    """Take one's report back."""
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: withdraw(party, reason=form.cleaned_data["reason"])) is not None:
        return redirect("disputes:my")
    effect = _("The handling ends, and all sides are told. You can report again at any time.")
    page = {"form": form, "title": _("Take my report back"), "effect": effect}
    return render(request, "disputes/my/form.html", page, status=answer_code(form))
