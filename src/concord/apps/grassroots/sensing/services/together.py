"""Take in very many sightings of one source together: the same as one by one, in a dozen statements (D4, K10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.limits import due_for
from concord.apps.grassroots.sensing.access import places_told_of_by
from concord.apps.grassroots.sensing.facts import SightingReported
from concord.apps.grassroots.sensing.models import Sighting
from concord.apps.grassroots.sensing.services.sensing import (
    GRID_LEVEL,
    Seen,
    checked,
    found_by,
    matter_of,
    sighting_of,
)
from concord.core.acts.services import record_many
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.many import add_parties_to_each, enter_each_for_search, new_numbers
from concord.core.matters.models import Matter, Party
from concord.core.matters.services import PartyNamed
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Ground:
    """What many reports are checked against, asked for together: their places, and what was sent under their keys."""

    places: dict[str, Place]
    before: dict[str, Sighting]

    def refuses(self, seen: Seen, by: Person) -> Refusal | None:
        """Why this one is not taken in; None where it is."""
        before = self.before.get(seen.sent_key)
        try:
            if before is None:
                checked(seen, self.places.get(seen.place_id))
            elif before.reporter_id != by.pk:
                raise Refusal(_("This key belongs to another report. Use a new random key for each."), field="sent_key")
        except Refusal as refusal:
            return refusal
        return None


def ground_of(seen: Sequence[Seen], by: Person) -> Ground:
    """What these reports of `by` are checked against."""
    declare_system()
    before = Sighting.objects.filter(sent_key__in=[one.sent_key for one in seen])
    sent = {one.sent_key: one for one in before}
    declare_reader(by)
    places = places_told_of_by(by).filter(pk__in={one.place_id for one in seen})
    return Ground({place.pk: place for place in places}, sent)


def _opened(seen: Sequence[Seen], ground: Ground, today: date) -> list[Matter]:
    places = [ground.places[one.place_id] for one in seen]
    numbers = new_numbers("WG", [place.pk for place in places], today)
    due = {kind: due_for(kind, GRID_LEVEL, today) for kind in {one.kind for one in seen}}
    told = zip(seen, numbers, places, strict=True)
    return Matter.objects.bulk_create(
        matter_of(one, number, place, due[one.kind], today) for one, number, place in told
    )


@transaction.atomic
def report_sightings(seen: Sequence[Seen], *, by: Person, today: date) -> list[int | Refusal]:
    """Take in many, each under a key of its own; for each the key of its matter, or why it is refused.

    Each is refused for what `report_sighting` refuses, and what was sent before is the same matter again. Whoever
    calls this lets nobody else work under these keys meanwhile; the database refuses a key that stands there twice.
    """
    ground = ground_of(seen, by)
    refused = [ground.refuses(one, by) for one in seen]
    new = [one for one, why in zip(seen, refused, strict=True) if why is None and one.sent_key not in ground.before]
    declare_system()
    matters, now = _opened(new, ground, today), timezone.now()
    pairs = list(zip(new, matters, strict=True))
    Sighting.objects.bulk_create(sighting_of(one, matter, by=by, now=now) for one, matter in pairs)
    named = [(one, matter) for one, matter in pairs if one.name.strip()]
    add_parties_to_each((matter, PartyNamed(Party.Side.APPLICANT, one.name, one.phone)) for one, matter in named)
    enter_each_for_search((matter, found_by(one)) for one, matter in pairs)
    kinds = catalogue().problems
    record_many(
        [
            SightingReported(
                matter_id=matter.pk,
                kind=one.kind,
                kind_name=kinds[one.kind].name,
                place_name=ground.places[one.place_id].name,
                source=one.source,
            )
            for one, matter in pairs
        ],
        by=by,
    )
    made = {one.sent_key: matter.pk for one, matter in pairs}
    made |= {key: before.matter_id for key, before in ground.before.items()}
    return [why or made[one.sent_key] for one, why in zip(seen, refused, strict=True)]
