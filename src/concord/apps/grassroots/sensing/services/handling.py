"""What becomes of a sighting: handled on site, handed on, closed (G1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.apps.grassroots.limits import due_for
from concord.apps.grassroots.sensing.access import sightings_handled_by
from concord.apps.grassroots.sensing.facts import SightingClosed, SightingHandedOn, SightingHandled
from concord.apps.grassroots.sensing.models import MOVES, Sighting, Stage
from concord.core.acts.services import record
from concord.core.agenda.models import Task
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import finish_tasks, open_task
from concord.core.matters.models import Matter
from concord.core.matters.services import move
from concord.core.people.models import Person
from concord.core.refusals import Refusal

MOST_WORDS = 1000
TASK, TOWNSHIP_LEVEL = "handed_on", 2
TOWNSHIP, DISPUTES = "township", "disputes"
RECEIVERS = {TOWNSHIP: gettext_lazy("the township"), DISPUTES: gettext_lazy("the mediation centre, as a dispute")}


def _locked(pk: int, by: Person) -> Sighting:
    return sightings_handled_by(by).select_for_update(of=("self",)).get(pk=pk)


def _said(words: str, field: str, sentence: str) -> str:
    if not words.strip():
        raise Refusal(sentence, field=field)
    return words.strip()[:MOST_WORDS]


def await_township(matter: Matter, today: date) -> Task:
    """Open the task of seeing to a sighting for its township; where a place has none, for who handles there."""
    near = bodies_near(["township"], matter.place_id, matter.topic)
    due = due_for(matter.topic, TOWNSHIP_LEVEL, today)
    return open_task(matter, TASK, begun=today, by_when=due, organisation=near.get("township"))


@transaction.atomic
def handle_on_site(pk: int, *, what: str, by: Person) -> Sighting:
    """Note what was found and done on site; refuses empty words, and a sighting that has ended."""
    sighting = _locked(pk, by)
    done = _said(what, "what", _("Write what you found and what you did."))
    move(sighting.matter, Stage.HANDLED, MOVES)
    finish_tasks(sighting.matter, [TASK], by=by)
    record(SightingHandled(matter_id=sighting.matter_id, what=done), by=by)
    return sighting


@transaction.atomic
def close_sighting(pk: int, *, outcome: str, by: Person) -> Sighting:
    """Close a sighting with what came of it; refuses one that nobody has looked at yet."""
    sighting = _locked(pk, by)
    told = _said(outcome, "outcome", _("Write what came of it."))
    move(sighting.matter, Stage.CLOSED, MOVES)
    finish_tasks(sighting.matter, [TASK], by=by)
    record(SightingClosed(matter_id=sighting.matter_id, outcome=told), by=by)
    return sighting


@transaction.atomic
def hand_on(pk: int, *, to: str, reason: str, by: Person, today: date) -> Sighting:
    """Hand on what is beyond the grid: to the township, or to the mediation centre as a dispute.

    The township has it as a task with the limits of its category. Who mediates learns of it by the act. Refuses a
    receiver that is not in the list, empty words, and a second time.
    """
    sighting = _locked(pk, by)
    if to not in RECEIVERS:
        raise Refusal(_("Choose to whom it goes."), field="to")
    why = _said(reason, "reason", _("Write why it goes there."))
    if to == TOWNSHIP:
        move(sighting.matter, Stage.HANDED_ON, MOVES)
        await_township(sighting.matter, today)
    else:
        move(sighting.matter, Stage.DISPUTE, MOVES)
        finish_tasks(sighting.matter, [TASK], by=by)
    told = SightingHandedOn(
        matter_id=sighting.matter_id, to=to, to_name=str(RECEIVERS[to]), reason=why, words=sighting.words
    )
    record(told, by=by)
    return sighting
