"""What a party sees of their dispute and of the settlement they sign."""

from datetime import datetime

from ninja import Schema

from concord.apps.disputes.api.shapes.beside import AppointmentShown, appointment_shown
from concord.apps.disputes.api.shapes.shown import (
    EntryShown,
    InstalmentShown,
    SettlementShown,
    StepShown,
    entry_shown,
    instalment_shown,
    settlement_shown,
    step_shown,
)
from concord.apps.disputes.models import Settlement
from concord.apps.disputes.selectors.following import PartyPage
from concord.apps.disputes.services.settlement import next_signer, signers_in_order
from concord.core.api.papers import PaperShown, paper_shown


class FollowedShown(Schema):
    """What a party sees of their dispute; `possible` names what they can do now."""

    number: str
    item_name: str
    stage: str
    stage_name: str
    words: str
    step: StepShown
    story: list[EntryShown]
    papers: list[PaperShown]
    appointments: list[AppointmentShown]
    instalments: list[InstalmentShown]
    possible: list[str]


class SignerShown(Schema):
    """One who signs, in order, and when they did."""

    name: str
    signed_at: datetime | None
    turn: bool


class SigningShown(SettlementShown):
    """A settlement and its signers."""

    signers: list[SignerShown]


def followed_shown(page: PartyPage) -> FollowedShown:
    """The page of a party."""
    return FollowedShown(
        number=page.dispute.matter.number,
        item_name=page.item,
        stage=page.dispute.matter.stage,
        stage_name=page.dispute.stage_label,
        words=page.dispute.words,
        step=step_shown(page.dispute),
        story=[entry_shown(one) for one in page.story],
        papers=[paper_shown(one) for one in page.papers],
        appointments=[appointment_shown(one) for one in page.appointments],
        instalments=[instalment_shown(one) for one in page.instalments],
        possible=[name for name in page.possible.__slots__ if getattr(page.possible, name)],
    )


def signing_shown(one: Settlement) -> SigningShown:
    """A settlement, who has signed it, and whose turn it is."""
    signed = dict(one.paper.signatures.exclude(party=None).values_list("party_id", "signed_at"))
    turn = next_signer(one)
    signers = [
        SignerShown(name=party.name, signed_at=signed.get(party.pk), turn=party == turn)
        for party in signers_in_order(one)
    ]
    return SigningShown(**settlement_shown(one).dict(), signers=signers)
