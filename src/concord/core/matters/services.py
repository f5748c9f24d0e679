"""Open a matter, bind people to it, move it through its stages."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.matters.follow import follow_hash
from concord.core.matters.models import Involvement, Matter, Party
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal

Moves = dict[str, frozenset[str]]


def name_key(name: str) -> str:
    """`name` without spaces, width and brackets, for finding the same name again."""
    return re.sub(r"[\s()()【】\[\]·.,，。]", "", unicodedata.normalize("NFKC", name)).lower()


def new_number(prefix: str, place_id: str, today: date) -> RawSQL:
    """The next number of a kind: JF330182-20261124-000123 (place, day, running).

    The database gives it while the matter is inserted, and the matter has it from then on.
    """
    return RawSQL(
        "(SELECT %s || lpad(n::text, greatest(6, length(n::text)), '0') FROM nextval('matters_number') AS n)",
        [_begins(prefix, place_id, today)],
    )


def number_at(prefix: str, place_id: str, today: date, running: int) -> str:
    """The number that `new_number` makes of a running one."""
    return f"{_begins(prefix, place_id, today)}{running:06d}"


def _begins(prefix: str, place_id: str, today: date) -> str:
    return f"{prefix}{place_id[:6]}-{today:%Y%m%d}-"


@dataclass(frozen=True, slots=True)
class PartyNamed:
    """A party as someone named it: side, name, and what is known to reach or recognise them."""

    side: str
    name: str
    phone: str = ""
    identity_number: str = ""
    address: str = ""
    person: Person | None = None
    follow_code: str = ""


def party_of(matter: Matter, one: PartyNamed) -> Party:
    """A party as it is entered into a matter, not yet written."""
    return Party(
        matter=matter,
        side=one.side,
        name=one.name.strip(),
        name_key=name_key(one.name),
        person=one.person,
        phone=one.phone,
        phone_hash=keyed_hash(one.phone) if one.phone else None,
        identity_number=one.identity_number,
        identity_hash=keyed_hash(one.identity_number) if one.identity_number else None,
        address=one.address,
        follow_hash=follow_hash(one.follow_code) if one.follow_code else None,
    )


def add_parties(matter: Matter, named: list[PartyNamed]) -> list[Party]:
    """Enter parties into a matter; those with an account can see it from now on."""
    parties = Party.objects.bulk_create(party_of(matter, one) for one in named)
    involve(matter, [party.person for party in parties if party.person], Involvement.Part.PARTY)
    return parties


def involve(matter: Matter, persons: list[Person], part: str) -> None:
    """Give persons a part in a matter."""
    if persons:
        Involvement.objects.bulk_create(Involvement(matter=matter, person=person, part=part) for person in persons)


def release(matter: Matter, person: Person, part: str) -> None:
    """End a person's part in a matter; what they did stays on record."""
    matter.involvements.filter(person=person, part=part, until=None).update(until=timezone.now())


def move(matter: Matter, stage: str, moves: Moves, **changes: object) -> None:
    """Move a matter to another stage by its table of moves, together with other changes; refuses any other move."""
    if stage not in moves.get(matter.stage, frozenset()):
        raise Refusal(_("This matter is at another step now. Load the page again to see where it stands."))
    ends = not moves.get(stage)
    matter.stage = stage
    for name, value in changes.items():
        setattr(matter, name, value)
    if ends != (not matter.is_open):
        matter.is_open = not ends
        matter.closed_at = timezone.now() if ends else None
    matter.save()
