"""Look at the contracts that bodies signed, and raise signs for who watches over integrity; people judge them (P6)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from concord.apps.contracts.access import integrity_seen_by
from concord.apps.contracts.facts.integrity import SignGone, SignJudged, SignRaised
from concord.apps.contracts.models import (
    INTEGRITY_MOVES,
    Contract,
    Evidence,
    IntegrityAlarm,
    Judged,
    Lookup,
    Procurement,
    Stage,
)
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.review.integrity import Deal, Suspicion, suspicions

LOOKED_BACK = timedelta(days=2 * 365)
LONGEST, LONGEST_KEY = 1_000, 340
TENDERED = (Procurement.OPEN_TENDER, Procurement.INVITED_TENDER)
State = IntegrityAlarm.State
# What may be judged, and what goes by itself when it is no longer so.
VERDICTS = (State.WATCHED, State.REFERRED, State.CONFIRMED, State.DISMISSED)
GOES_BY_ITSELF = (State.OPEN, State.WATCHED)


def deals_of(body: int, today: date) -> list[Deal]:
    """The contracts that a body signed in the last two years, supplements left out."""
    answers = Lookup.objects.filter(contract=OuterRef("pk"), code=OuterRef("counterpart_code"), state="found")
    found = Contract.objects.filter(
        matter__lead=body, signed_on__gte=today - LOOKED_BACK, amount__isnull=False, supplements=None
    ).exclude(matter__stage__in=[Stage.WITHDRAWN, Stage.TERMINATED])
    told = found.annotate(told=Subquery(answers.order_by("-pk").values("told")[:1]))
    rows = told.select_related("matter", "award", "requested_by", "approved_by").order_by("pk")
    return [_deal(one, one.told or {}) for one in rows if not one.receives]


def _deal(contract: Contract, told: dict[str, object]) -> Deal:
    award, people = getattr(contract, "award", None), told.get("people", [])
    assert contract.amount is not None
    assert contract.signed_on is not None
    assert isinstance(people, list)
    officials = [one.name for one in (contract.requested_by, contract.approved_by) if one]
    return Deal(
        key=contract.pk,
        number=contract.filed_number or contract.matter.number,
        title=contract.matter.title,
        counterpart=contract.counterpart,
        kind=contract.nature,
        tendered=contract.procurement in TENDERED,
        amount=contract.amount,
        signed_on=contract.signed_on,
        award=award.price if award else None,
        people=frozenset(people),
        officials=frozenset(officials),
    )


@transaction.atomic
def look_at(body: int, *, today: date) -> None:
    """Hold what a body signed against the signs; done again, it changes nothing."""
    declare_system()
    held = Organisation.objects.select_for_update().get(pk=body)
    known = {(one.sign, one.key): one for one in IntegrityAlarm.objects.filter(body=body)}
    for one in suspicions(deals_of(body, today)):
        key = one.key[:LONGEST_KEY]
        alarm = known.pop((one.sign.value, key), None)
        _raise(alarm or IntegrityAlarm(body=held, place=held.place_id, sign=one.sign.value, key=key), one, today)
    for gone in known.values():
        if gone.state in GOES_BY_ITSELF:
            gone.state = State.GONE
            gone.save(update_fields=["state"])
            record(SignGone(matter_id=None, alarm_id=gone.pk, sign=gone.sign), by=None)


def _raise(alarm: IntegrityAlarm, found: Suspicion, today: date) -> None:
    """Raise what is new, or there again, or rests on more contracts than somebody dismissed; keep up the words."""
    had = set(alarm.evidence.values_list("contract", flat=True)) if alarm.pk else set()
    fresh = set(found.deals) - had
    raised = alarm.pk is None or alarm.state == State.GONE or (bool(fresh) and alarm.state == State.DISMISSED)
    alarm.reason = found.reason[:LONGEST]
    if raised:
        alarm.state, alarm.raised_on = State.OPEN, today
    alarm.save()
    Evidence.objects.bulk_create(Evidence(alarm=alarm, contract_id=pk) for pk in sorted(fresh))
    alarm.evidence.exclude(contract__in=found.deals).delete()
    if raised:
        record(SignRaised(matter_id=None, alarm_id=alarm.pk, sign=alarm.sign), by=None)


@transaction.atomic
def bodies_after(after: int, most: int, *, today: date) -> list[int]:
    """The next bodies, by key, that signed a contract in the last two years."""
    declare_system()
    signed = Contract.objects.filter(signed_on__gte=today - LOOKED_BACK, matter__lead__gt=after)
    rows = signed.values("matter__lead").annotate(newest=Max("pk")).order_by("matter__lead")[:most]
    return [row["matter__lead"] for row in rows]


@transaction.atomic
def judge(pk: int, state: str, words: str, *, by: Person) -> Judged:
    """Say what there is in a sign, with a reason.

    Refuses no reason, and a step that does not follow on where it stands.
    """
    alarm = integrity_seen_by(by, "judge_integrity").select_for_update(of=("self",)).get(pk=pk)
    if not words.strip():
        raise Refusal(_("Write why."), field="words")
    if state not in VERDICTS or state not in INTEGRITY_MOVES[alarm.state]:
        raise Refusal(_("That does not follow on where it stands: %s.") % alarm.get_state_display(), field="state")
    alarm.state = state
    alarm.save(update_fields=["state"])
    made = Judged.objects.create(alarm=alarm, state=state, words=words.strip()[:LONGEST], by=by)
    record(SignJudged(matter_id=None, alarm_id=pk, sign=alarm.sign, state=state), by=by)
    return made
