"""What is known of a contract besides its text, as the screening takes it."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from concord.apps.contracts.models import Asset, Award, Contract, Lookup, Stage
from concord.engines.review.context import Asset as Known
from concord.engines.review.context import Company, Concluded, Context, Licence, Original, Tender
from concord.engines.review.context import Stance as Read
from concord.engines.review.facts.nature import Mode, Nature

MOST_EARLIER = 200
YEAR = timedelta(days=365)
NOBODY = "查无此企业"
ANSWERED = (Lookup.State.FOUND, Lookup.State.UNKNOWN)
DROPPED = (Stage.WITHDRAWN, Stage.TERMINATED)


def context_of(contract: Contract) -> Context:
    """The award, what is supplemented, the year's contracts with the same counterparty, kind, stance, day of signing.

    What the register of companies, the trading centre and the register of state assets said is among it.
    """
    award = Award.objects.filter(contract=contract).first()
    return Context(
        nature=Nature(contract.nature),
        stance=Read(contract.stance),
        mode=Mode.FINAL if contract.matter.stage == Stage.SIGNING else Mode.DRAFT,
        signed_on=contract.signed_on,
        company=company_of(contract),
        tender=_tender(award) if award else None,
        original=_original(contract),
        concluded=_concluded(contract),
        asset=_asset(contract),
    )


def company_of(contract: Contract) -> Company | None:
    """The counterparty: its size where somebody said it, and what the register last said of its credit code."""
    small = contract.counterpart_small
    asked = contract.lookups.filter(code=contract.counterpart_code, state__in=ANSWERED).order_by("-pk").first()
    if asked is None:
        return None if small is None else Company(name=contract.counterpart, small=small)
    if asked.state == Lookup.State.UNKNOWN:
        return Company(name=contract.counterpart, status=NOBODY, small=small)
    told = asked.told
    return Company(
        name=told["name"],
        status=told["status"],
        former_names=tuple(told["former_names"]),
        licences=tuple(Licence(one["name"], _day(one["until"])) for one in told["licences"]),
        listed=tuple(told["listed"]),
        small=told["small"] if small is None else small,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _asset(contract: Contract) -> Known | None:
    told = Asset.objects.filter(contract=contract).first()
    return Known(told.appraised, told.floor, told.approved, told.traded) if told else None


def _tender(award: Award) -> Tender:
    return Tender(
        number=award.number,
        winner=award.winner,
        award=award.price,
        budget=award.budget,
        awarded_on=award.awarded_on,
        days=award.days,
        payment_days=award.payment_days,
        quality=award.quality,
        team=tuple(award.team),
    )


def _original(contract: Contract) -> Original | None:
    first = contract.supplements
    if first is None or first.amount is None:
        return None
    return Original(first.amount, supplemented=supplemented(first, but=contract))


def supplemented(first: Contract, *, but: Contract | None = None) -> Decimal:
    """What the living supplements of a contract come to, in yuan."""
    living = first.supplementary.exclude(matter__stage__in=DROPPED)
    if but is not None:
        living = living.exclude(pk=but.pk)
    return Decimal(living.aggregate(total=Sum("amount", default=0))["total"])


def _concluded(contract: Contract) -> tuple[Concluded, ...]:
    """Contracts that the same body signed with the same counterparty within a year: parts of one purchase, perhaps."""
    since = contract.matter.opened_at.date() - YEAR
    same = Contract.objects.filter(
        counterpart_key=contract.counterpart_key,
        matter__lead=contract.matter.lead,
        signed_on__gte=since,
        amount__isnull=False,
        supplements=None,
    ).exclude(pk__in=[contract.pk, contract.supplements_id or 0])
    return tuple(
        Concluded(one.matter.number, one.counterpart, one.nature, one.amount, one.signed_on)
        for one in same.select_related("matter").order_by("-pk")[:MOST_EARLIER]
        if one.amount is not None and one.signed_on is not None
    )
