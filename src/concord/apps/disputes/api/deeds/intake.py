"""Registering for someone else: at the window, on the phone, from another system (D2)."""

from django.utils.timezone import localdate

from concord.apps.disputes.api.routers import staff
from concord.apps.disputes.api.shapes.given import RegisterGiven
from concord.apps.disputes.api.shapes.shown import ReceivedShown, received_shown
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.core.api.once import made_once
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest


@staff.post("/disputes", response={201: ReceivedShown})
@made_once
def register(request: SignedInRequest, said: RegisterGiven) -> ReceivedShown:
    """Register a report for someone else; answers with the code to follow it."""
    require(request.user, "register_dispute")
    intake = Intake(
        **said.dict(exclude={"phone", "place"}),
        phone=clean_phone(said.phone),
        place_id=said.place,
        phone_checked=True,
        taken_by=request.user,
    )
    return received_shown(report_dispute(intake, today=localdate()))
