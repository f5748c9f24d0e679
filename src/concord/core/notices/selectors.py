"""How many notices wait to be read."""

from django.db import transaction

from concord.core.notices.access import inbox_of
from concord.core.people.models import Person

MOST_COUNTED = 99


def unread_by(person: Person) -> int:
    """How many notices of their inbox `person` has not read, counted to 99; also outside a request's transaction."""
    with transaction.atomic():
        return inbox_of(person).filter(read_at=None).order_by()[:MOST_COUNTED].count()
