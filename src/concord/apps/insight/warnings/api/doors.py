"""Early warnings by JSON: list, read, judge, end (D7, G4)."""

from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, Query, Router

from concord.apps.insight.warnings.access import warnings_judged_by, warnings_seen_by
from concord.apps.insight.warnings.api import shapes as s
from concord.apps.insight.warnings.models import Detector, Stage
from concord.apps.insight.warnings.selectors.lists import Filter, listed
from concord.apps.insight.warnings.selectors.people import people_of, progress_of
from concord.apps.insight.warnings.selectors.warning import warning_page
from concord.apps.insight.warnings.services import helping, judging
from concord.core.api.auth import signed_in
from concord.core.api.once import once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Done, Id, spelled_out
from concord.core.people.doors import SignedInRequest

router = Router(tags=["warnings"], auth=signed_in)
LIST, ONE = "warnings", "/warnings/{int:pk}"


class WarningsAsked(PageAsked):
    """How the list is narrowed, and which page of it."""

    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    detector: Detector | None = None
    grade: int = Field(0, ge=0, le=4)
    open: bool = False


@router.get("/warnings", response=Page[s.WarningShown])
def warnings(request: SignedInRequest, asked: Query[WarningsAsked]) -> Page[s.WarningShown]:
    """The warnings I may read, newest first."""
    by = Filter(asked.stage or "", asked.detector or "", asked.grade, asked.open, asked.key(LIST))
    page = listed(request.user, by, asked.size)
    items = [s.WarningShown.model_validate(s.warning_facts(one)) for one in page.rows]
    return Page[s.WarningShown](items=items, next=cursor_at(page.next_before, LIST))


@router.get(ONE, response=s.WholeWarning)
def one(request: SignedInRequest, pk: Id) -> s.WholeWarning:
    """One warning with its evidence and its curve."""
    return s.whole_warning(warning_page(warnings_seen_by(request.user).get(pk=pk), request.user))


@router.post(f"{ONE}/judgement", response=Done)
@once
def judge(request: SignedInRequest, pk: Id, said: s.JudgementGiven) -> Done:
    """Say what a warning is; a confirmed one opens its task force's scenario."""
    judging.judge(pk, said.verdict, said.reason, by=request.user, today=localdate())
    return Done()


@router.get(f"{ONE}/people", response=Page[s.AffectedShown])
def people(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.AffectedShown]:
    """Those affected by a warning that I work on."""
    warning, of = warnings_judged_by(request.user).get(pk=pk), f"affected:{pk}"
    page = people_of(warning, after=asked.key(of), size=asked.size)
    items = [s.affected_shown(one) for one in page.rows]
    return Page[s.AffectedShown](items=items, next=cursor_at(page.next_after, of))


@router.get(f"{ONE}/progress", response=s.ProgressShown)
def progress(request: SignedInRequest, pk: Id) -> s.ProgressShown:
    """How many of those affected are settled."""
    return s.ProgressShown.model_validate(progress_of(warnings_seen_by(request.user).get(pk=pk)), from_attributes=True)


@router.post(f"{ONE}/people", response=s.HowMany)
@once
def list_people(request: SignedInRequest, pk: Id, said: s.AffectedListGiven) -> s.HowMany:
    """List people whom a confirmed warning affects."""
    listed = [helping.Listed(one.name, one.phone, one.amount) for one in said.people]
    return s.HowMany(number=helping.list_people(pk, listed, by=request.user))


@router.post(f"{ONE}/offers", response=Done)
@once
def offer(request: SignedInRequest, pk: Id, said: s.SolutionGiven) -> Done:
    """Offer a solution to all who have not settled."""
    helping.offer_solution(pk, said.words, by=request.user)
    return Done()


@router.post(f"{ONE}/answers", response=s.HowMany)
@once
def answers(request: SignedInRequest, pk: Id, said: s.AffectedAnswersGiven) -> s.HowMany:
    """Note what people answered."""
    told = [helping.Answered(one.name, one.phone, one.accepts, one.words) for one in said.answers]
    return s.HowMany(number=helping.note_answers(pk, told, by=request.user))


@router.post(f"{ONE}/end", response=Done)
@once
def end(request: SignedInRequest, pk: Id, said: s.WarningEndGiven) -> Done:
    """End a warning with what came of it."""
    judging.end_warning(pk, said.outcome, by=request.user)
    return Done()


@router.post(f"{ONE}/evidence/{{int:about}}/apart", response=Done)
@once
def set_apart(request: SignedInRequest, pk: Id, about: Id) -> Done:
    """Take a report out of the evidence: it is about something else."""
    judging.set_apart(pk, about, by=request.user)
    return Done()
