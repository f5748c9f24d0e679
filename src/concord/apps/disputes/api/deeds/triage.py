"""Triage and routing: accept, send elsewhere, join, give to a department, decide whose duty it is (D3, D5)."""

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from concord.apps.disputes.api.deeds.after import after
from concord.apps.disputes.api.routers import fetched, staff
from concord.apps.disputes.api.shapes import given as g
from concord.apps.disputes.api.shapes.shown import Standing, standing
from concord.apps.disputes.forms.staff import handlers_near
from concord.apps.disputes.selectors.detail import open_contest
from concord.apps.disputes.services import ending, joining, triage
from concord.core.api.once import once
from concord.core.api.shapes import Id
from concord.core.people.doors import SignedInRequest
from concord.core.refusals import Refusal


@staff.post("/disputes/{int:pk}/accept", response=Standing)
@once
def accept(request: SignedInRequest, pk: Id, said: g.AcceptGiven) -> Standing:
    """Accept a report as a dispute of an item in a place."""
    decision = triage.Decision(item=said.item, place_id=said.place, tags=tuple(said.tags))
    return standing(triage.accept_dispute(pk, decision, by=request.user, today=localdate()))


@staff.post("/disputes/{int:pk}/refuse", response=Standing)
@once
def refuse(request: SignedInRequest, pk: Id, said: g.RefuseGiven) -> Standing:
    """Send a report to the right door."""
    by, today = request.user, localdate()
    return standing(
        triage.refuse_dispute(pk, reason=said.reason, door=said.door, item=said.item or "", by=by, today=today)
    )


@staff.post("/disputes/{int:pk}/join", response=Standing)
@once
def join(request: SignedInRequest, pk: Id, said: g.JoinGiven) -> Standing:
    """Handle a fresh report together with another dispute; answers with that one."""
    return standing(joining.join_disputes(pk, number=said.number, reason=said.reason, by=request.user))


@staff.post("/disputes/{int:pk}/department", response=Standing)
@once
def department(request: SignedInRequest, pk: Id, said: g.DepartmentGiven) -> Standing:
    """Give a dispute to a department of the county, with others beside it."""
    near = handlers_near(fetched(request, pk))
    lead = get_object_or_404(near, pk=said.lead)
    joint = list(near.filter(pk__in=said.joint)) if said.joint else []
    by, today = request.user, localdate()
    return standing(triage.send_to_department(pk, lead=lead, joint=joint, way=said.way, by=by, today=today))


@staff.post("/disputes/{int:pk}/resolution", response=Standing)
@once
def resolve(request: SignedInRequest, pk: Id, said: g.AnswerGiven) -> Standing:
    """Answer the resident and close, as the department in charge."""
    return standing(triage.resolve_by_department(pk, answer=said.answer, by=request.user))


@staff.post("/disputes/{int:pk}/contest", response=Standing)
@once
def contest(request: SignedInRequest, pk: Id, said: g.ContestGiven) -> Standing:
    """Say that it is not this department's duty."""
    near = handlers_near(fetched(request, pk))
    points_to = get_object_or_404(near, pk=said.points_to) if said.points_to else None
    triage.contest_routing(pk, reason=said.reason, points_to=points_to, by=request.user, today=localdate())
    return after(request, pk)


@staff.post("/disputes/{int:pk}/boundary", response=Standing)
@once
def boundary(request: SignedInRequest, pk: Id, said: g.BoundaryGiven) -> Standing:
    """Decide whose duty a contested dispute is."""
    dispute = fetched(request, pk)
    found = open_contest(dispute)
    if found is None:
        raise Refusal(_("Nobody contests this dispute."))
    responsible = get_object_or_404(handlers_near(dispute), pk=said.responsible)
    by, today = request.user, localdate()
    triage.decide_boundary(found.pk, responsible=responsible, decision=said.decision, by=by, today=today)
    return after(request, pk)


@staff.post("/disputes/{int:pk}/objection", response=Standing)
@once
def objection(request: SignedInRequest, pk: Id, said: g.ObjectionDecided) -> Standing:
    """Answer an objection: reopen, or say why the result stays."""
    ending.decide_objection(pk, upheld=said.upheld, answer=said.answer, by=request.user, today=localdate())
    return after(request, pk)
