"""Look for the matters of a person by a number: only for a stated purpose, and never without a trace (K8)."""

from typing import Literal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.matters.access import declare_reader, matters_read_by, matters_with_capability
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Person, SavedFilter
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal
from concord.core.search.facts import FoundByNumber
from concord.core.search.wanted import Wanted

SCREEN = "search"
SHORTEST_PURPOSE = 4
MOST = 100
NumberKind = Literal["phone", "identity_number"]


def purpose_stated(purpose: str) -> str:
    """The purpose without spaces around it; refuses one that says nothing."""
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise Refusal(_("Say what you need it for; this look is recorded."), field="purpose")
    return purpose.strip()


@transaction.atomic
def find_by_number(number: str, *, kind: NumberKind, purpose: str, by: Person) -> list[Matter]:
    """The newest hundred matters that `by` may read whose party has this very number; compared by its keyed hash.

    Only where `by` may also have the numbers shown. Refuses a search without a purpose.
    """
    purpose = purpose_stated(purpose)
    column = "phone_hash" if kind == "phone" else "identity_hash"
    theirs = Party.objects.filter(Q(**{column: keyed_hash(number)})).values("matter")
    reached = matters_with_capability(by, "reveal_personal").values("pk")
    matters = matters_read_by(by).filter(pk__in=theirs).filter(pk__in=reached)
    found = list(matters.select_related("place", "lead").order_by("-pk")[:MOST])
    declare_reader(by)
    record(FoundByNumber(matter_id=None, field=kind, purpose=purpose, found=len(found)), by=by)
    return found


def save_search(name: str, wanted: Wanted, *, by: Person) -> SavedFilter:
    """Keep a search under a name; the same name again replaces it."""
    if not name.strip():
        raise Refusal(_("Give the filter a name, so that you find it again."), field="name")
    kept = {"query": wanted.query}
    saved, _made = SavedFilter.objects.update_or_create(person=by, screen=SCREEN, name=name.strip()[:60], defaults=kept)
    return saved
