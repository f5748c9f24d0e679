"""A page that asks for a few things and then does one deed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page says: its heading, what comes of it, and where one returns without doing it."""

    title: str
    effect: str
    back: str
    grave: bool = False


def ask(
    request: SignedInRequest,
    asked: Asked,
    form: forms.Form,
    deed: Callable[[], T],
    onward: Callable[[T], HttpResponse],
) -> HttpResponse:
    """Show the form; on a good answer do the deed and go onward, on a refusal say at which field and why."""
    if form.is_valid():
        done = attempt(form, deed)
        if done is not None:
            return onward(done)
    return render(request, "staffing/ask.html", {"asked": asked, "form": form}, status=answer_code(form))


def key_in(request: SignedInRequest) -> int | None:
    """The key after which the asked page of a list begins; None for the first, and for what is no key."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else None


def query_of(request: SignedInRequest) -> str:
    """The filter in the address, without the page."""
    kept = request.GET.copy()
    kept.pop("after", None)
    return kept.urlencode()
