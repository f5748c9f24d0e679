"""Who hears what: the mediator and coordinators everything, each side the common talk and its own."""

from django.db.models import QuerySet

from concord.core.matters.models import Matter, Party
from concord.core.rooms.models import Message


def messages_for_staff(matter: Matter) -> QuerySet[Message]:
    """All that was said in the room of a matter that the caller fetched through its access."""
    return Message.objects.filter(matter=matter).select_related("paper").order_by("pk")


def messages_for_party(party: Party) -> QuerySet[Message]:
    """What a party may hear: the common talk, and its own side's talk with the mediator."""
    heard = [Message.Audience.ALL, party.side]
    return Message.objects.filter(matter=party.matter_id, audience__in=heard).select_related("paper").order_by("pk")
