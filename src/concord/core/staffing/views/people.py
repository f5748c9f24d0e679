"""The operator's doors to people: the list, one person, and each deed on their roles and account."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person
from concord.core.people.one_time import LASTS
from concord.core.people.sealed import seal, unseal
from concord.core.staffing.access import memberships_run_by
from concord.core.staffing.forms import LastDayForm, NameForm, PeopleFilter, RoleForm, StaffForm
from concord.core.staffing.selectors import page_after, people_of, person_shown
from concord.core.staffing.services import accounts
from concord.core.staffing.services.roles import end_role, give_role
from concord.core.staffing.views.asking import Asked, ask, key_in, query_of

SHOWN_ONCE = "one_time_password"


@for_capability("manage_people")
@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    """The members of staff whom I run, narrowed by what stands in the address."""
    form = PeopleFilter(request.GET, by=request.user)
    page = page_after(people_of(request.user, form.wanted(), localdate()), key_in(request))
    shown = {"filter": form, "page": page, "query": query_of(request), "after": key_in(request), "today": localdate()}
    return render(request, "staffing/people.html", shown)


def _show_once(request: SignedInRequest, entered: accounts.Entered) -> HttpResponse:
    """Keep a one-time password, sealed, until the next page of this browser has shown it."""
    request.session[SHOWN_ONCE] = [entered.person.pk, seal(entered.password)]
    return redirect("staffing:person", entered.person.pk)


def _to_show(request: SignedInRequest, person: Person) -> str:
    kept = request.session.get(SHOWN_ONCE)
    if not kept or kept[0] != person.pk:
        return ""
    del request.session[SHOWN_ONCE]
    return unseal(kept[1])


@for_capability("manage_people")
@never_cache
@require_GET
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One member of staff: roles with their periods, the account, and a one-time password right after it was made."""
    shown = person_shown(pk, request.user, localdate())
    told = {
        "shown": shown,
        "password": _to_show(request, shown.person),
        "days": LASTS.days,
        "today": localdate(),
        "has_second_step": is_mfa_enabled(shown.person),
    }
    return render(request, "staffing/person.html", told)


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """Enter a member of staff."""
    form = StaffForm(request.POST or None, by=request.user)
    asked = Asked(
        title=_("Enter a member of staff"),
        effect=_("You then see a one-time password, once. They sign in with it and choose their own."),
        back=reverse("staffing:people"),
    )

    def deed() -> accounts.Entered:
        return accounts.enter_staff(**form.called(), post=form.post(), by=request.user, today=localdate())

    return ask(request, asked, form, deed, lambda entered: _show_once(request, entered))


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    who = person_shown(pk, request.user, localdate()).person
    form = RoleForm(request.POST or None, by=request.user)
    asked = Asked(
        title=_("Give %(name)s a role") % {"name": who.name},
        effect=_("It works from its first day on, at once if that is today."),
        back=reverse("staffing:person", args=[pk]),
    )
    return ask(
        request,
        asked,
        form,
        lambda: give_role(pk, post=form.post(), by=request.user, today=localdate()),
        lambda _held: redirect("staffing:person", pk),
    )


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a role on a day."""
    held = memberships_run_by(request.user).select_related("person", "role", "organisation").get(pk=pk)
    form = LastDayForm(request.POST or None, last_day=max(localdate(), held.starts))
    asked = Asked(
        title=_("End the role “%(role)s” of %(name)s") % {"role": held.role.name, "name": held.person.name},
        effect=_("After that day they see nothing more by it at %(body)s. Hand over what they still have in hand.")
        % {"body": held.organisation.name},
        back=reverse("staffing:person", args=[held.person_id]),
        grave=True,
    )
    return ask(
        request,
        asked,
        form,
        lambda: end_role(pk, last_day=form.cleaned_data["last_day"], by=request.user, today=localdate()),
        lambda _held: redirect("staffing:person", held.person_id),
    )


@for_capability("manage_people")
@require_http_methods(["GET", "POST"])
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a person's name."""
    who = person_shown(pk, request.user, localdate()).person
    form = NameForm(request.POST or None, initial={"name": who.name})
    asked = Asked(
        title=_("Correct the name"),
        effect=_("They are called so from now on. What was signed before keeps the old name."),
        back=reverse("staffing:person", args=[pk]),
    )
    return ask(
        request,
        asked,
        form,
        lambda: accounts.correct_name(pk, name=form.cleaned_data["name"], by=request.user, today=localdate()),
        lambda _person: redirect("staffing:person", pk),
    )


@for_capability("manage_people")
@require_POST
def password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a one-time password to who forgot theirs."""
    return _show_once(request, accounts.renew_password(pk, by=request.user, today=localdate()))


def _done(request: SignedInRequest, pk: int, deed: Callable[..., Person], said: str) -> HttpResponse:
    deed(pk, by=request.user, today=localdate())
    messages.success(request, said)
    return redirect("staffing:person", pk)


@for_capability("manage_people")
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an account."""
    return _done(request, pk, accounts.close_account, _("The account is closed."))


@for_capability("manage_people")
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open an account again."""
    return _done(request, pk, accounts.open_account, _("The account is open."))


@for_capability("manage_people")
@require_POST
def second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a lost second step."""
    return _done(request, pk, accounts.remove_second_factor, _("The second step is removed."))
