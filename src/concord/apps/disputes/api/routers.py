"""The three kinds of doors: for staff, for anyone, for a party. An address answers all its methods from one of them."""

from ninja import Router

from concord.apps.disputes.access import dispute_seen_by
from concord.apps.disputes.models import Dispute
from concord.core.api.auth import following, signed_in
from concord.core.people.doors import SignedInRequest

staff = Router(tags=["disputes"], auth=signed_in)
public = Router(tags=["residents"])
party = Router(tags=["followed"], auth=following)


def fetched(request: SignedInRequest, pk: int) -> Dispute:
    """The dispute, if this person may see it."""
    return dispute_seen_by(request.user, pk)
