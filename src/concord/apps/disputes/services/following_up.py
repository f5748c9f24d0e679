"""The visit after the end (回访): was it kept, is it peaceful, is there something left (D9)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.apps.disputes.access import dispute_triaged_by
from concord.apps.disputes.facts import FollowUpVisited
from concord.apps.disputes.models import Dispute
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.services import finish_tasks, open_task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

FOLLOW_UP = "follow_up"
FINDINGS = {
    "settled": gettext_lazy("it is settled and kept"),
    "open": gettext_lazy("something is still open"),
    "unreachable": gettext_lazy("nobody could be reached"),
}


def centre_of(matter: Matter) -> Organisation | None:
    """The mediation centre that a matter's place belongs to: the nearest one above it."""
    above = [matter.place_id[:length] for length in range(2, len(matter.place_id) + 1)]
    centres = Organisation.objects.filter(kind=Organisation.Kind.CENTRE, place_id__in=above)
    return max(centres, key=lambda centre: len(centre.place_id), default=None)


def waits_for_visit(matter: Matter) -> bool:
    """Whether a visit after the end is planned and not noted yet."""
    return matter.tasks.filter(kind=FOLLOW_UP, done_at=None).exists()


def plan_follow_up(matter: Matter, *, ended: date, today: date) -> Task | None:
    """Ask the centre to visit the people of a matter that has ended, by the limit `follow_up`.

    Nothing is asked where a visit is planned already, the matter was reopened, or the limit passed before anyone
    could be asked (a history that was loaded).
    """
    due = deadline(FOLLOW_UP, ended)
    if waits_for_visit(matter) or matter.is_open or due.due_on < today:
        return None
    return open_task(matter, FOLLOW_UP, begun=ended, by_when=due, organisation=centre_of(matter))


@transaction.atomic
def note_visit(pk: int, *, finding: str, words: str, by: Person) -> Dispute:
    """Note what a visit after the end has shown: one of `FINDINGS`, and what was said.

    Refuses a finding that is not in the list, a visit without words, and one that nobody planned.
    """
    dispute = dispute_triaged_by(by, pk)
    if finding not in FINDINGS:
        raise Refusal(_("Choose what the visit has shown."), field="finding")
    if not words.strip():
        raise Refusal(_("Write whom you spoke with and what they said."), field="words")
    if not finish_tasks(dispute.matter, [FOLLOW_UP], by=by):
        raise Refusal(_("No visit is waiting to be noted for this dispute."))
    record(
        FollowUpVisited(matter_id=dispute.matter_id, finding=str(FINDINGS[finding]), words=words.strip()[:1000]), by=by
    )
    return dispute
