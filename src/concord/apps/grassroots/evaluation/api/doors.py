"""The JSON doors: formulae, sheets, the matters behind a figure, objections, satisfaction (G5)."""

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from concord.apps.grassroots.evaluation.access import figures_seen_by, objections_seen_by, sheets_seen_by
from concord.apps.grassroots.evaluation.api import shapes as s
from concord.apps.grassroots.evaluation.formula import load
from concord.apps.grassroots.evaluation.formulae import newest, versions
from concord.apps.grassroots.evaluation.periods import Period, over_lately, period
from concord.apps.grassroots.evaluation.selectors.satisfaction import answered_about, satisfaction_of
from concord.apps.grassroots.evaluation.selectors.sheets import behind, figures_of, is_apart, listed, shown
from concord.apps.grassroots.evaluation.services.objecting import decide_objection, object_to_figure
from concord.apps.grassroots.evaluation.services.publishing import correct_figures, publish_figures
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.shapes import Id, Text, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["evaluation"], auth=signed_in)
public = Router(tags=["evaluation"])
LIST, BEHIND, OBJECTIONS = "evaluation-sheets", "evaluation-matters", "evaluation-objections"


class SheetsAsked(PageAsked):
    """How the list is narrowed, and which page of it."""

    period: Text = Field("", max_length=8)
    formula: Text = Field("", max_length=60)
    unit: Id | None = None


def _period(said: str) -> Period | None:
    found = period(said)
    if said and found is None:
        raise wrong("query", "period", _("Choose a month or a quarter that is over."))
    return found


@public.get("/formulae", response=list[s.FormulaShown])
def formulae(request: HttpRequest) -> list[s.FormulaShown]:
    """The newest version of every formula; they are public."""
    return [s.formula_shown(one) for one in newest()]


@public.get("/formulae/{code}", response=list[s.FormulaShown])
def formula(request: HttpRequest, code: str) -> list[s.FormulaShown]:
    """All versions of a formula, the newest first."""
    found = versions(code)
    if not found:
        raise Http404
    return [s.formula_shown(load(one.source)) for one in found]


@router.get("/evaluation/sheets", response=Page[s.SheetOfUnit])
def sheets(request: SignedInRequest, asked: Query[SheetsAsked]) -> Page[s.SheetOfUnit]:
    """The sheets I may see, newest first."""
    page = listed(
        request.user, over=_period(asked.period), code=asked.formula, unit=asked.unit, before=asked.key(LIST),
        size=asked.size,
    )  # fmt: skip
    items = [s.SheetOfUnit.model_validate(s.sheet_facts(one)) for one in page.rows]
    return Page[s.SheetOfUnit](items=items, next=cursor_at(page.next_before, LIST))


@router.post("/evaluation/sheets", response={201: s.Published})
@made_once
def publish(request: SignedInRequest, said: s.PublishGiven) -> s.Published:
    """Reckon and publish the figures of a period for the bodies of my place."""
    require(request.user, "publish_evaluation")
    made = publish_figures(said.formula, said.period, by=request.user, today=localdate())
    return s.Published(sheets=len(made))


@router.get("/evaluation/sheets/{int:pk}", response=s.SheetWhole)
def sheet(request: SignedInRequest, pk: Id) -> s.SheetWhole:
    """One sheet with its figures."""
    found = sheets_seen_by(request.user).get(pk=pk)
    figures = [s.figure_shown(one) for one in figures_of(found)]
    return s.SheetWhole.model_validate(s.sheet_facts(shown([found])[0]) | {"figures": figures})


@router.post("/evaluation/sheets/{int:pk}/correct", response={201: s.EvaluationDone})
@made_once
def correct(request: SignedInRequest, pk: Id, said: s.CorrectGiven) -> s.EvaluationDone:
    """Reckon a sheet anew; both stay."""
    made = correct_figures(pk, why=said.why, by=request.user, today=localdate())
    return s.EvaluationDone(id=made.pk)


@router.get("/evaluation/figures/{int:pk}/matters", response=s.MattersBehind)
def matters(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> s.MattersBehind:
    """What a figure counted, oldest first, as far as I may read it."""
    found = figures_seen_by(request.user).get(pk=pk)
    page = behind(request.user, found, after=asked.key(BEHIND) or 0, size=asked.size)
    rows = [s.counted_shown(row, apart=is_apart(found)) for row in page.rows]
    said = next(one.said for one in figures_of(found.sheet) if one.figure.pk == pk)
    asked_then = s.ways_asked(answered_about(found.sheet, by=request.user)) if said else []
    return s.MattersBehind(items=rows, next=cursor_at(page.next_after, BEHIND), unseen=page.unseen, asked=asked_then)


@router.post("/evaluation/figures/{int:pk}/objection", response={201: s.EvaluationDone})
@made_once
def object_to(request: SignedInRequest, pk: Id, said: s.ObjectGiven) -> s.EvaluationDone:
    """Object to a figure about my body or my own tasks."""
    made = object_to_figure(pk, matters=said.matters, reason=said.reason, by=request.user, today=localdate())
    return s.EvaluationDone(id=made.pk)


@router.get("/evaluation/objections", response=Page[s.ObjectionShown])
def objections(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.ObjectionShown]:
    """The objections I raised, see or decide, newest first."""
    return page_of(objections_seen_by(request.user), asked, s.objection_shown, of=OBJECTIONS)


@router.post("/evaluation/objections/{int:pk}/decision", response=s.EvaluationDone)
@once
def decide(request: SignedInRequest, pk: Id, said: s.DecideGiven) -> s.EvaluationDone:
    """Decide an objection, with reasons."""
    done = decide_objection(pk, upheld=said.upheld, answer=said.answer, by=request.user, today=localdate())
    return s.EvaluationDone(id=done.pk)


@router.get("/evaluation/satisfaction", response=s.SatisfactionShown)
def satisfaction(request: SignedInRequest, period: Text = "") -> s.SatisfactionShown:
    """How residents found it, with who was asked and who answered."""
    require(request.user, "see_evaluation")
    over = _period(period) or over_lately(localdate())[0]
    return s.satisfaction_shown(satisfaction_of(request.user, over), over.code)
