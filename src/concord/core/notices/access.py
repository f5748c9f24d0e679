"""Which notices exist for a person: their own; for an operator, those of the matters in their places."""

from django.db.models import Q, QuerySet

from concord.core.matters.access import declare_reader
from concord.core.notices.models import Hook, Notice
from concord.core.people.access import reach_of
from concord.core.people.models import Person


def inbox_of(person: Person) -> QuerySet[Notice]:
    """The inbox of a person, newest first."""
    declare_reader(person)
    return Notice.objects.filter(person=person, channel=Notice.Channel.INBOX).order_by("-pk")


def _in_places(person: Person, path: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, "see_operations").places:
        inside |= Q(**{f"{path}__startswith": place})
    return inside


def notices_operated_by(person: Person) -> QuerySet[Notice]:
    """The notices sent outside about matters in the places that `person` operates; never what lies in inboxes."""
    declare_reader(person)
    outside = Notice.objects.exclude(channel=Notice.Channel.INBOX)
    return outside.filter(_in_places(person, "matter__place__code")).select_related("matter")


def hooks_operated_by(person: Person) -> QuerySet[Hook]:
    """The webhooks of organisations in the places that `person` operates."""
    return Hook.objects.filter(_in_places(person, "organisation__place__code")).select_related("organisation")
