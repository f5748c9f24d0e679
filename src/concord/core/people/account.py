"""A person's own account: name, language, and how they sign in."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from concord.core.people.access import memberships_today
from concord.core.people.doors import SignedInRequest, signed_in
from concord.core.people.models import Person
from concord.core.people.services import change_account

COOKIE_LASTS = 365 * 24 * 3600


class AccountForm(forms.Form):
    """Name and language; a member of staff is called what their organisation entered."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        told = {"initial": {"name": person.name, "language": person.language}, **kwargs}
        super().__init__(*args, **told)  # type: ignore[arg-type]
        self.fields["name"].disabled = person.is_staff_member


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """Show one's account, and change it."""
    form = AccountForm(request.POST or None, person=request.user)
    if form.is_valid():
        change_account(request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        answer = redirect("account")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.user.language, max_age=COOKIE_LASTS, samesite="Lax")
        return answer
    shown = {"form": form, "roles": memberships_today(request.user)}
    return render(request, "account/account.html", shown, status=422 if form.errors else 200)
