"""What waits for me among disputes, by the step at which they stand, with counts and appointments."""

from dataclasses import dataclass
from datetime import date

from concord.apps.disputes.access import matters_seen_by
from concord.apps.disputes.models import Appointment, Dispute, Stage
from concord.apps.disputes.selectors.lists import Counts, counted, shown
from concord.core.matters.access import declare_reader
from concord.core.people.access import may
from concord.core.people.models import Person

MOST = 12
WAITS_FOR = {
    "triage_dispute": [Stage.REPORTED],
    "assign_mediator": [Stage.ACCEPTED],
    "handle_dispute": [Stage.HANDLING],
    "mediate": [Stage.ASSIGNED, Stage.MEDIATING, Stage.SIGNING, Stage.PERFORMING],
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Disputes that wait for this person, the soonest due first, with counts and appointments."""

    waiting: list[Dispute]
    counts: Counts
    appointments: list[Appointment]


def waiting_stages(person: Person) -> list[str]:
    """The steps at which a dispute waits for someone with this person's capabilities."""
    return [stage for capability, stages in WAITS_FOR.items() if may(person, capability) for stage in stages]


def desk_of(person: Person, today: date) -> Desk:
    """What waits for a person today."""
    waiting = matters_seen_by(person).filter(is_open=True, stage__in=waiting_stages(person))
    soonest = waiting.order_by("due_on", "-pk")[:MOST]
    rows = list(shown(soonest).order_by("matter__due_on", "-matter_id"))
    return Desk(rows, counted(person, today), next_appointments(person, today))


def next_appointments(person: Person, today: date) -> list[Appointment]:
    """The next times at which a person meets parties, the soonest first; at most eight."""
    declare_reader(person)
    coming = Appointment.objects.filter(mediator=person, cancelled_at=None, ends_at__date__gte=today)
    return list(coming.select_related("dispute__matter").order_by("starts_at")[:8])
