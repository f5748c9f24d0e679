"""Scenarios by JSON: read, drawn, as BPMN 2.0; designs checked, tried, published, retired (K4, E7)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish_scenario, retire_scenario
from concord.core.agenda.wording import spoken
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Given, Text
from concord.core.people.doors import SignedInRequest
from concord.core.studio.access import scenarios_in_use
from concord.core.studio.judging import problems_in, tried_out
from concord.core.studio.selectors.shown import bodies_in, drawn, stages_of
from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.drawing.svg import STYLE

router = Router(tags=["scenarios"])


class ScenarioInList(Schema):
    """A scenario in use."""

    code: str
    version: int
    title: str
    english: str
    trigger: str
    published_at: datetime
    steps: int


class LimitShown(Schema):
    """A limit that the law sets, in its own unit."""

    n: int
    unit: str
    what: str


class ScenarioStep(Schema):
    """One task: whose, within how many working days of its opening, and what it delivers."""

    number: int
    code: str
    name: str
    body: str
    days: int | None
    limits: list[LimitShown]
    deliverable: list[str]
    when: str
    returns: str
    basis: list[str]


class ScenarioStage(Schema):
    """A part of the way, and its steps."""

    name: str
    steps: list[ScenarioStep]


class PublicScenarioShown(ScenarioInList):
    """A scenario whole; `source` is the file as it was published."""

    bodies: list[str]
    stages: list[ScenarioStage]
    outputs: list[str]
    basis: list[str]
    sources: list[str]
    source: str


class DrawingAsked(Schema):
    """How wide the drawing may be."""

    narrow: bool = False


def _in_list(version: ScenarioVersion) -> ScenarioInList:
    template = template_of(version)
    return ScenarioInList(
        code=version.code,
        version=version.version,
        title=version.title,
        english=template.english,
        trigger=template.trigger,
        published_at=version.published_at,
        steps=len(template.nodes),
    )


@router.get("/scenarios", response=Page[ScenarioInList])
def scenarios(request: HttpRequest, asked: Query[PageAsked]) -> Page[ScenarioInList]:
    """The scenarios on which new work starts, latest published first."""
    return page_of(scenarios_in_use(), asked, _in_list, of="scenarios")


@router.get("/scenarios/{code}", response=PublicScenarioShown)
def scenario(request: HttpRequest, code: Text) -> PublicScenarioShown:
    """One scenario: who takes part, every step, and the file itself."""
    version = get_object_or_404(scenarios_in_use(), code=code)
    template = template_of(version)
    return PublicScenarioShown(
        **_in_list(version).dict(),
        bodies=bodies_in(template),
        stages=[ScenarioStage.model_validate(one) for one in stages_of(template)],
        outputs=list(template.outputs),
        basis=list(template.basis),
        sources=list(template.sources),
        source=version.source,
    )


@router.get("/scenarios/{code}/drawing")
def drawing(request: HttpRequest, code: Text, asked: Query[DrawingAsked]) -> HttpResponse:
    """The drawing as SVG: lanes, or one column (`narrow`); its style sheet stands inside."""
    return as_svg(drawn(template_of(get_object_or_404(scenarios_in_use(), code=code)), narrow=asked.narrow))


def as_svg(drawing: str) -> HttpResponse:
    """A drawing as a file of its own, with its style sheet."""
    head, end, rest = drawing.partition(">")
    return HttpResponse(f"{head}{end}<style>{STYLE}</style>{rest}", content_type="image/svg+xml")


@router.get("/scenarios/{code}/bpmn")
def as_bpmn(request: HttpRequest, code: Text) -> HttpResponse:
    """The scenario as BPMN 2.0, with a diagram."""
    document = to_bpmn(template_of(get_object_or_404(scenarios_in_use(), code=code)))
    return HttpResponse(document, content_type="application/xml")


class SourceGiven(Given):
    """A design as its file holds it (docs/scenarios.md)."""

    source: Text = Field(min_length=1, max_length=200_000)


class VersionGiven(Given):
    """Which version of a scenario."""

    version: int = Field(ge=1, le=2_000_000_000)


class ProblemInSource(Schema):
    """What is wrong, and where: the keys that lead there, line and column from 1."""

    path: list[str]
    line: int
    column: int
    sentence: str


class Judged(Schema):
    """All that is wrong with a design; nothing when it is sound."""

    problems: list[ProblemInSource]


class EndFound(Schema):
    """A task after which nothing follows: on how many ways, in how many working days at best and at worst."""

    code: str
    ways: int
    shortest: int
    longest: int


class Trial(Schema):
    """What a dry run found; when `capped`, only `tried` of the `possible` combinations were tried."""

    possible: int
    tried: int
    capped: bool
    ways: int
    ends: list[EndFound]
    never: list[str]


@router.post("/scenarios", response={201: ScenarioInList}, auth=signed_in)
@made_once
def publish_design(request: SignedInRequest, said: SourceGiven) -> ScenarioInList:
    """Publish a design under its code and version; what is published never changes. A file ends with a new line."""
    return _in_list(publish_scenario(f"{said.source}\n", by=request.user))


@router.post("/scenarios/{code}/retire", response=Done, auth=signed_in)
@once
def retire(request: SignedInRequest, code: Text, said: VersionGiven) -> Done:
    """Let no new work start on a version; what runs on it goes on."""
    retire_scenario(code, said.version, by=request.user)
    return Done()


@router.post("/scenario-drafts/check", response=Judged, auth=signed_in)
@once
def check_design(request: SignedInRequest, said: SourceGiven) -> Judged:
    """All that is wrong with a design, by line and column. Nothing is kept."""
    found = problems_in(said.source, by=request.user)
    shown = [
        ProblemInSource(path=list(one.path), line=one.line, column=one.column, sentence=spoken(one.sentence))
        for one in found
    ]
    return Judged(problems=shown)


@router.post("/scenario-drafts/trial", response=Trial, auth=signed_in)
@once
def try_design(request: SignedInRequest, said: SourceGiven) -> Trial:
    """Run a design dry: every end it can come to, and the tasks that never open. Nothing is kept."""
    run = tried_out(said.source, by=request.user)
    return Trial(
        possible=run.possible,
        tried=run.tried,
        capped=run.capped,
        ways=len(run.outcomes),
        ends=[EndFound.model_validate(one) for one in run.ends],
        never=list(run.never),
    )
