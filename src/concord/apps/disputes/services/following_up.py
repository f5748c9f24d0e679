"""The visit after the end (回访): was it kept, is it peaceful, is there something left (D9)."""

from collections.abc import Iterable, Mapping
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
from concord.core.agenda.services import a_task, finish_tasks
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

FOLLOW_UP = "follow_up"
FINDINGS = {
    "settled": gettext_lazy("it is settled and kept"),
    "open": gettext_lazy("something is still open"),
    "unreachable": gettext_lazy("nobody could be reached"),
}


def _above(place: str) -> list[str]:
    return [place[:length] for length in range(2, len(place) + 1)]


def _centres_of(matters: Iterable[Matter]) -> dict[int, Organisation]:
    """The mediation centre of each matter, where there is one."""
    matters = list(matters)
    above = {place for matter in matters for place in _above(matter.place_id)}
    centres = {one.place_id: one for one in Organisation.objects.filter(kind=Organisation.Kind.CENTRE, place__in=above)}
    seats = {matter.pk: [place for place in _above(matter.place_id) if place in centres] for matter in matters}
    return {pk: centres[found[-1]] for pk, found in seats.items() if found}


def centre_of(matter: Matter) -> Organisation | None:
    """The mediation centre that a matter's place belongs to: the nearest one above it."""
    return _centres_of([matter]).get(matter.pk)


def waits_for_visit(matter: Matter) -> bool:
    """Whether a visit after the end is planned and not noted yet."""
    return matter.tasks.filter(kind=FOLLOW_UP, done_at=None).exists()


def plan_follow_ups(ended: Mapping[Matter, date], *, today: date) -> list[Task]:
    """Ask the centres to visit the people of matters that ended on these days, by the limit `follow_up`.

    Nothing is asked where a visit is planned already, the matter was reopened, or the limit passed before anyone
    could be asked (a history that was loaded).
    """
    due = {day: deadline(FOLLOW_UP, day) for day in set(ended.values())}
    planned = set(Task.objects.filter(matter__in=ended, kind=FOLLOW_UP, done_at=None).values_list("matter", flat=True))
    wanted = [one for one in ended if not one.is_open and one.pk not in planned and due[ended[one]].due_on >= today]
    centres = _centres_of(wanted)
    return Task.objects.bulk_create(
        a_task(one, FOLLOW_UP, begun=ended[one], by_when=due[ended[one]], organisation=centres.get(one.pk))
        for one in wanted
    )


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
