"""Take in what was seen: once, however often it is sent (G1)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.catalogue import GRID, catalogue
from concord.apps.grassroots.limits import due_for
from concord.apps.grassroots.sensing.access import places_told_of_by, sightings_fed_by, sightings_sent_by
from concord.apps.grassroots.sensing.facts import SightingPhotoAdded, SightingReported, SightingSourceChanged
from concord.apps.grassroots.sensing.models import Sighting, SightingPhoto, Stage
from concord.apps.grassroots.sensing.services.keys import alone_with
from concord.core.acts.services import record
from concord.core.agenda.limits import Deadline
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter, Party
from concord.core.matters.search import first_entry
from concord.core.matters.services import PartyNamed, add_parties, new_number
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal

MOST_PHOTOS, GRID_LEVEL = 9, 1
Numbered = str | RawSQL


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen, in plain words, where and when; `sent_key` is the sender's own random key for it.

    `name` and `phone` are of a person whom it concerns, where one wants to be called back.
    """

    words: str
    kind: str
    place_id: str
    sent_key: str
    seen_at: datetime | None = None
    source: str = GRID
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    name: str = ""
    phone: str = ""
    invented: bool = False


def _title(words: str) -> str:
    first = " ".join(words.split())
    return first if len(first) <= 40 else first[:39] + "…"


def _sent_before(key: str, by: Person) -> Sighting | None:
    """The same report, if it was sent before, wherever its sender works today."""
    declare_system()
    before = Sighting.objects.select_related("matter").filter(sent_key=key).first()
    if before is not None and before.reporter_id != by.pk:
        raise Refusal(_("This key belongs to another report. Use a new random key for each."), field="sent_key")
    declare_reader(by)
    return before


def checked(seen: Seen, place: Place | None) -> Place:
    """Where it was seen, of those places where its sender reports; refuses what `report_sighting` refuses."""
    if seen.kind not in catalogue().problems:
        raise Refusal(_("Choose what kind of problem it is."), field="kind")
    if seen.source not in catalogue().sources:
        raise Refusal(_("Choose where word of it came from."), field="source")
    if not seen.words.strip():
        raise Refusal(_("Write in a few words what you saw."), field="words")
    if place is None:
        raise Refusal(_("This is not one of your grids or villages. Choose where you saw it."), field="place")
    return place


def matter_of(seen: Seen, number: Numbered, place: Place, due: Deadline, today: date) -> Matter:
    """The matter of what was seen, not yet written."""
    return Matter(
        number=number,
        kind=Matter.Kind.SIGHTING,
        title=_title(seen.words),
        topic=seen.kind,
        place=place,
        stage=Stage.REPORTED,
        yellow_on=due.yellow_on,
        due_on=due.due_on,
        law_as_of=today,
        invented=seen.invented,
    )


def sighting_of(seen: Seen, matter: Matter, *, by: Person, now: datetime) -> Sighting:
    """The sighting itself, not yet written. A phone whose clock runs ahead has seen it now."""
    return Sighting(
        matter=matter,
        words=seen.words.strip(),
        source=seen.source,
        reporter=by,
        latitude=seen.latitude,
        longitude=seen.longitude,
        seen_at=min(seen.seen_at or now, now),
        sent_key=seen.sent_key,
    )


def found_by(seen: Seen) -> list[str]:
    """The texts by which it is found."""
    return [seen.words, catalogue().problems[seen.kind].zh, seen.name]


@transaction.atomic
def report_sighting(seen: Seen, *, by: Person, today: date) -> Sighting:
    """Take in what was seen: open its matter and start its time. The same `sent_key` again writes nothing.

    Refuses a place where `by` does not report, a kind or source that is not in the catalogue, empty words, and the key
    of another person's report.
    """
    alone_with(seen.sent_key)
    before = _sent_before(seen.sent_key, by)
    if before is not None:
        return before
    place = checked(seen, places_told_of_by(by).filter(pk=seen.place_id).first())
    due = due_for(seen.kind, GRID_LEVEL, today)
    matter = matter_of(seen, new_number("WG", place.pk, today), place, due, today)
    matter.save(force_insert=True)
    sighting = sighting_of(seen, matter, by=by, now=timezone.now())
    sighting.save(force_insert=True)
    kind = catalogue().problems[seen.kind]
    if seen.name.strip():
        add_parties(matter, [PartyNamed(Party.Side.APPLICANT, seen.name, seen.phone)])
    first_entry(matter, found_by(seen)).save(force_insert=True)
    record(
        SightingReported(
            matter_id=matter.pk, kind=kind.id, kind_name=kind.name, place_name=place.name, source=seen.source
        ),
        by=by,
    )
    return sighting


@transaction.atomic
def tell_source_change(pk: int, *, source: str, source_name: str, words: str, by: Person) -> Sighting:
    """Tell in the story that the source says something else now; what was first reported stays as it was."""
    sighting = sightings_fed_by(by).get(pk=pk)
    record(SightingSourceChanged(matter_id=pk, source=source, source_name=source_name, words=words), by=by)
    return sighting


@transaction.atomic
def add_photo(pk: int, *, content: bytes, filename: str, sent_key: str, by: Person) -> Paper:
    """Add a photo to a sighting that `by` reported; the same `sent_key` again answers with the same paper.

    Refuses what is no picture, and more than nine.
    """
    sighting = sightings_sent_by(by).select_for_update(of=("self",)).get(pk=pk)
    before = sighting.photos.select_related("paper").filter(sent_key=sent_key).first()
    if before is not None:
        return before.paper
    if sighting.photos.count() >= MOST_PHOTOS:
        raise Refusal(_("A sighting has nine photos at most."), field="file")
    paper = keep_upload(content, filename=filename, matter=sighting.matter, by=by, visibility=Paper.Visibility.STAFF)
    if paper.kind != Paper.Kind.PHOTO:
        raise Refusal(_("This is not a photo."), field="file")
    SightingPhoto.objects.create(sighting=sighting, paper=paper, sent_key=sent_key)
    record(SightingPhotoAdded(matter_id=sighting.matter_id, paper_id=paper.pk), by=by)
    return paper
