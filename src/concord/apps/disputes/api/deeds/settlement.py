"""Settling: draft, recall, sign, note what was performed; end without agreement; look at a phone (D6, D9, K8)."""

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Schema

from concord.apps.disputes.access import disputes_revealed_to
from concord.apps.disputes.api.deeds.after import after
from concord.apps.disputes.api.routers import staff
from concord.apps.disputes.api.shapes import given as g
from concord.apps.disputes.api.shapes.shown import SettlementShown, Standing, settlement_shown, standing
from concord.apps.disputes.services import ending, following_up, settlement
from concord.core.api.once import made_once, once
from concord.core.api.shapes import Id
from concord.core.matters.reveal import reveal
from concord.core.people.doors import SignedInRequest


class Revealed(Schema):
    """What was unmasked; the look stays on record."""

    phone: str


@staff.post("/disputes/{int:pk}/settlement", response={201: SettlementShown})
@made_once
def draft(request: SignedInRequest, pk: Id, said: g.SettlementGiven) -> SettlementShown:
    """Draft the settlement that all will sign."""
    promises = [settlement.Promise(one.what, one.due_on, one.amount) for one in said.promises]
    made = settlement.draft_settlement(pk, terms=said.terms, promises=promises, by=request.user, today=localdate())
    return settlement_shown(made)


@staff.post("/disputes/{int:pk}/settlement/recall", response=Standing)
@once
def recall(request: SignedInRequest, pk: Id, said: g.ReasonGiven) -> Standing:
    """Recall a draft before all have signed."""
    settlement.recall_settlement(pk, reason=said.reason, by=request.user)
    return after(request, pk)


@staff.post("/disputes/{int:pk}/settlement/signature", response={201: Standing})
@made_once
def sign(request: SignedInRequest, pk: Id) -> Standing:
    """Sign last, as the mediator; the settlement takes effect."""
    settlement.sign_as_mediator(pk, by=request.user, today=localdate())
    return after(request, pk)


@staff.post("/disputes/{int:pk}/instalments/{int:instalment}/performed", response=Standing)
@once
def performed(request: SignedInRequest, pk: Id, instalment: Id) -> Standing:
    """Note that a promise was kept."""
    settlement.confirm_instalment(pk, instalment, by=request.user, today=localdate())
    return after(request, pk)


@staff.post("/disputes/{int:pk}/end", response=Standing)
@once
def end(request: SignedInRequest, pk: Id, said: g.EndGiven) -> Standing:
    """End without agreement."""
    return standing(ending.end_mediation(pk, reason=said.reason, by=request.user))


@staff.post("/disputes/{int:pk}/visit", response=Standing)
@once
def visit(request: SignedInRequest, pk: Id, said: g.VisitGiven) -> Standing:
    """Note what the visit after the end has shown."""
    return standing(following_up.note_visit(pk, finding=said.finding, words=said.words, by=request.user))


@staff.post("/disputes/{int:pk}/reveal", response=Revealed)
@once
def look(request: SignedInRequest, pk: Id, asked: g.RevealGiven) -> Revealed:
    """Unmask a party's phone for a purpose; the look stays on record."""
    found = get_object_or_404(disputes_revealed_to(request.user), pk=pk)
    party = get_object_or_404(found.matter.parties, pk=asked.party)
    return Revealed(phone=reveal(party, field="phone", purpose=asked.purpose, by=request.user))
