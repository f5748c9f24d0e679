"""The open page on which anyone who holds a signed copy checks that it is the one on record."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from concord.apps.contracts.selectors.checking import copy_with
from concord.core.papers.store import digest_of


class CheckForm(forms.Form):
    """The file that someone holds."""

    file = forms.FileField(label=_("Your copy of the file"), help_text=_("It is only read, and not kept."))


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What is on record of a signed copy, and whether the file at hand is the same, byte for byte."""
    copy = copy_with(code)
    if copy is None:
        raise Http404
    form = CheckForm(request.POST or None, request.FILES or None)
    same = None
    if form.is_valid():
        same = digest_of(form.cleaned_data["file"].read()) == copy.sha256
    return render(request, "contracts/check.html", {"copy": copy, "form": form, "same": same})
