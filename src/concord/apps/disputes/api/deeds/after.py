"""What a deed answers: where the dispute stands now."""

from concord.apps.disputes.access import disputes_seen_by
from concord.apps.disputes.api.shapes.shown import Standing, standing
from concord.core.people.doors import SignedInRequest


def after(request: SignedInRequest, pk: int) -> Standing:
    """Where the dispute stands now, as far as this person may still see it."""
    found = disputes_seen_by(request.user).filter(pk=pk).first()
    return standing(found) if found else Standing(id=pk, number="", stage="")
