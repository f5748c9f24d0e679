"""What outside systems send becomes a sighting that the township finds in its queue (G1, K10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting, tell_source_change
from concord.apps.grassroots.sensing.services.together import ground_of, report_sightings
from concord.core.exchange.mapped import Record
from concord.core.exchange.receiving import Incoming
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_WORDS = 2000
FURTHEST = {"latitude": 90, "longitude": 180}


def _degrees(told: Record, field: str) -> Decimal | None:
    """A coordinate; 0 is what systems send that have none."""
    said = told.text(field)
    try:
        degrees = Decimal(said or "0")
        if not abs(degrees) <= FURTHEST[field]:
            raise InvalidOperation
    except InvalidOperation:
        raise Refusal(_("“%(said)s” is no position on the earth.") % {"said": said[:40]}, field=field) from None
    return round(degrees, 6) if degrees else None


def _seen(incoming: Incoming) -> Seen:
    told = incoming.record
    at = told.values.get("seen_at")
    return Seen(
        words=told.text("words")[:MOST_WORDS],
        kind=told.text("kind"),
        place_id=told.text("place"),
        sent_key=incoming.key,
        seen_at=at if isinstance(at, datetime) else None,
        source=incoming.source,
        latitude=_degrees(told, "latitude"),
        longitude=_degrees(told, "longitude"),
        name=told.text("name")[:80],
        phone=told.text("phone")[:24],
        invented=incoming.invented,
    )


def _seen_or_why_not(incoming: Incoming) -> Seen | Refusal:
    try:
        return _seen(incoming)
    except Refusal as refusal:
        return refusal


@dataclass(frozen=True, slots=True)
class SightingsFromSources:
    """The first ring as a receiver of records: it opens sightings, and tells in their story what a source changed."""

    fields: frozenset[str] = frozenset({"words", "kind", "place", "seen_at", "name", "phone", "latitude", "longitude"})
    needs: frozenset[str] = frozenset({"words", "kind", "place"})
    personal: frozenset[str] = frozenset({"name", "phone"})

    def name_of(self, field: str, value: str) -> str:
        """What a kind of problem is called; any other value as it is."""
        known = catalogue().problems.get(value) if field == "kind" else None
        return known.name if known else value

    def take(self, incoming: Incoming, *, by: Person, today: date) -> int:
        """Open a sighting; refuses what a grid worker's report would be refused for."""
        return report_sighting(_seen(incoming), by=by, today=today).matter_id

    def take_all(self, incoming: Sequence[Incoming], *, by: Person, today: date) -> list[int | Refusal]:
        """Open many sightings together; each is refused for what it would be refused for alone."""
        read = [_seen_or_why_not(one) for one in incoming]
        told = iter(report_sightings([one for one in read if isinstance(one, Seen)], by=by, today=today))
        return [next(told) if isinstance(one, Seen) else one for one in read]

    def refusals(self, incoming: Sequence[Incoming], *, by: Person) -> list[Refusal | None]:
        """Why each would be refused; nothing is written."""
        read = [_seen_or_why_not(one) for one in incoming]
        ground = ground_of([one for one in read if isinstance(one, Seen)], by)
        return [ground.refuses(one, by) if isinstance(one, Seen) else one for one in read]

    def change(self, matter_id: int, incoming: Incoming, *, by: Person) -> None:
        """Tell in the story that the source says something else now."""
        name, words = incoming.source_name, _seen(incoming).words
        tell_source_change(matter_id, source=incoming.source, source_name=name, words=words, by=by)
