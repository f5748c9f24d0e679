"""The JSON doors of my calendar link: whether there is one, make or renew it, switch it off."""

from datetime import datetime

from ninja import Router, Schema

from concord.core.agenda.models import CalendarLink
from concord.core.agenda.services.calendar import end_calendar_link, make_calendar_link
from concord.core.agenda.views.calendar import address_of
from concord.core.api.auth import BrowserAuth, signed_in
from concord.core.api.once import made_once, once
from concord.core.api.shapes import Done
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["desk"], auth=signed_in)


class CalendarLinkShown(Schema):
    """Since when I have a calendar link; null: I have none."""

    made_at: datetime | None


class CalendarLinkMade(Schema):
    """A fresh link; it is shown this once."""

    address: str


@router.get("/calendar-link", response=CalendarLinkShown)
def link(request: SignedInRequest) -> CalendarLinkShown:
    """Whether I have a link."""
    require(request.user, "see_run")
    found = CalendarLink.objects.filter(person=request.user).first()
    return CalendarLinkShown(made_at=found.made_at if found else None)


@router.post("/calendar-link", response={201: CalendarLinkMade}, auth=[BrowserAuth(csrf=True)])
@made_once
def make_link(request: SignedInRequest) -> CalendarLinkMade:
    """Make my link, or renew it; only a person in a browser can, so that a stolen token cannot leave one behind."""
    return CalendarLinkMade(address=address_of(make_calendar_link(by=request.user)))


@router.post("/calendar-link/end", response=Done)
@once
def end_link(request: SignedInRequest) -> Done:
    """Switch my link off."""
    end_calendar_link(by=request.user)
    return Done()
