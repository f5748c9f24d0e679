"""The JSON doors: start and follow scenarios, do their steps, order, answer, decide on time (K4, K5)."""

from django.db.models import QuerySet
from django.utils.timezone import localdate
from ninja import File, Query, Router
from ninja.files import UploadedFile

from concord.core.agenda.access import demands_put_to, steps_done_by, steps_with_capability
from concord.core.agenda.models import Demand, Step, TimeRequest
from concord.core.agenda.selectors.around import (
    bodies_around,
    matter_with_runs,
    scenarios_to_start,
    time_requests_to_decide,
)
from concord.core.agenda.selectors.runs import run_page, runs_in_matter
from concord.core.agenda.services import demanding, handing, running, stepping, time
from concord.core.api.agenda import shapes as s
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.papers import PaperShown, facts_of
from concord.core.api.shapes import Done, Id
from concord.core.matters.access import matters_with_capability
from concord.core.papers.services import keep_upload
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person

router = Router(tags=["scenarios"], auth=signed_in)


def _step(steps: QuerySet[Step], pk: int) -> Step:
    """One of these steps with its matter; for others there is none."""
    return steps.select_related("matter").get(pk=pk)


@router.get("/matters/{int:pk}/runs", response=Page[s.RunShown])
def runs(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.RunShown]:
    """The scenarios of a matter, newest first."""
    matter = matter_with_runs(request.user, pk)
    return page_of(runs_in_matter(request.user, matter.pk), asked, s.run_of, of=f"runs-{pk}")


@router.get("/matters/{int:pk}/demands", response=Page[s.DemandShown])
def demands(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.DemandShown]:
    """What bodies were asked and ordered in a matter, newest first."""
    matter = matter_with_runs(request.user, pk)
    return page_of(Demand.objects.filter(matter=matter), asked, s.demand_of, of=f"demands-{pk}")


@router.get("/matters/{int:pk}/scenarios", response=list[s.ScenarioShown])
def startable(request: SignedInRequest, pk: Id) -> list[s.ScenarioShown]:
    """The scenarios that can be started in a matter."""
    require(request.user, "run_scenario")
    matters_with_capability(request.user, "run_scenario").only("pk").get(pk=pk)
    return [s.ScenarioShown(code=one.code, version=one.version, title=one.title) for one in scenarios_to_start()]


@router.post("/matters/{int:pk}/runs", response={201: s.RunShown})
@made_once
def start(request: SignedInRequest, pk: Id, said: s.RunStarted) -> s.RunShown:
    """Start a scenario in a matter."""
    require(request.user, "run_scenario")
    return s.run_of(running.start_scenario(pk, said.scenario, said.facts, by=request.user, today=localdate()))


@router.post("/matters/{int:pk}/orders", response={201: s.DemandShown})
@made_once
def order(request: SignedInRequest, pk: Id, said: s.SupervisionOrderGiven) -> s.DemandShown:
    """Order a body to act and to answer, as its supervisor."""
    require(request.user, "supervise")
    body = bodies_around(matters_with_capability(request.user, "supervise").get(pk=pk)).get(pk=said.body)
    made = demanding.issue_order(pk, body, said.words, days=said.days, by=request.user, today=localdate())
    return s.demand_of(made)


@router.get("/runs/{int:pk}", response=s.RunWhole)
def run(request: SignedInRequest, pk: Id) -> s.RunWhole:
    """One run with its steps, old rounds too."""
    page = run_page(request.user, pk, localdate())
    shown = [step for stage in page.stages for step in stage.steps]
    rows = [row for one in shown for row in [*one.earlier, *([one.step] if one.step else [])]]
    return s.RunWhole(**s.run_of(page.run).dict(), steps=[s.step_of(row) for row in rows])


@router.post("/runs/{int:pk}/cancel", response=s.RunShown)
@once
def cancel(request: SignedInRequest, pk: Id, said: s.StepReasonGiven) -> s.RunShown:
    """Cancel a run; what was done stays on record."""
    require(request.user, "run_scenario")
    return s.run_of(running.cancel_run(pk, reason=said.reason, by=request.user))


@router.post("/steps/{int:pk}/accept", response=Done)
@once
def accept(request: SignedInRequest, pk: Id) -> Done:
    """Take a step on."""
    stepping.accept_step(pk, by=request.user)
    return Done()


@router.post("/steps/{int:pk}/papers", response={201: PaperShown})
@made_once
def send_paper(request: SignedInRequest, pk: Id, file: File[UploadedFile]) -> PaperShown:
    """Put a paper into the matter of a step that is mine to do; its id is then handed in with the step."""
    step = _step(steps_done_by(request.user), pk)
    kept = keep_upload(file.read(), filename=file.name or "", matter=step.matter, by=request.user)
    return PaperShown.model_validate(facts_of(kept))


@router.post("/steps/{int:pk}/complete", response=Done)
@once
def complete(request: SignedInRequest, pk: Id, said: s.StepGiven) -> Done:
    """Do a step with its facts, and with papers that lie in its matter (`POST /steps/{pk}/papers`)."""
    stepping.complete_step(pk, said.facts, papers=said.papers, by=request.user, today=localdate())
    return Done()


@router.post("/steps/{int:pk}/call", response={201: s.RunShown})
@made_once
def call(request: SignedInRequest, pk: Id, said: s.FactsGiven) -> s.RunShown:
    """Start the scenario that a step calls."""
    return s.run_of(running.call_subprocess(pk, said.facts, by=request.user, today=localdate()))


@router.post("/steps/{int:pk}/send-back", response=Done)
@once
def send_back(request: SignedInRequest, pk: Id, said: s.BackGiven) -> Done:
    """Send the work back to an earlier step."""
    stepping.send_back(pk, said.to, reason=said.reason, by=request.user, today=localdate())
    return Done()


@router.post("/steps/{int:pk}/time", response=Done)
@once
def more_time(request: SignedInRequest, pk: Id, said: s.MoreTimeGiven) -> Done:
    """Ask for more working days."""
    time.ask_for_time(pk, days=said.days, reason=said.reason, by=request.user)
    return Done()


@router.post("/steps/{int:pk}/pause", response=Done)
@once
def pause(request: SignedInRequest, pk: Id, said: s.PauseGiven) -> Done:
    """Ask that the time of a step stands still."""
    time.ask_to_pause(pk, said.ground, reason=said.reason, by=request.user)
    return Done()


@router.post("/steps/{int:pk}/resume", response=Done)
@once
def resume(request: SignedInRequest, pk: Id) -> Done:
    """Let the time of a step run again."""
    time.resume_step(pk, by=request.user, today=localdate())
    return Done()


@router.post("/steps/{int:pk}/colleague", response=Done)
@once
def colleague(request: SignedInRequest, pk: Id, said: s.HandedToGiven) -> Done:
    """Hand a step to a colleague."""
    to = Person.objects.get(pk=said.to)
    handing.hand_to_colleague(pk, to, reason=said.reason, by=request.user, today=localdate())
    return Done()


@router.post("/steps/{int:pk}/place", response=Done)
@once
def to_place(request: SignedInRequest, pk: Id, said: s.ToPlaceGiven) -> Done:
    """Request a step to the body of another place."""
    handing.request_to_place(pk, said.place, reason=said.reason, by=request.user, today=localdate())
    return Done()


@router.post("/steps/{int:pk}/opinion", response={201: s.DemandShown})
@made_once
def opinion(request: SignedInRequest, pk: Id, said: s.OpinionOnStepGiven) -> s.DemandShown:
    """Ask another body for its opinion on a step."""
    body = bodies_around(_step(steps_done_by(request.user), pk).matter).get(pk=said.body)
    return s.demand_of(demanding.ask_opinion(pk, body, said.words, by=request.user, today=localdate()))


@router.post("/steps/{int:pk}/reassign", response=Done)
@once
def reassign(request: SignedInRequest, pk: Id, said: s.HandedToGiven) -> Done:
    """Give an open step to another body, as the one who runs the scenario."""
    require(request.user, "run_scenario")
    to = bodies_around(_step(steps_with_capability(request.user, "run_scenario"), pk).matter).get(pk=said.to)
    handing.reassign_step(pk, to, person=None, reason=said.reason, by=request.user, today=localdate())
    return Done()


@router.post("/demands/{int:pk}/answer", response=s.DemandShown)
@once
def answer(request: SignedInRequest, pk: Id, said: s.AnswerToDemandGiven) -> s.DemandShown:
    """Answer an opinion asked or an order, for my organisation."""
    return s.demand_of(demanding.answer_demand(pk, said.answer, by=request.user))


@router.get("/demands", response=Page[s.DemandShown])
def my_demands(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.DemandShown]:
    """What my organisations are asked and have not answered, newest first."""
    return page_of(demands_put_to(request.user), asked, s.demand_of, of="demands")


def _asked(one: TimeRequest) -> s.TimeShown:
    return s.TimeShown(id=one.pk, step=one.step_id, kind=one.kind, days=one.days, reason=one.reason, answer=one.answer)


@router.get("/time-requests", response=Page[s.TimeShown])
def time_requests(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.TimeShown]:
    """The time requests that wait for my decision, newest first."""
    return page_of(time_requests_to_decide(request.user), asked, _asked, of="time-requests")


@router.post("/time-requests/{int:pk}/decide", response=s.TimeShown)
@once
def decide(request: SignedInRequest, pk: Id, said: s.TimeDecisionGiven) -> s.TimeShown:
    """Grant or refuse time that was asked for."""
    require(request.user, "run_scenario")
    return _asked(time.decide_on_time(pk, granted=said.granted, by=request.user, today=localdate()))
