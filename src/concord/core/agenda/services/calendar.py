"""A person's calendar link: made, renewed, switched off."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.facts.desk import CalendarLinkEnded, CalendarLinkMade
from concord.core.agenda.models import CalendarLink
from concord.core.matters.access import declare_reader
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal

BYTES = 32


def hash_of(key: str) -> str:
    """What is kept of the secret of a link."""
    return keyed_hash(f"calendar:{key}")


@transaction.atomic
def make_calendar_link(*, by: Person) -> str:
    """Make the link of a person's calendar, and let an older one end; returns its secret, which nobody sees again."""
    require(by, "see_run")
    key = secrets.token_urlsafe(BYTES)
    CalendarLink.objects.update_or_create(person=by, defaults={"key_hash": hash_of(key), "made_at": timezone.now()})
    declare_reader(by)
    record(CalendarLinkMade(matter_id=None, name=by.name), by=by)
    return key


@transaction.atomic
def end_calendar_link(*, by: Person) -> None:
    """Switch the link off at once. Refuses where there is none."""
    require(by, "see_run")
    gone, _each = CalendarLink.objects.filter(person=by).delete()
    if not gone:
        raise Refusal(_("You have no calendar link."))
    declare_reader(by)
    record(CalendarLinkEnded(matter_id=None, name=by.name), by=by)
