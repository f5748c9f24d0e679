"""How people of these tests use the form: a page is read as a browser reads it, changed, and sent."""

from django.http import HttpResponse
from django.test import Client
from lxml import html

from concord.core.studio.models import Draft
from concord.core.studio.services.drafting import from_text, start_draft
from concord.engines.flow.reading import sketch
from concord.engines.flow.template import Template
from tests.ground.cast import Cast

Typed = dict[str, str | list[str]]


def draft_of(cast: Cast, source: str, who: str = "alice") -> Draft:
    """A draft that somebody began from a file."""
    return start_draft(from_text(source), by=cast[who])


def template_of_draft(draft: Draft) -> Template:
    """What a draft says now."""
    return sketch(Draft.objects.get(pk=draft.pk).source).template


def typed_in(page: bytes) -> Typed:
    """What stands in the form of the part at hand, as a browser would send it."""
    form = next(form for form in html.fromstring(page.decode()).forms if form.get("hx-post"))
    told: Typed = {}
    for name, value in form.form_values():
        before = told.get(name)
        told[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return told


def change(client: Client, address: str, **typed: str | list[str]) -> HttpResponse:
    """Open the form of a part, type something, and save."""
    shown = client.get(address)
    assert shown.status_code == 200, address
    return client.post(address, typed_in(shown.content) | typed)


def press(client: Client, draft: Draft, do: str, words: str = "") -> HttpResponse:
    """Press a button beside a list."""
    revision = Draft.objects.get(pk=draft.pk).revision
    return client.post(f"/desk/studio/{draft.pk}/move/", {"do": do, "words": words, "revision": revision})
