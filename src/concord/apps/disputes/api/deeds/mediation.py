"""Mediation: choose a mediator, take it up, reach the parties, meet, propose, talk (D6)."""

from typing import Literal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import File, Form
from ninja.files import UploadedFile

from concord.apps.disputes.api.deeds.after import after
from concord.apps.disputes.api.routers import fetched, staff
from concord.apps.disputes.api.shapes import given as g
from concord.apps.disputes.api.shapes.beside import AppointmentShown, appointment_shown
from concord.apps.disputes.api.shapes.shown import (
    MessageShown,
    PartyShown,
    Standing,
    message_shown,
    party_shown,
    standing,
)
from concord.apps.disputes.selectors.mediators import candidates
from concord.apps.disputes.services import mediation
from concord.apps.disputes.services.talking import say_as_mediator
from concord.core.api.once import made_once, once
from concord.core.api.shapes import Id, Text
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.doors import SignedInRequest
from concord.core.refusals import Refusal


@staff.post("/disputes/{int:pk}/mediator", response=Standing)
@once
def assign(request: SignedInRequest, pk: Id, said: g.MediatorGiven) -> Standing:
    """Ask a mediator of a committee, one of those who are offered in `mediators`."""
    today = localdate()
    offered = {
        (one.membership.person_id, one.membership.organisation_id): one
        for one in candidates(fetched(request, pk), today)
    }
    chosen = offered.get((said.mediator, said.committee))
    if chosen is None or chosen.against:
        raise Refusal(chosen.against if chosen else _("Choose a mediator of the list."), field="mediator")
    mediator, committee = chosen.membership.person, chosen.membership.organisation
    return standing(mediation.assign_mediator(pk, mediator=mediator, committee=committee, by=request.user, today=today))


@staff.post("/disputes/{int:pk}/take-up", response=Standing)
@once
def take_up(request: SignedInRequest, pk: Id) -> Standing:
    """Take up the mediation; the 30 days begin."""
    return standing(mediation.take_up(pk, by=request.user, today=localdate()))


@staff.post("/disputes/{int:pk}/decline", response=Standing)
@once
def decline(request: SignedInRequest, pk: Id, said: g.ReasonGiven) -> Standing:
    """Give an assignment back, with the reason."""
    mediation.decline(pk, reason=said.reason, by=request.user, today=localdate())
    return after(request, pk)


@staff.post("/disputes/{int:pk}/parties", response={201: PartyShown})
@made_once
def reach(request: SignedInRequest, pk: Id, said: g.ReachGiven) -> PartyShown:
    """Enter a party or how one can be reached; a message brings them a code of their own."""
    phone = clean_phone(said.phone)
    party, _code = mediation.reach_party(
        pk, side=said.side, name=said.name, phone=phone, party_pk=said.party, by=request.user
    )
    return party_shown(party)


@staff.post("/disputes/{int:pk}/appointments", response={201: AppointmentShown})
@made_once
def appoint(request: SignedInRequest, pk: Id, said: g.AppointmentGiven) -> AppointmentShown:
    """Fix a time to meet."""
    return appointment_shown(
        mediation.make_appointment(
            pk, starts_at=said.starts_at, ends_at=said.ends_at, way=said.way, where=said.where, by=request.user
        )
    )


@staff.post("/disputes/{int:pk}/appointments/{int:appointment}/cancel", response=AppointmentShown)
@once
def cancel(request: SignedInRequest, pk: Id, appointment: Id, said: g.CancelGiven) -> AppointmentShown:
    """Cancel an appointment."""
    return appointment_shown(mediation.cancel_appointment(pk, appointment, reason=said.reason, by=request.user))


@staff.post("/disputes/{int:pk}/offers", response={201: Standing})
@made_once
def offer(request: SignedInRequest, pk: Id, said: g.OfferGiven) -> Standing:
    """Make a proposal as the mediator."""
    mediation.propose_as_mediator(pk, terms=said.terms, amount=said.amount, pay_by=said.pay_by, by=request.user)
    return after(request, pk)


@staff.post("/disputes/{int:pk}/messages", response={201: MessageShown})
@made_once
def speak(request: SignedInRequest, pk: Id, said: g.MessageGiven) -> MessageShown:
    """Say something in the room, as the mediator."""
    return message_shown(say_as_mediator(pk, text=said.text, audience=said.audience, by=request.user))


@staff.post("/disputes/{int:pk}/files", response={201: MessageShown})
@made_once
def show(
    request: SignedInRequest,
    pk: Id,
    file: File[UploadedFile],
    text: Form[Text | None] = None,
    audience: Form[Literal["all", "applicant", "respondent"]] = "all",
) -> MessageShown:
    """Put a file into the room, as the mediator, with words if wanted."""
    file.seek(0)
    return message_shown(say_as_mediator(pk, text=text or "", audience=audience, by=request.user, file=file))
