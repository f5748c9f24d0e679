"""Residents sign in with a code sent to their phone."""

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import declare_system
from concord.core.matters.models import Involvement, Party
from concord.core.matters.services import involve
from concord.core.notices.phone_codes import check_phone_code, clean_phone, send_phone_code
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash, seal, unseal
from concord.core.refusals import Refusal

PURPOSE = "sign-in"
KEY = "phone_signing_in"


class PhoneForm(forms.Form):
    """A phone."""

    phone = forms.CharField(label=_("Your mobile number"), max_length=24)


class PhoneCodeForm(forms.Form):
    """The code that came to it."""

    code = forms.CharField(label=_("The six digits we sent to your phone"), max_length=12)


def person_of(phone: str) -> Person:
    """The resident with this phone; a new one at the first sign-in. Their disputes become theirs to see.

    Refuses people who work here: a text message alone does not open a desk.
    """
    phone_hash = keyed_hash(phone)
    person, _new = Person.objects.get_or_create(
        phone_hash=phone_hash, defaults={"name": "", "phone": phone, "password": make_password(None)}
    )
    if person.is_staff_member:
        raise Refusal(_("This number belongs to a member of staff, who signs in with name and password."), field="code")
    declare_system()
    mine = list(Party.objects.select_related("matter").filter(phone_hash=phone_hash, person=None))
    if not person.name and mine:
        person.name = mine[0].name
        person.save(update_fields=["name"])
    Party.objects.filter(pk__in=[party.pk for party in mine]).update(person=person)
    for party in mine:
        involve(party.matter, [person], Involvement.Part.PARTY)
    return person


def _signed_in(request: HttpRequest, phone: str, code: str) -> HttpResponseBase:
    """Check the code and sign in, by way of a second factor where the person has set one up."""
    check_phone_code(phone, PURPOSE, code)
    person = person_of(phone)
    request.session.pop(KEY, None)
    onward = reverse("disputes:mine" if person.name else "account")
    answer: HttpResponseBase = perform_login(request, person, redirect_url=onward)
    return answer


@require_http_methods(["GET", "POST"])
def phone_sign_in(request: HttpRequest) -> HttpResponseBase:
    """First the phone, then the code."""
    sealed = request.session.get(KEY)
    if request.method == "POST" and "code" in request.POST and sealed:
        form: forms.Form = PhoneCodeForm(request.POST)
        phone = unseal(sealed)
        if form.is_valid():
            answer = attempt(form, lambda: _signed_in(request, phone, form.cleaned_data["code"]))
            if answer is not None:
                return answer
        return render(request, "account/phone.html", {"form": form, "sent": True}, status=answer_code(form))
    form = PhoneForm(request.POST or None)
    if form.is_valid():
        number = attempt(form, lambda: clean_phone(form.cleaned_data["phone"]))
        if number is not None:
            attempt(form, lambda: send_phone_code(number, PURPOSE))
        if number is not None and not form.errors:
            request.session[KEY] = seal(number)
            return render(request, "account/phone.html", {"form": PhoneCodeForm(), "sent": True})
    return render(request, "account/phone.html", {"form": form}, status=answer_code(form))
