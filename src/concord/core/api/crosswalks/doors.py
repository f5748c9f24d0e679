"""The JSON doors of crosswalks: build, decide, publish, map anew (D3)."""

import csv
from io import StringIO

from django.http import HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from concord.core.api.auth import signed_in
from concord.core.api.crosswalks import shapes as s
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.papers import BYTES, sent
from concord.core.api.shapes import Id
from concord.core.crosswalks.access import (
    crosswalks_published_by,
    crosswalks_seen_by,
    lines_kept_by,
    places_kept_by,
)
from concord.core.crosswalks.crossing import key_of
from concord.core.crosswalks.selectors import changes_of, coverage_of, coverage_page, line_shown, lines_page
from concord.core.crosswalks.services import building, deciding, publishing
from concord.core.crosswalks.tables import lines_out
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["crosswalks"], auth=signed_in)
CROSSWALKS, CLASSES, EDITIONS, REMAPPINGS = "crosswalks", "crosswalk-classes", "crosswalk-editions", "remappings"
TABLE: dict[str, object] = {"responses": {200: {"description": "The table.", "content": {"text/csv": BYTES}}}}


@router.get("/crosswalks", response=Page[s.CrosswalkShown])
def crosswalks(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.CrosswalkShown]:
    """The crosswalks of my places, the newest first."""
    rows, following = coverage_page(request.user, asked.key(CROSSWALKS), asked.size)
    return Page(items=[s.crosswalk_shown(one) for one in rows], next=cursor_at(following, CROSSWALKS))


@router.post("/crosswalks", response={201: s.CrosswalkShown})
@made_once
def make(request: SignedInRequest, said: s.CrosswalkGiven) -> s.CrosswalkShown:
    """Begin a crosswalk with classes, with those of a source, or with one that is shipped."""
    require(request.user, "keep_crosswalk")
    place = places_kept_by(request.user).get(pk=said.place)
    classes = [(key_of(one.key), one.definition) for one in said.classes]
    made = building.make_crosswalk(
        said.name, place=place, source=said.source, shipped=said.shipped, classes=classes, by=request.user
    )
    return s.crosswalk_shown(coverage_of(request.user, made.pk))


@router.get("/crosswalks/{int:pk}", response=s.CrosswalkShown)
def crosswalk(request: SignedInRequest, pk: Id) -> s.CrosswalkShown:
    """One crosswalk."""
    return s.crosswalk_shown(coverage_of(request.user, pk))


@router.get("/crosswalks/{int:pk}/classes", response=Page[s.ClassShown])
def classes(request: SignedInRequest, pk: Id, asked: Query[s.ClassesAsked]) -> Page[s.ClassShown]:
    """Its classes, in the order of the classification."""
    found = crosswalks_seen_by(request.user).get(pk=pk)
    rows, following = lines_page(
        request.user, found, state=asked.state, asked=asked.q, after=asked.key(CLASSES), size=asked.size
    )
    return Page(items=[s.class_shown(one) for one in rows], next=cursor_at(following, CLASSES))


@router.post("/crosswalks/{int:pk}/classes", response=s.CountTold)
@once
def add(request: SignedInRequest, pk: Id, file: File[UploadedFile]) -> s.CountTold:
    """Add the classes of an Excel or CSV file; how many are new."""
    return s.CountTold(number=building.add_classes(pk, content=sent(file).content, by=request.user))


@router.post("/crosswalks/{int:pk}/anew", response=s.CountTold)
@once
def anew(request: SignedInRequest, pk: Id) -> s.CountTold:
    """Let the machine look again at the undecided classes; how many they are."""
    return s.CountTold(number=building.propose_anew(pk, by=request.user))


@router.get("/crosswalks/classes/{int:pk}", response=s.ClassShown)
def one_class(request: SignedInRequest, pk: Id) -> s.ClassShown:
    """One class, for who decides it."""
    return s.class_shown(line_shown(lines_kept_by(request.user).get(pk=pk)))


@router.post("/crosswalks/classes/{int:pk}", response=s.ClassShown)
@once
def decide(request: SignedInRequest, pk: Id, said: s.ClassDecision) -> s.ClassShown:
    """Decide what a class is."""
    done = deciding.decide_class(pk, targets=" ".join(said.targets), doubt=said.doubt, by=request.user)
    return s.class_shown(line_shown(done))


@router.get("/crosswalks/{int:pk}/changes", response=list[s.ChangeTold])
def changes(request: SignedInRequest, pk: Id) -> list[s.ChangeTold]:
    """What the next edition would map otherwise, up to sixty classes of it."""
    found = crosswalks_published_by(request.user).get(pk=pk)
    return [s.ChangeTold(key=one.key, before=one.before, after=one.after) for one in changes_of(found)[0]]


@router.get("/crosswalks/{int:pk}/editions", response=Page[s.EditionShown])
def editions(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.EditionShown]:
    """The published editions, the newest first."""
    found = crosswalks_seen_by(request.user).get(pk=pk)
    return page_of(found.editions.all(), asked, s.edition_shown, of=EDITIONS)


@router.post("/crosswalks/{int:pk}/editions", response={201: s.EditionShown})
@made_once
def publish(request: SignedInRequest, pk: Id) -> s.EditionShown:
    """Publish what is decided: from now on records of the source are mapped by it."""
    return s.edition_shown(publishing.publish_crosswalk(pk, by=request.user))


@router.get("/crosswalks/{int:pk}/remappings", response=Page[s.RemappingShown])
def remappings(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.RemappingShown]:
    """When records were mapped anew, the newest first."""
    found = crosswalks_seen_by(request.user).get(pk=pk)
    return page_of(found.remappings.select_related("edition"), asked, s.remapping_shown, of=REMAPPINGS)


@router.post("/crosswalks/{int:pk}/remappings", response={201: s.RemappingShown})
@made_once
def remap(request: SignedInRequest, pk: Id) -> s.RemappingShown:
    """Map open records of older editions by the one in force."""
    return s.remapping_shown(publishing.remap_records(pk, by=request.user))


@router.post("/crosswalks/remappings/{int:pk}/undo", response=s.RemappingShown)
@once
def undo(request: SignedInRequest, pk: Id) -> s.RemappingShown:
    """Put back what a mapping anew changed."""
    return s.remapping_shown(publishing.undo_remapping(pk, by=request.user))


@router.get("/crosswalks/{int:pk}/table", openapi_extra=TABLE)
def table(request: SignedInRequest, pk: Id) -> HttpResponse:
    """The crosswalk as CSV."""
    crosswalks_seen_by(request.user).get(pk=pk)
    out = StringIO()
    csv.writer(out).writerows(lines_out(request.user, pk))
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
