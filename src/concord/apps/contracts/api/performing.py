"""The performance of contracts by JSON: payments, what happened, alarms and what people do about them."""

from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from ninja import Field, Query, Schema

from concord.apps.contracts.access import contracts_seen_by
from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api.routers import ONE, router
from concord.apps.contracts.models import Alarm, Contract, Happening, Payment
from concord.apps.contracts.selectors.performing import alarms_listed, deeds_on, instalments
from concord.apps.contracts.services import correcting, performing
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Day, Done, Given, Id, Money, Text, YesNo
from concord.core.matters.access import capabilities_on
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.engines.review.performing.run import Event

ALARM = "/contract-alarms/{int:pk}"


class PaymentGiven(Given):
    """A payment by its voucher; an empty `payee` is the other side of the contract."""

    voucher: Text = Field(min_length=1, max_length=60)
    on: Day
    amount: Money = Field(gt=0)
    payee: Text = Field("", max_length=160)
    invoice: Text = Field("", max_length=60)


class HappeningGiven(Given):
    """Something that happened on a day; which of the rest it needs depends on its kind."""

    kind: Event
    on: Day
    words: Text = Field("", max_length=200)
    amount: Money | None = None
    days: int | None = Field(None, ge=1, le=3_650)
    until: Day | None = None
    approved: YesNo = True


class AlarmWordsGiven(Given):
    """What is said to an alarm."""

    words: Text = Field(min_length=1, max_length=1_000)


class CorrectionGiven(AlarmWordsGiven):
    """What has to be corrected, by which day."""

    due_on: Day


class PaymentShown(Schema):
    """Money that changed hands, in yuan."""

    id: int
    voucher: str
    on: date
    amount: Decimal
    payer: str
    payee: str
    invoice: str
    source: str


class HappeningShown(Schema):
    """Something that happened to a contract."""

    id: int
    kind: str
    on: date
    words: str
    amount: Decimal | None
    days: int | None
    until: date | None
    approved: bool


class PlannedInstalment(Schema):
    """An instalment: from when it may be paid (null: not yet), by when it must be, and what was paid of it, in yuan."""

    words: str
    amount: Decimal
    released_on: date | None
    due_on: date | None
    paid: Decimal


class PerformanceAlarm(Schema):
    """Something that is not as promised, what was said to it, and where the contract's page shows it."""

    id: int
    contract: int
    rule: str
    severity: str
    reason: str
    raised_on: date
    state: str
    explanation: str
    order: str
    due_on: date | None
    answer: str
    judgement: str


class AlarmsAsked(PageAsked):
    """Which alarms: live ones, or those that ended too."""

    ended: bool = False


def _one(request: SignedInRequest, pk: int) -> Contract:
    return contracts_seen_by(request.user).get(pk=pk)


def _payment(one: Payment) -> PaymentShown:
    return PaymentShown.model_validate(one, from_attributes=True)


def _happening(one: Happening) -> HappeningShown:
    return HappeningShown.model_validate(one, from_attributes=True)


def _alarm(one: Alarm) -> PerformanceAlarm:
    names = [name for name in PerformanceAlarm.model_fields if name != "contract"]
    return PerformanceAlarm(contract=one.contract_id, **{name: getattr(one, name) for name in names})


@router.get(f"{ONE}/payments", response=Page[PaymentShown])
def payments(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[PaymentShown]:
    """What was paid under a contract, newest first."""
    return page_of(_one(request, pk).payments.all(), asked, _payment, of=f"payments:{pk}")


@router.get(f"{ONE}/events", response=Page[HappeningShown])
def happenings(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[HappeningShown]:
    """What happened to a contract, newest first."""
    return page_of(_one(request, pk).happenings.all(), asked, _happening, of=f"happenings:{pk}")


@router.get(f"{ONE}/instalments", response=list[PlannedInstalment])
def planned_instalments(request: SignedInRequest, pk: Id) -> list[PlannedInstalment]:
    """The instalments of the plan beside what was paid, as they fall due."""
    found = instalments(_one(request, pk), localdate())
    return [PlannedInstalment.model_validate(one, from_attributes=True) for one in found]


@router.get(f"{ONE}/alarms", response=Page[PerformanceAlarm])
def alarms_of_one(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[PerformanceAlarm]:
    """What is or was not as promised in a contract, newest first."""
    return page_of(_one(request, pk).alarms.all(), asked, _alarm, of=f"alarms:{pk}")


@router.get("/contract-alarms", response=Page[PerformanceAlarm])
def alarms(request: SignedInRequest, asked: Query[AlarmsAsked]) -> Page[PerformanceAlarm]:
    """What is not as promised in all contracts that I may read, newest first."""
    require(request.user, "see_contract")
    found = alarms_listed(request.user, ended=asked.ended).order_by()
    return page_of(found, asked, _alarm, of="contract-alarms")


@router.get(f"{ALARM}/deeds", response=list[str])
def alarm_deeds(request: SignedInRequest, pk: Id) -> list[str]:
    """What I can do about an alarm now: explain, order, answer, end."""
    alarm = alarms_listed(request.user, ended=True).get(pk=pk)
    return deeds_on(alarm, capabilities_on(request.user, alarm.contract_id, ["handle_contract", "order_correction"]))


@router.post(f"{ONE}/payments", response={201: s.ContractMade})
@made_once
def record_payment(request: SignedInRequest, pk: Id, said: PaymentGiven) -> s.ContractMade:
    """Enter a payment; the contract is held against its plan at once."""
    paying = performing.Paying(**said.dict())
    return s.ContractMade(id=performing.record_payment(pk, paying, by=request.user, today=localdate()).pk)


@router.post(f"{ONE}/events", response={201: s.ContractMade})
@made_once
def record_happening(request: SignedInRequest, pk: Id, said: HappeningGiven) -> s.ContractMade:
    """Enter what happened; the contract is held against its plan at once."""
    what = performing.Happens(**said.dict())
    return s.ContractMade(id=performing.record_happening(pk, what, by=request.user, today=localdate()).pk)


@router.post(f"{ALARM}/explanation", response=Done)
@once
def explain_alarm(request: SignedInRequest, pk: Id, said: AlarmWordsGiven) -> Done:
    """Explain, for the body that handles the contract, why it is so."""
    correcting.explain_alarm(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ALARM}/order", response=Done)
@once
def order_correction(request: SignedInRequest, pk: Id, said: CorrectionGiven) -> Done:
    """Order that it be corrected by a day."""
    correcting.order_correction(pk, said.words, said.due_on, by=request.user, today=localdate())
    return Done()


@router.post(f"{ALARM}/answer", response=Done)
@once
def answer_order(request: SignedInRequest, pk: Id, said: AlarmWordsGiven) -> Done:
    """Say what was corrected."""
    correcting.answer_order(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ALARM}/end", response=Done)
@once
def end_alarm(request: SignedInRequest, pk: Id, said: AlarmWordsGiven) -> Done:
    """End an alarm whose explanation or correction will do."""
    correcting.end_alarm(pk, said.words, by=request.user)
    return Done()
