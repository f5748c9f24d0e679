"""Who is told when a source fails again and again: those who connect sources for the place, the nearest first."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import nearest_with
from concord.core.exchange.facts import SourceFailing
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.people.models import Person


def _letter(act: Act, person: Person) -> Letter:
    with override(person.language):
        return Letter(
            channel=Notice.Channel.INBOX,
            template=act.kind,
            subject=_("A source does not answer"),
            body=tell(act),
            link=reverse("exchange:feed", args=[act.payload["feed_id"]]),
            key=f"act-{act.pk}-staff-{person.pk}",
            person_id=person.pk,
        )


@listens_to(SourceFailing)
def tell_who_connects(acts: list[Act]) -> None:
    """Tell those who can see to it."""
    for act in acts:
        send(*(_letter(act, person) for person in nearest_with("connect_source", act.payload["place"], localdate())))
