"""What outside systems send becomes a sighting that the township finds in its queue (G1, K10)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting, tell_source_change
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

    def change(self, matter_id: int, incoming: Incoming, *, by: Person) -> None:
        """Tell in the story that the source says something else now."""
        name, words = incoming.source_name, _seen(incoming).words
        tell_source_change(matter_id, source=incoming.source, source_name=name, words=words, by=by)
