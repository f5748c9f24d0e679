"""The JSON doors: report with photos, the patrol, the list, one sighting and its deeds (G1)."""

import re
from typing import Annotated, Literal
from uuid import uuid4

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Query, Router
from ninja.files import UploadedFile

from concord.apps.grassroots.catalogue import Entry, catalogue
from concord.apps.grassroots.sensing.access import points_planned_by, sightings_seen_by
from concord.apps.grassroots.sensing.api import shapes as s
from concord.apps.grassroots.sensing.models import PatrolPoint, Sighting, Stage
from concord.apps.grassroots.sensing.selectors.detail import deeds_at_hand
from concord.apps.grassroots.sensing.selectors.lists import Filter, counted, listed
from concord.apps.grassroots.sensing.selectors.patrols import PointShown, patrol_of
from concord.apps.grassroots.sensing.services import handling, patrol, sensing
from concord.core.acts.selectors import told_to_staff
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.papers import PaperShown, paper_shown, sent
from concord.core.api.shapes import Done, Id, PlaceCode, Text, spelled_out, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.refusals import Refusal

router = Router(tags=["grassroots"], auth=signed_in)
LIST = "sightings"
PHOTO_KEY = re.compile(r"[0-9A-Za-z-]{8,80}")


class SightingsAsked(PageAsked):
    """How the list is narrowed, and which page of it; the names are those of the screen's address."""

    q: Text = Field("", max_length=80)
    kind: Text = Field("", pattern=r"^(P[0-9]{2})?$")
    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    place: PlaceCode | None = None
    light: Literal["", "late", "soon", "fine"] = ""


def _refuse_another(request: SignedInRequest, reporter: int | None) -> None:
    """What waited on a phone is sent by the one who saw it, whoever has signed in meanwhile."""
    if reporter is not None and reporter != request.user.pk:
        raise Refusal(_("Somebody else is signed in now. It waits until you sign in again."), field="reporter")


def _shown(sighting: Sighting) -> s.SightingShown:
    return s.SightingShown.model_validate(s.facts_of(sighting))


@router.get("/sightings", response=Page[s.SightingShown])
def sightings(request: SignedInRequest, asked: Query[SightingsAsked]) -> Page[s.SightingShown]:
    """The sightings I may see, newest first."""
    by = Filter(
        q=asked.q,
        kind=asked.kind,
        stage=asked.stage or "",
        place=asked.place or "",
        light=asked.light,
        before=asked.key(LIST),
    )
    try:
        page = listed(request.user, by, localdate(), asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    return Page[s.SightingShown](items=[_shown(one) for one in page.rows], next=cursor_at(page.next_before, LIST))


@router.post("/sightings", response={201: s.SightingReceived})
@made_once
def report(request: SignedInRequest, said: s.SightingGiven) -> s.SightingReceived:
    """Report what was seen; the same `sent_key` again, even after days, answers with the same sighting."""
    require(request.user, "report_sighting")
    _refuse_another(request, said.reporter)
    seen = sensing.Seen(**said.dict(exclude={"place", "reporter"}), place_id=said.place)
    made = sensing.report_sighting(seen, by=request.user, today=localdate())
    return s.SightingReceived(id=made.pk, number=made.matter.number)


@router.get("/sightings/counts", response=s.SightingCounts)
def counts(request: SignedInRequest) -> s.SightingCounts:
    """How many sightings are open, late and due soon."""
    found = counted(request.user, localdate())
    return s.SightingCounts(open=found.open, late=found.late, soon=found.soon)


@router.get("/sightings/{int:pk}", response=s.SightingWhole)
def sighting(request: SignedInRequest, pk: Id) -> s.SightingWhole:
    """One sighting: its words, its photos, its story, and the deeds at hand."""
    found = sightings_seen_by(request.user).get(pk=pk)
    more = {
        "words": found.words,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "photos": list(found.photos.order_by("pk").values_list("paper", flat=True)),
        "businesses": [one.id for one in catalogue().businesses_of(found.matter.topic)],
        "deeds": deeds_at_hand(found, request.user),
        "story": [{"at": one.at, "sentence": one.sentence, "who": one.who} for one in told_to_staff(found.matter_id)],
    }
    return s.SightingWhole.model_validate(s.facts_of(found) | more)


@router.post("/sightings/{int:pk}/photos", response={201: PaperShown})
@made_once
def photo(request: SignedInRequest, pk: Id, file: File[UploadedFile], sent_key: Form[str] = "") -> PaperShown:
    """Add a photo to a sighting of mine; the same `sent_key` again, even after days, answers with the same paper."""
    if sent_key and not PHOTO_KEY.fullmatch(sent_key):
        raise wrong("body", "sent_key", _("Send a random key of 8 to 80 letters and digits."))
    given, key = sent(file), sent_key or uuid4().hex
    kept = sensing.add_photo(pk, content=given.content, filename=given.name, sent_key=key, by=request.user)
    return paper_shown(kept)


@router.post("/sightings/{int:pk}/handle", response=s.SightingReceived)
@once
def handle(request: SignedInRequest, pk: Id, said: s.HandledGiven) -> s.SightingReceived:
    """Note what was found and done on site."""
    done = handling.handle_on_site(pk, what=said.what, by=request.user)
    return s.SightingReceived(id=done.pk, number=done.matter.number)


@router.post("/sightings/{int:pk}/close", response=s.SightingReceived)
@once
def close(request: SignedInRequest, pk: Id, said: s.ClosedGiven) -> s.SightingReceived:
    """Close a sighting with what came of it."""
    done = handling.close_sighting(pk, outcome=said.outcome, by=request.user)
    return s.SightingReceived(id=done.pk, number=done.matter.number)


@router.post("/sightings/{int:pk}/hand-on", response=s.SightingReceived)
@once
def hand_on(request: SignedInRequest, pk: Id, said: s.HandOnGiven) -> s.SightingReceived:
    """Hand a sighting on: to the township, or to the mediation centre as a dispute."""
    done = handling.hand_on(pk, to=said.to, reason=said.reason, by=request.user, today=localdate())
    return s.SightingReceived(id=done.pk, number=done.matter.number)


def _entry(entry: Entry) -> s.EntryOfCatalogue:
    return s.EntryOfCatalogue(id=entry.id, name=entry.name, businesses=list(entry.businesses), scenario=entry.scenario)


@router.get("/sighting-catalogue", response=s.CatalogueShown)
def known(request: HttpRequest) -> s.CatalogueShown:
    """What can be seen, the core businesses it belongs to, and where word of it comes from."""
    found = catalogue()
    return s.CatalogueShown(
        problems=[_entry(one) for one in found.problems.values()],
        businesses=[_entry(one) for one in found.businesses.values()],
        sources=[_entry(one) for one in found.sources.values()],
    )


@router.get("/patrol", response=list[s.PointOfPatrol])
def my_patrol(request: SignedInRequest) -> list[s.PointOfPatrol]:
    """My patrol list, what is due first."""
    return [s.point_shown(one) for one in patrol_of(request.user, localdate())]


@router.post("/patrol/{int:pk}/visits", response={201: Done})
@made_once
def visit(request: SignedInRequest, pk: Id, said: s.PatrolVisitGiven) -> Done:
    """Tick a point of my patrol off; the same `sent_key` again writes nothing."""
    _refuse_another(request, said.reporter)
    patrol.tick_off(pk, patrol.Visit(**said.dict(exclude={"reporter"})), by=request.user)
    return Done()


def _planned(point: PatrolPoint) -> s.PointOfPatrol:
    return s.point_shown(PointShown(point, None, None, True))


@router.get("/patrol-points", response=list[s.PointOfPatrol])
def points(request: SignedInRequest) -> list[s.PointOfPatrol]:
    """The points on the patrol lists that I make."""
    return [_planned(point) for point in points_planned_by(request.user).order_by("place_id", "pk")]


@router.post("/patrol-points", response={201: s.PointOfPatrol})
@made_once
def plan(request: SignedInRequest, said: s.PointGiven) -> s.PointOfPatrol:
    """Put a point on the patrol list of a grid or village."""
    require(request.user, "plan_patrol")
    return _planned(patrol.plan_point(**said.dict(), by=request.user))


@router.post("/patrol-points/{int:pk}/end", response=Done)
@once
def end(request: SignedInRequest, pk: Id) -> Done:
    """Take a point off its list."""
    patrol.end_point(pk, by=request.user)
    return Done()
