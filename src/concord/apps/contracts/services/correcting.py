"""Answer alarms: explain them, order a correction, say what was corrected, end them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.access import alarms_with
from concord.apps.contracts.facts.performing import AlarmEnded, AlarmExplained, CorrectionAnswered, CorrectionOrdered
from concord.apps.contracts.models import ALARM_MOVES, Alarm
from concord.apps.contracts.services.steps import said
from concord.core.acts.services import record
from concord.core.people.models import Person
from concord.core.refusals import Refusal


def _hold(pk: int, capability: str, by: Person, state: Alarm.State) -> Alarm:
    """An alarm on whose contract `by` may use a capability, locked; refuses a state from which there is no way."""
    alarm: Alarm = alarms_with(by, capability).select_for_update(of=("self",)).get(pk=pk)
    if state not in ALARM_MOVES[alarm.state]:
        raise Refusal(_("This alarm stands elsewhere now: %(state)s.") % {"state": alarm.get_state_display()})
    alarm.state = state
    return alarm


@transaction.atomic
def explain_alarm(pk: int, words: str, *, by: Person) -> Alarm:
    """Say, for the body that handles the contract, why it is so; who supervises judges it."""
    alarm = _hold(pk, "handle_contract", by, Alarm.State.EXPLAINED)
    alarm.explanation = said(words, _("Explain why it is so."), "words")
    alarm.save(update_fields=["state", "explanation"])
    told = AlarmExplained(matter_id=alarm.contract_id, alarm_id=pk, rule=alarm.rule, words=alarm.explanation)
    record(told, by=by)
    return alarm


@transaction.atomic
def order_correction(pk: int, words: str, due_on: date, *, by: Person, today: date) -> Alarm:
    """Order that it be corrected by a day, also where an answer did not do. Refuses a day that is over."""
    alarm = _hold(pk, "order_correction", by, Alarm.State.ORDERED)
    if due_on <= today:
        raise Refusal(_("Give a day that is still to come."), field="due_on")
    alarm.order, alarm.due_on, alarm.answer = said(words, _("Say what has to be corrected."), "words"), due_on, ""
    alarm.save(update_fields=["state", "order", "due_on", "answer"])
    told = CorrectionOrdered(
        matter_id=alarm.contract_id, alarm_id=pk, rule=alarm.rule, words=alarm.order, due_on=due_on.isoformat()
    )
    record(told, by=by)
    return alarm


@transaction.atomic
def answer_order(pk: int, words: str, *, by: Person) -> Alarm:
    """Say what was corrected."""
    alarm = _hold(pk, "handle_contract", by, Alarm.State.ANSWERED)
    alarm.answer = said(words, _("Say what was corrected."), "words")
    alarm.save(update_fields=["state", "answer"])
    told = CorrectionAnswered(matter_id=alarm.contract_id, alarm_id=pk, rule=alarm.rule, words=alarm.answer)
    record(told, by=by)
    return alarm


@transaction.atomic
def end_alarm(pk: int, words: str, *, by: Person) -> Alarm:
    """End an alarm whose explanation or correction will do, saying why."""
    alarm = _hold(pk, "order_correction", by, Alarm.State.ENDED)
    alarm.judgement = said(words, _("Say why it can end."), "words")
    alarm.save(update_fields=["state", "judgement"])
    told = AlarmEnded(matter_id=alarm.contract_id, alarm_id=pk, rule=alarm.rule, words=alarm.judgement)
    record(told, by=by)
    return alarm
