"""The operators' door: how it stands with each channel, what was given up, and which webhooks there are (K9)."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.notices.access import hooks_operated_by
from concord.core.notices.hooks import LONGEST, add_hook, bodies_operated_by, stop_hook
from concord.core.notices.selectors import channels_of, given_up
from concord.core.notices.services import try_again
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Organisation

LOOKED_BACK = timedelta(days=30)


class HookForm(forms.Form):
    """Whose program, and where it listens."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    url = forms.CharField(
        label=_("Address of its program"),
        max_length=LONGEST,
        help_text=_("It begins with https://. It hears that something happened in which matter, never what was said."),
    )

    def __init__(self, *args: object, bodies: QuerySet[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


@for_capability("see_operations")
@require_GET
def messages_sent(request: SignedInRequest) -> HttpResponse:
    """How it stands with the messages of the last 30 days, and those that were given up."""
    channels = channels_of(request.user, timezone.now() - LOOKED_BACK)
    return render(request, "notices/operations.html", {"channels": channels, "given_up": given_up(request.user)})


@for_capability("see_operations")
@require_POST
def once_more(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try a message again that was given up."""
    try_again(pk, by=request.user)
    return redirect("operations_notices")


@for_capability("see_operations")
@require_http_methods(["GET", "POST"])
def webhooks(request: SignedInRequest) -> HttpResponse:
    """The webhooks of the organisations here, and a new one."""
    form = HookForm(request.POST or None, bodies=bodies_operated_by(request.user))
    if form.is_valid():
        body, url = form.cleaned_data["organisation"], form.cleaned_data["url"]
        if attempt(form, lambda: add_hook(body.pk, url=url, by=request.user)) is not None:
            return redirect("operations_hooks")
    hooks = hooks_operated_by(request.user).filter(stopped_at=None).order_by("-pk")
    return render(request, "notices/hooks.html", {"form": form, "hooks": hooks}, status=answer_code(form))


@for_capability("see_operations")
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a webhook."""
    stop_hook(pk, by=request.user)
    return redirect("operations_hooks")


urlpatterns = [
    path("notices/", messages_sent, name="operations_notices"),
    path("notices/<int:pk>/again/", once_more, name="operations_again"),
    path("hooks/", webhooks, name="operations_hooks"),
    path("hooks/<int:pk>/stop/", stop, name="operations_stop_hook"),
]
