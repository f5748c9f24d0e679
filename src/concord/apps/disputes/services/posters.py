"""Make the QR codes that hang on walls, building sites and lifts (D1)."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.disputes.models import Poster
from concord.core.matters.follow import ALPHABET
from concord.core.people.access import may_in, memberships_today
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal


@transaction.atomic
def make_poster(*, place: Place, hangs_on: str, topic: str, by: Person) -> Poster:
    """Make a poster for a place of one's own; it carries the place, and if wanted the object and kind."""
    if not may_in(by, "print_poster", place.pk):
        raise Refusal(_("%(place)s is not in your area.") % {"place": place.name}, field="place")
    organisation = next(m.organisation for m in memberships_today(by) if "print_poster" in m.role.capabilities)
    code = "".join(secrets.choice(ALPHABET) for _position in range(8))
    return Poster.objects.create(
        code=code, place=place, object=hangs_on, topic=topic, organisation=organisation, made_by=by
    )
