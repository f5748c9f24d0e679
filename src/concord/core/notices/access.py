"""Which notices exist for a person: their own."""

from django.db.models import QuerySet

from concord.core.matters.access import declare_reader
from concord.core.notices.models import Notice
from concord.core.people.models import Person


def inbox_of(person: Person) -> QuerySet[Notice]:
    """The inbox of a person, newest first."""
    declare_reader(person)
    return Notice.objects.filter(person=person, channel=Notice.Channel.INBOX).order_by("-pk")
