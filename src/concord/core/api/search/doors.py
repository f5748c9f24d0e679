"""Searching by JSON: matters, other things, how they spread, suggestions, by number, saved searches, tables (K11)."""

from django.http import Http404, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router

from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.papers import BYTES
from concord.core.api.search import shapes as s
from concord.core.api.shapes import Done, Id, wrong
from concord.core.papers.kinds import SHEET
from concord.core.people.access import may, require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person, SavedFilter
from concord.core.search.exporting import begin_export
from concord.core.search.rooms import shelves
from concord.core.search.selectors import found_line, meant, result_page, spread_of, suggested
from concord.core.search.services import SCREEN, find_by_number, save_search
from concord.core.search.views import table_for
from concord.core.search.wanted import wanted_from

router = Router(tags=["search"], auth=signed_in)
MATTERS, THINGS, SAVED = "search-matters", "search-things", "search-saved"
EITHER: dict[str, object] = {
    "responses": {200: {"description": "The table.", "content": {"text/csv": BYTES, SHEET: BYTES}}}
}


def _looks(person: Person) -> None:
    """For who sees nothing as staff, there is no such door."""
    if not (
        may(person, "see_dispute")
        or may(person, "see_sighting")
        or may(person, "see_consultation")
        or may(person, "see_supervision")
        or may(person, "see_warning")
        or may(person, "see_contract")
        or may(person, "see_run")
        or may(person, "attend_consultation")
        or may(person, "answer_supervision")
    ):
        raise Person.DoesNotExist


@router.get("/search", response=Page[s.MatterFound])
def search(request: SignedInRequest, asked: Query[s.SearchPageAsked]) -> Page[s.MatterFound]:
    """Matters of every app that I may read. A page may be short and still have a next one: look on there."""
    _looks(request.user)
    try:
        page = result_page(request.user, asked.wanted(asked.order), asked.key(MATTERS), asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    return Page[s.MatterFound](
        items=[s.matter_found(one) for one in page.lines], next=cursor_at(page.next_before, MATTERS)
    )


@router.get("/search/spread", response=s.SpreadShown)
def spread(request: SignedInRequest, asked: Query[s.SearchAsked]) -> s.SpreadShown:
    """How many were found, and how they spread over kinds, steps, topics, places and time."""
    _looks(request.user)
    by = asked.wanted()
    try:
        found = spread_of(request.user, by)
        near = meant(request.user, by) if by.q and found.whole and not found.number else ""
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    return s.spread_shown(found, by, near)


@router.get("/search/suggestions", response=s.SuggestionsShown)
def suggestions(request: SignedInRequest, asked: Query[s.SearchAsked]) -> s.SuggestionsShown:
    """Titles and names that I may see, in which the words stand."""
    _looks(request.user)
    return s.SuggestionsShown(items=suggested(request.user, asked.q))


@router.get("/search/saved", response=Page[s.SavedSearch])
def saved(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.SavedSearch]:
    """My saved searches, the last one first."""
    _looks(request.user)
    found, key = SavedFilter.objects.filter(person=request.user, screen=SCREEN), asked.key(SAVED)
    if key is not None:
        found = found.filter(pk__lt=key)
    rows = list(found.order_by("-pk")[: asked.size + 1])
    more = rows[asked.size - 1].pk if len(rows) > asked.size else None
    return Page[s.SavedSearch](items=[s.saved_search(one) for one in rows[: asked.size]], next=cursor_at(more, SAVED))


@router.post("/search/saved", response={201: s.SavedSearch})
@made_once
def save(request: SignedInRequest, said: s.SearchToSave) -> s.SavedSearch:
    """Keep a search under a name; the same name again replaces it."""
    _looks(request.user)
    return s.saved_search(save_search(said.name, wanted_from(QueryDict(said.query)), by=request.user))


@router.delete("/search/saved/{int:pk}", response=Done)
def forget(request: SignedInRequest, pk: Id) -> Done:
    """Throw a saved search away."""
    _looks(request.user)
    SavedFilter.objects.get(pk=pk, person=request.user, screen=SCREEN).delete()
    return Done()


@router.post("/search/number", response=s.NumberAnswer)
@once
def by_number(request: SignedInRequest, said: s.NumberGiven) -> s.NumberAnswer:
    """Matters whose party has this very number; the purpose is recorded, the number is not."""
    require(request.user, "reveal_personal")
    found = find_by_number(said.number, kind=said.kind, purpose=said.purpose, by=request.user)
    return s.NumberAnswer(found=[s.matter_found(found_line(one)) for one in found])


@router.get("/search/table", openapi_extra=EITHER)
def table(request: SignedInRequest, asked: Query[s.TableAsked]) -> HttpResponseBase:
    """What was found as a table, without personal data; for a purpose, which is recorded."""
    require(request.user, "export_matters")
    return table_for(request.user, begin_export(request.user, asked.wanted(), asked.form, asked.purpose), asked.form)


@router.get("/search/{shelf}", response=Page[s.ThingFound])
def things(request: SignedInRequest, shelf: str, asked: Query[s.ThingsAsked]) -> Page[s.ThingFound]:
    """`papers`, `bodies`, `places` or `scenarios` that I may see, by words in their name."""
    _looks(request.user)
    if shelf not in shelves:
        raise Http404
    if not asked.q:
        raise wrong("query", "q", _("Type a word, a name or a number to search for."))
    try:
        rows = shelves[shelf].find(request.user, asked.q, asked.key(f"{THINGS}-{shelf}") or 0, asked.size + 1)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    more = rows[asked.size - 1].key if len(rows) > asked.size else None
    items = [s.ThingFound(id=one.key, title=one.title, note=one.note, page=one.page) for one in rows[: asked.size]]
    return Page[s.ThingFound](items=items, next=cursor_at(more, f"{THINGS}-{shelf}"))
