"""Residents sign in with a code sent to their phone."""

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from concord.core.attempts import answer_code, attempt
from concord.core.matters.access import declare_system
from concord.core.matters.models import Involvement, Party
from concord.core.matters.services import involve
from concord.core.notices.phone_codes import check_phone_code, clean_phone, send_phone_code
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash, seal, unseal

PURPOSE = "sign-in"
KEY = "phone_signing_in"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class PhoneForm(forms.Form):
    """A phone."""

    phone = forms.CharField(label=_("Your mobile number"), max_length=24)


class PhoneCodeForm(forms.Form):
    """The code that came to it."""

    code = forms.CharField(label=_("The six digits we sent to your phone"), max_length=12)


def person_of(phone: str) -> Person:
    """The resident with this phone; a new one at the first sign-in. Their disputes become theirs to see."""
    phone_hash = keyed_hash(phone)
    person = Person.objects.filter(phone_hash=phone_hash).first()
    if person is None:
        person = Person(name="", phone=phone, phone_hash=phone_hash)
        person.set_unusable_password()
    declare_system()
    mine = Party.objects.select_related("matter").filter(phone_hash=phone_hash, person=None)
    person.name = person.name or next((party.name for party in mine), "")
    person.save()
    for party in mine:
        party.person = person
        party.save(update_fields=["person"])
        involve(party.matter, [person], Involvement.Part.PARTY)
    return person


@require_http_methods(["GET", "POST"])
def phone_sign_in(request: HttpRequest) -> HttpResponse:
    """First the phone, then the code."""
    sealed = request.session.get(KEY)
    if request.method == "POST" and "code" in request.POST and sealed:
        form: forms.Form = PhoneCodeForm(request.POST)
        phone = unseal(sealed)
        if form.is_valid():
            attempt(form, lambda: check_phone_code(phone, PURPOSE, form.cleaned_data["code"]))
            if not form.errors:
                login(request, person_of(phone), backend=BACKEND)
                return redirect("disputes:mine")
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
