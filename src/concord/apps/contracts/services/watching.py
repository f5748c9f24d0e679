"""Look at contracts that are being performed: raise what is not as promised, and let go what is so no longer."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from concord.apps.contracts.facts.performing import AlarmGone, AlarmRaised
from concord.apps.contracts.models import Alarm, Contract, Procurement, Stage
from concord.apps.contracts.services.known import supplemented
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.engines.law.calendar import presumed_rest_day, working_day_after
from concord.engines.review.facts.nature import Nature
from concord.engines.review.performing.limits import alarms
from concord.engines.review.performing.run import Event, Happened, Paid, Run, Step
from concord.engines.review.performing.watch import deviations, reason_of

WATCHED = (Stage.PERFORMING, Stage.CLOSED, Stage.TERMINATED)
GOES_BY_ITSELF = (Alarm.State.OPEN, Alarm.State.EXPLAINED)
LONGEST = 600


def _working_day_after(day: date, number: int) -> date:
    return working_day_after(day, number, presumed_rest_day)


def run_of(contract: Contract, today: date) -> Run:
    """What is known of the performance of a contract."""
    assert contract.signed_on is not None
    stage = contract.matter.stage
    return Run(
        today=today,
        nature=Nature(contract.nature),
        amount=contract.amount,
        signed_on=contract.signed_on,
        working_day_after=_working_day_after,
        counterpart=contract.counterpart,
        small=bool(contract.counterpart_small),
        procured=Procurement(contract.procurement).by_procurement_law,
        receives=contract.receives,
        supplemented=supplemented(contract),
        begins_on=contract.begins_on,
        ends_on=contract.ends_on,
        ended_on=_ended(contract),
        terminated=stage == Stage.TERMINATED,
        archived=stage == Stage.ARCHIVED,
        steps=_steps(contract),
        paid=tuple(
            Paid(one.pk, one.on, one.amount, one.payee, bool(one.invoice)) for one in contract.payments.order_by("pk")
        ),
        happened=_happened(contract),
    )


def _ended(contract: Contract) -> date | None:
    ended = contract.matter.closed_at
    return contract.closed_on or (localdate(ended) if ended else None)


def _steps(contract: Contract) -> tuple[Step, ...]:
    return tuple(
        Step(one.order, one.kind, one.words, one.amount, one.on, one.within, one.unit)
        for one in contract.plan.order_by("order")
    )


def _happened(contract: Contract) -> tuple[Happened, ...]:
    return tuple(
        Happened(
            one.pk,
            Event(one.kind),
            one.on,
            one.words,
            one.amount or Decimal(0),
            one.days or 0,
            one.until,
            one.approved,
        )
        for one in contract.happenings.order_by("pk")
    )


def watch(contract: Contract, *, today: date) -> None:
    """Hold a contract, locked by the caller, against what it promises; alarms that people hold in hand stay."""
    known = {(one.rule, one.key): one for one in contract.alarms.select_for_update()}
    found = deviations(run_of(contract, today))
    for one in found:
        alarm = known.pop((one.rule, one.key), None) or Alarm(contract=contract, rule=one.rule, key=one.key)
        _tell(alarm, reason_of(one)[:LONGEST], today)
    for alarm in known.values():
        if alarm.state in GOES_BY_ITSELF:
            alarm.state = Alarm.State.GONE
            alarm.save(update_fields=["state"])
            record(AlarmGone(matter_id=contract.pk, alarm_id=alarm.pk, rule=alarm.rule), by=None)


def _tell(alarm: Alarm, reason: str, today: date) -> None:
    """Raise an alarm that is new or there again; of one that is known, only its words are kept up."""
    again = alarm.pk is None or alarm.state == Alarm.State.GONE
    if not again and alarm.reason == reason:
        return
    alarm.reason, alarm.severity = reason, alarms()[alarm.rule].severity
    if again:
        alarm.state, alarm.raised_on = Alarm.State.OPEN, today
    alarm.save()
    if again:
        told = AlarmRaised(matter_id=alarm.contract_id, alarm_id=alarm.pk, rule=alarm.rule, reason=reason)
        record(told, by=None)


@transaction.atomic
def watch_next(after: int, most: int, *, today: date) -> int | None:
    """Watch the next contracts by key; returns the last key looked at, None at the end."""
    declare_system()
    watched = Contract.objects.filter(pk__gt=after, matter__stage__in=WATCHED, signed_on__isnull=False)
    rows = list(watched.select_related("matter", "matter__lead").select_for_update(of=("self",)).order_by("pk")[:most])
    for contract in rows:
        watch(contract, today=today)
    return rows[-1].pk if len(rows) == most else None
