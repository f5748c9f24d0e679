"""What the calendar says by itself: what was promised falls due, a mediation runs out of time (D6, D9).

Each reminder is an act; listeners tell the people of it. A worker that was away tells on its return what is true
now, and nothing twice.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from concord.apps.disputes.facts import (
    AppointmentMade,
    AppointmentNear,
    InstalmentComing,
    InstalmentDue,
    InstalmentLate,
    MediationEnding,
)
from concord.apps.disputes.models import Appointment, Instalment, Settlement, Stage
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter

DAYS_AHEAD = timedelta(days=3)
BEFORE_THE_END = timedelta(days=5)
BEFORE_MEETING = timedelta(hours=24)
MOST = 500


def _to_be_told(today: date) -> Q:
    """Instalments whose newest reminder is not given yet: some days ahead, on the day, and once it has passed."""
    never = Q(reminded_on=None)
    soon = Q(due_on__gt=today, due_on__lte=today + DAYS_AHEAD) & never
    now = Q(due_on=today) & (never | Q(reminded_on__lt=F("due_on")))
    late = Q(due_on__lt=today) & (never | Q(reminded_on__lte=F("due_on")))
    return soon | now | late


def _reminder(one: Instalment, today: date) -> InstalmentComing | InstalmentDue | InstalmentLate:
    amount = f"（¥{one.amount:,.2f}）" if one.amount is not None else ""
    fact = InstalmentComing if one.due_on > today else InstalmentDue if one.due_on == today else InstalmentLate
    matter_id, due_on = one.settlement.dispute_id, one.due_on.isoformat()
    return fact(matter_id=matter_id, instalment_id=one.pk, what=f"{one.what}{amount}", due_on=due_on)


@transaction.atomic
def remind_of_instalments(today: date) -> int:
    """Remind once at each step of what was promised and is not done; returns how many (`MOST`: there are more)."""
    declare_system()
    owed = Instalment.objects.filter(
        _to_be_told(today),
        done_on=None,
        settlement__status=Settlement.Status.SIGNED,
        settlement__dispute__matter__stage=Stage.PERFORMING,
    )
    locked = owed.select_related("settlement").select_for_update(of=("self",), skip_locked=True)
    reminded = list(locked.order_by("due_on", "pk")[:MOST])
    Instalment.objects.filter(pk__in=[one.pk for one in reminded]).update(reminded_on=today)
    record(*(_reminder(one, today) for one in reminded), by=None)
    return len(reminded)


@transaction.atomic
def announce_ends_of_mediation(today: date) -> int:
    """Tell of mediations that soon run out of time, once for each last day; returns how many."""
    declare_system()
    ending = Matter.objects.filter(
        kind=Matter.Kind.DISPUTE,
        stage=Stage.MEDIATING,
        is_open=True,
        due_on__range=(today, today + BEFORE_THE_END),
    )
    last_days = {(one.pk, str(one.due_on)) for one in ending.select_for_update(skip_locked=True)}
    told = Act.objects.filter(kind=MediationEnding.__name__, matter_id__in=[pk for pk, _day in last_days])
    fresh = sorted(last_days - set(told.values_list("matter_id", "payload__due_on")))
    record(*(MediationEnding(matter_id=pk, due_on=day) for pk, day in fresh), by=None)
    return len(fresh)


@transaction.atomic
def remind_of_appointments(now: datetime) -> int:
    """Remind once of each meeting of the next 24 hours; returns how many.

    One that was fixed within that time needs no reminder: all were told of it just now.
    """
    declare_system()
    near = Appointment.objects.filter(cancelled_at=None, starts_at__range=(now, now + BEFORE_MEETING))
    locked = {one.pk: one for one in near.select_for_update(skip_locked=True).order_by("pk")}
    said = Act.objects.filter(
        Q(kind=AppointmentNear.__name__) | Q(kind=AppointmentMade.__name__, at__gte=now - BEFORE_MEETING),
        matter_id__in=[one.dispute_id for one in locked.values()],
    )
    fresh = locked.keys() - set(said.values_list("payload__appointment_id", flat=True))
    record(*(_meeting(locked[pk]) for pk in sorted(fresh)), by=None)
    return len(fresh)


def _meeting(one: Appointment) -> AppointmentNear:
    at, way = localtime(one.starts_at).strftime("%Y-%m-%d %H:%M"), str(one.get_way_display())
    return AppointmentNear(matter_id=one.dispute_id, appointment_id=one.pk, starts_at=at, way=way, where=one.where)
