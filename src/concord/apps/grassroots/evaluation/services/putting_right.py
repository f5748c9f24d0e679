"""See to what a resident said is missing, and tell them what was done (G5, D9)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.grassroots.evaluation.access import put_rights_done_by
from concord.apps.grassroots.evaluation.facts import PutRightDone
from concord.apps.grassroots.evaluation.models import PutRight
from concord.core.acts.services import record
from concord.core.agenda.models import Task
from concord.core.matters.models import Party
from concord.core.notices.services import Letter, send
from concord.core.people.models import Person
from concord.core.refusals import Refusal

LANGUAGE = "zh-hans"
MOST_WORDS = 500


@transaction.atomic
def put_right(pk: int, *, what: str, by: Person) -> PutRight:
    """Say what was done about what was missing; the resident is told. Refuses empty words, and a second time."""
    found = put_rights_done_by(by).select_for_update(of=("self",)).get(pk=pk)
    if found.done_at is not None:
        raise Refusal(_("This was put right already."))
    if not what.strip():
        raise Refusal(_("Write what was done; the resident will read it."), field="what")
    party, found.party = found.party, None
    found.done_at, found.done_by, found.what = timezone.now(), by, what.strip()[:MOST_WORDS]
    found.save()
    Task.objects.filter(pk=found.pk, done_at=None).update(done_at=found.done_at, done_by=by)
    if party is not None:
        _tell(found, party)
    record(PutRightDone(matter_id=found.matter_id, unit_name=found.unit.name, what=found.what), by=by)
    return found


def _tell(found: PutRight, party: Party) -> None:
    """By message to the phone, and into the inbox of who has an account."""
    with override(party.person.language if party.person else LANGUAGE):
        body = _("[Concord] %(unit)s about %(number)s: %(what)s") % {
            "unit": found.unit.name,
            "number": found.matter.number,
            "what": found.what,
        }
    if party.phone and not found.matter.invented:
        key = f"put-right-{found.pk}-sms"
        send(Letter(channel="sms", address=party.phone, template="PutRightDone", body=body, key=key))
    if party.person_id is not None:
        send(
            Letter(
                channel="inbox", person_id=party.person_id, template="PutRightDone", subject=found.matter.title,
                body=body, key=f"put-right-{found.pk}-inbox", matter_id=found.matter_id, link="/my/",
            )
        )  # fmt: skip
