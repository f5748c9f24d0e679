"""Take what a resident says, by link or by telephone: once, or not at all; and call whom the lot has drawn (G5)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.grassroots.evaluation.access import asking_of_link, calls_held_by, calls_waiting_for
from concord.apps.grassroots.evaluation.facts import PutRightAsked, ResidentAnswered, ResidentDeclined
from concord.apps.grassroots.evaluation.models import Answer, Asking, PutRight
from concord.apps.grassroots.evaluation.models.asking import Channel
from concord.apps.grassroots.evaluation.rules import rules
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.services import open_task
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.reveal import reveal
from concord.core.people.models import Person
from concord.core.refusals import Refusal

PUT_RIGHT = "put_right"
LANGUAGE = "zh-hans"
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What a resident says: content or not, what is missing, and whether the body is to see to it.

    `words` are for the body alone; where it is only to be counted, they are not kept.
    """

    content: bool
    missing: tuple[str, ...] = ()
    words: str = ""
    put_right: bool = False


@transaction.atomic
def answer_by_link(key: str, said: Said, *, today: date) -> Asking:
    """Answer by the link, which ends with it. Refuses a link that was used or is too old."""
    return _settle(asking_of_link(key, today, lock=True), said, by=None, today=today)


@transaction.atomic
def decline_by_link(key: str, *, today: date) -> Asking:
    """Say by the link that one does not want to be asked; it counts as declined, never as discontent."""
    return _decline(asking_of_link(key, today, lock=True), by=None, today=today)


@transaction.atomic
def draw_call(*, by: Person, today: date) -> Asking:
    """Draw by lot whom to call next, among matters of other bodies than one's own; a call begun is gone on with.

    Refuses when nobody waits to be called.
    """
    begun = calls_held_by(by, today).first()
    if begun is not None:
        return begun
    drawn = calls_waiting_for(by, today).filter(caller=None).order_by("?")
    found = drawn.select_for_update(of=("self",), skip_locked=True).first()
    if found is None:
        raise Refusal(_("Nobody waits to be called."))
    found.caller = by
    found.save(update_fields=["caller"])
    return found


@transaction.atomic
def number_to_call(pk: int, *, by: Person, today: date) -> str:
    """The phone of someone to be called; the look is recorded."""
    asking = calls_held_by(by, today).get(pk=pk)
    assert asking.party is not None
    return reveal(asking.party, field="phone", purpose=_("to ask by telephone how they found it"), by=by)


@transaction.atomic
def answer_by_call(pk: int, said: Said, *, by: Person, today: date) -> Asking:
    """Enter what was answered on the telephone."""
    return _settle(calls_held_by(by, today).select_for_update(of=("self",)).get(pk=pk), said, by=by, today=today)


@transaction.atomic
def decline_by_call(pk: int, *, by: Person, today: date) -> Asking:
    """Enter that the person called did not want to say."""
    return _decline(calls_held_by(by, today).select_for_update(of=("self",)).get(pk=pk), by=by, today=today)


@transaction.atomic
def not_reached(pk: int, *, by: Person, today: date) -> Asking:
    """Nobody took the call: back into the lot, until it was tried often enough."""
    asking = calls_held_by(by, today).select_for_update(of=("self",)).get(pk=pk)
    asking.tries, asking.caller = asking.tries + 1, None
    if asking.tries >= rules().tries:
        asking.state, asking.party, asking.settled_on = Asking.State.LEFT, None, today
    asking.save()
    return asking


def _settle(asking: Asking, said: Said, *, by: Person | None, today: date) -> Asking:
    missing = () if said.content else tuple(one for one in rules().missing if one in said.missing)
    if len(missing) != len(set(said.missing)) or (not said.content and not missing):
        raise Refusal(_("Choose what is missing."), field="missing")
    declare_system()
    Answer.objects.create(
        matter_id=asking.matter_id, unit_id=asking.unit_id, channel=asking.channel, content=said.content,
        missing=list(missing), answered_on=today,
    )  # fmt: skip
    if said.put_right and not said.content:
        _open_put_right(asking, list(missing), said.words, today)
    _end(asking, Asking.State.ANSWERED, today)
    record(ResidentAnswered(matter_id=None, channel_name=_channel(asking)), by=by)
    if by is not None:
        declare_reader(by)
    return asking


def _open_put_right(asking: Asking, missing: list[str], words: str, today: date) -> None:
    due = deadline(PUT_RIGHT, today)
    task = open_task(asking.matter, PUT_RIGHT, begun=today, by_when=due, organisation=asking.unit)
    PutRight.objects.create(
        task=task, matter=asking.matter, unit=asking.unit, party=asking.party, missing=missing,
        words=words.strip()[:MOST_WORDS],
    )  # fmt: skip
    with override(LANGUAGE):
        names = "、".join(rules().missing_names(missing))
    told = PutRightAsked(
        matter_id=asking.matter_id, task_id=task.pk, unit_id=asking.unit_id, unit_name=asking.unit.name, missing=names
    )
    record(told, by=None)


def _decline(asking: Asking, *, by: Person | None, today: date) -> Asking:
    declare_system()
    _end(asking, Asking.State.DECLINED, today)
    record(ResidentDeclined(matter_id=None, channel_name=_channel(asking)), by=by)
    if by is not None:
        declare_reader(by)
    return asking


def _end(asking: Asking, state: Asking.State, today: date) -> None:
    """Settle an asking: the link is dead, and whom it was to is forgotten."""
    asking.state, asking.settled_on = state, today
    asking.key_hash = asking.party = asking.caller = None
    asking.save()


def _channel(asking: Asking) -> str:
    with override(LANGUAGE):
        return str(Channel(asking.channel).label)
