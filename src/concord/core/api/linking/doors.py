"""Records of the same dispute by JSON: the pairs, their reasons, the deeds of people, and comparing everything (D4)."""

from typing import Annotated

from ninja import Query, Router

from concord.core.api.auth import signed_in
from concord.core.api.linking import shapes as s
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.shapes import Done, Id, spelled_out
from concord.core.linking.access import pairs_seen_by, runs_run_by
from concord.core.linking.jobs import go_on
from concord.core.linking.models import Pair
from concord.core.linking.selectors import links_of, pair_page, queue_of
from concord.core.linking.services import deciding, starting
from concord.core.matters.access import matters_read_by
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["linking"], auth=signed_in)
PAIRS, RUNS = "linking-pairs", "linking-runs"
ONE, RUN = "/linking/pairs/{int:pk}", "/linking/runs/{int:pk}"


class PairsAsked(PageAsked):
    """Which pairs, those that wait or those decided one way, and which page of them."""

    state: Annotated[Pair.State, spelled_out(Pair.State)] = Pair.State.OPEN


@router.get("/linking/pairs", response=Page[s.PairShown])
def pairs(request: SignedInRequest, asked: Query[PairsAsked]) -> Page[s.PairShown]:
    """The pairs that wait for me, or those decided one way, the newest first."""
    require(request.user, "link_matters")
    of = f"{PAIRS}-{asked.state}"
    page = queue_of(request.user, asked.state, asked.key(of), asked.size)
    items = [s.PairShown.model_validate(s.pair_facts(one)) for one in page.rows]
    return Page[s.PairShown](items=items, next=cursor_at(page.next_before, of))


@router.get(ONE, response=s.WholePair)
def pair(request: SignedInRequest, pk: Id) -> s.WholePair:
    """Two records side by side, with what speaks for and against their being the same."""
    return s.whole_pair(pair_page(pairs_seen_by(request.user).get(pk=pk), request.user))


@router.post(f"{ONE}/join", response=Done)
@once
def join(request: SignedInRequest, pk: Id) -> Done:
    """Say that two records tell of the same dispute; neither is changed."""
    deciding.join_records(pk, by=request.user)
    return Done()


@router.post(f"{ONE}/apart", response=Done)
@once
def apart(request: SignedInRequest, pk: Id) -> Done:
    """Say that two records are not of the same dispute; it is never proposed again."""
    deciding.hold_apart(pk, by=request.user)
    return Done()


@router.post(f"{ONE}/undo", response=Done)
@once
def undo(request: SignedInRequest, pk: Id) -> Done:
    """Take back what a person or the machine decided; the pair waits for a person again."""
    deciding.undo_decision(pk, by=request.user)
    return Done()


@router.get("/linking/matters/{int:pk}", response=s.RecordLinks)
def links(request: SignedInRequest, pk: Id) -> s.RecordLinks:
    """The records of a matter's dispute, each with the reasons, and those that may be of it."""
    return s.record_links(links_of(matters_read_by(request.user).get(pk=pk), request.user))


@router.post("/linking/matters/{int:pk}/out", response=s.TakenOut)
@once
def out(request: SignedInRequest, pk: Id) -> s.TakenOut:
    """Take a record out of its group."""
    return s.TakenOut(undone=deciding.take_out(pk, by=request.user))


@router.get("/linking/runs", response=Page[s.LinkRunShown])
def runs(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.LinkRunShown]:
    """The comparings of all records, the newest first."""
    require(request.user, "run_linking")
    return page_of(runs_run_by(request.user), asked, s.run_shown, of=RUNS)


@router.post("/linking/runs", response={201: s.LinkRunShown})
@made_once
def begin(request: SignedInRequest) -> s.LinkRunShown:
    """Compare all records, those that came in bulk among them."""
    begun = starting.begin_run(by=request.user)
    go_on.later(run_id=begun.pk, once=f"link-run-{begun.pk}")
    return s.run_shown(begun)


@router.get(RUN, response=s.LinkRunShown)
def run(request: SignedInRequest, pk: Id) -> s.LinkRunShown:
    """How far a comparing is."""
    return s.run_shown(runs_run_by(request.user).get(pk=pk))


@router.post(f"{RUN}/stop", response=s.LinkRunShown)
@once
def stop(request: SignedInRequest, pk: Id) -> s.LinkRunShown:
    """Stop it after the page it is at."""
    return s.run_shown(starting.stop_run(pk, by=request.user))


@router.post(f"{RUN}/resume", response=s.LinkRunShown)
@once
def resume(request: SignedInRequest, pk: Id) -> s.LinkRunShown:
    """Let it go on from where it is."""
    resumed = starting.resume_run(pk, by=request.user)
    go_on.later(run_id=pk, once=f"link-run-{pk}")
    return s.run_shown(resumed)
