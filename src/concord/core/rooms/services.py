"""Say something in the room of a matter (K6)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.core.acts.facts import Fact
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.matters.models import Matter, Party
from concord.core.papers.models import Paper
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.core.rooms.models import Message

MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Fact):
    """Someone spoke in the room; what was said stays in the room and is not in the record of acts."""

    visibility: ClassVar[str] = Act.Visibility.STAFF
    story: ClassVar[str] = gettext_noop("%(author_name)s wrote in the room.")
    message_id: int
    author_name: str
    audience: str


@transaction.atomic
def say(
    matter: Matter,
    *,
    text: str,
    person: Person | None = None,
    party: Party | None = None,
    audience: str = Message.Audience.ALL,
    paper: Paper | None = None,
    position: tuple[Decimal, Decimal] | None = None,
) -> Message:
    """Put a message, file or position into the room; the door has checked that the speaker belongs in it.

    Refuses an empty message, one of more than 4,000 characters, and a party who speaks to the other side's caucus.
    """
    if not text.strip() and paper is None and position is None:
        raise Refusal(_("Write something, or add a file."), field="text")
    if len(text) > MOST_CHARACTERS:
        raise Refusal(_("A message can have up to 4,000 characters. Send a longer text as a file."), field="text")
    if party is not None and audience not in {Message.Audience.ALL, party.side}:
        raise Refusal(_("You can write to everyone, or to the mediator alone."))
    name = person.name if person else party.name if party else ""
    message = Message.objects.create(
        matter=matter,
        author=person,
        party=party,
        author_name=name,
        audience=audience,
        text=text.strip(),
        paper=paper,
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
    )
    record(
        MessageSent(matter_id=matter.pk, message_id=message.pk, author_name=name, audience=audience),
        by=person,
        name=name,
    )
    return message
