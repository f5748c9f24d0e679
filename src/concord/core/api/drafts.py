"""Drafts of scenarios by JSON: begun, read, saved, tried, walked through, compared, published, discarded (K4)."""

from datetime import datetime

from django.http import HttpResponse
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Done, Given, Id, Text
from concord.core.api.studio import DrawingAsked, ProblemInSource, as_svg
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.refusals import Refusal
from concord.core.studio.access import drafts_seen_by
from concord.core.studio.judging import faults_in
from concord.core.studio.models import Draft
from concord.core.studio.selectors.comparing import compared
from concord.core.studio.selectors.shown import drawn
from concord.core.studio.selectors.trying import Move, trial_of, walked
from concord.core.studio.selectors.versions import runs_on, versions_of
from concord.core.studio.services import drafting
from concord.core.studio.services.publishing import publish_draft
from concord.engines.flow.drawing.unfinished import drawable
from concord.engines.flow.reading import sketch
from concord.engines.flow.template import Template

router = Router(tags=["scenarios"], auth=signed_in)
LIST, ONE = "/scenario-drafts", "/scenario-drafts/{int:pk}"
LONGEST_SOURCE, MOST_ANSWERS = 200_000, 500


class DraftInList(Schema):
    """A draft; `revision` counts its saves, `based_on` is the version that it began from."""

    id: int
    organisation: str
    code: str
    title: str
    revision: int
    based_on: int | None
    saved_by: str
    saved_at: datetime


class DraftWhole(DraftInList):
    """A draft with its file, what keeps it from being published, and what an imported file held beyond it."""

    source: str
    problems: list[ProblemInSource]
    lost: list[str]


class DraftMade(Schema):
    """The key of a draft."""

    id: int


class DraftBegun(Given):
    """A draft from nothing (`title`), from a published version (`version` of `code`), or from a file (`source`)."""

    code: Text = Field("", max_length=60)
    title: Text = Field("", max_length=200)
    version: int | None = Field(None, ge=1, le=2_000_000_000)
    source: Text = Field("", max_length=LONGEST_SOURCE)
    organisation: Id | None = None


class DraftText(Given):
    """The whole file, and the revision that it changes."""

    source: Text = Field(min_length=1, max_length=LONGEST_SOURCE)
    revision: int = Field(ge=1, le=2_000_000_000)


class RevisionSeen(Given):
    """The revision that one saw."""

    revision: int = Field(ge=1, le=2_000_000_000)


class DraftPublishGiven(RevisionSeen):
    """`over` is the newest published version that one compared the draft with; 0 where there is none."""

    over: int = Field(ge=0, le=2_000_000_000)


class VersionAsked(Schema):
    """Against which published version; the newest unless named."""

    version: int | None = Field(None, ge=1, le=2_000_000_000)


class ScenarioCompared(Schema):
    """What changes, in sentences; nothing when only the number of the version differs."""

    old: int | None
    changes: list[str]


class WayTried(Schema):
    """One way to go: what is said on it, its tasks and ends, working days by target, and the longest time by law."""

    facts: dict[str, str]
    done: list[str]
    ends: list[str]
    days: int
    by_law: str


class DraftTried(Schema):
    """What a dry run found, longest way first; when `capped`, not every combination was tried."""

    possible: int
    tried: int
    capped: bool
    never: list[str]
    ways: list[WayTried]


class WalkMoveGiven(Given):
    """A task done with the facts that it states, or sent back to another task."""

    task: Text = Field(min_length=1, max_length=60, examples=["t1"])
    stated: dict[str, bool | str] = Field(default_factory=dict, max_length=MOST_ANSWERS)
    back_to: Text = Field("", max_length=60)


class WalkGiven(Given):
    """The facts at the start, and each move since."""

    given: dict[str, bool | str] = Field(default_factory=dict, max_length=MOST_ANSWERS)
    moves: list[WalkMoveGiven] = Field(default_factory=list, max_length=MOST_ANSWERS)


class WalkStands(Schema):
    """Where a walk stands: each task that has opened or was skipped, and its state; nothing open is the end."""

    tasks: dict[str, str]
    open: list[str]


class VersionInList(Schema):
    """A published version, and how much work runs on it."""

    version: int
    title: str
    published_at: datetime
    retired_at: datetime | None
    runs: int


def _seen(request: SignedInRequest, pk: int) -> Draft:
    require(request.user, "draw_scenario")
    return drafts_seen_by(request.user).get(pk=pk)


def _sound(draft: Draft) -> Template:
    found = sketch(draft.source)
    if faults := faults_in(found):
        raise Refusal("\n".join(one.sentence for one in faults))
    return found.template


def _in_list(draft: Draft) -> DraftInList:
    return DraftInList(
        id=draft.pk,
        organisation=draft.organisation.name,
        code=draft.code,
        title=draft.title,
        revision=draft.revision,
        based_on=draft.based_on.version if draft.based_on else None,
        saved_by=draft.saved_by.name,
        saved_at=draft.saved_at,
    )


@router.get(LIST, response=Page[DraftInList])
def drafts(request: SignedInRequest, asked: Query[PageAsked]) -> Page[DraftInList]:
    """The drafts of my bodies, and those that I may publish, newest first."""
    require(request.user, "draw_scenario")
    return page_of(drafts_seen_by(request.user), asked, _in_list, of="scenario-drafts")


@router.post(LIST, response={201: DraftMade})
@made_once
def begin_draft(request: SignedInRequest, said: DraftBegun) -> DraftMade:
    """Begin a draft."""
    require(request.user, "draw_scenario")
    made = drafting.start_draft(_beginning(said), by=request.user, organisation_id=said.organisation)
    return DraftMade(id=made.pk)


def _beginning(said: DraftBegun) -> drafting.Beginning:
    if said.source:
        return drafting.from_text(f"{said.source}\n")
    if said.version is not None:
        return drafting.from_version(ScenarioVersion.objects.get(code=said.code, version=said.version))
    return drafting.from_nothing(said.code, said.title)


@router.post(f"{LIST}/bpmn", response={201: DraftMade})
@made_once
def begin_from_bpmn(
    request: SignedInRequest, file: File[UploadedFile], organisation: Form[int | None] = None
) -> DraftMade:
    """Begin a draft from a BPMN 2.0 file; `lost` of the draft lists what a scenario has no place for."""
    require(request.user, "draw_scenario")
    beginning = drafting.from_bpmn_file(file.read(drafting.LARGEST_FILE + 1))
    return DraftMade(id=drafting.start_draft(beginning, by=request.user, organisation_id=organisation).pk)


@router.get(ONE, response=DraftWhole)
def draft(request: SignedInRequest, pk: Id) -> DraftWhole:
    """A draft whole, with all that keeps it from being published."""
    one = _seen(request, pk)
    problems = [
        ProblemInSource(path=list(found.path), line=found.line, column=found.column, sentence=found.sentence)
        for found in faults_in(sketch(one.source))
    ]
    return DraftWhole(**_in_list(one).dict(), source=one.source, problems=problems, lost=one.lost)


@router.get(f"{ONE}/drawing")
def draft_drawing(request: SignedInRequest, pk: Id, asked: Query[DrawingAsked]) -> HttpResponse:
    """The draft as SVG, as far as it can be drawn; refuses one without any task."""
    template = drawable(sketch(_seen(request, pk).source).template)
    if not template.nodes:
        raise Refusal("\n".join(one.sentence for one in faults_in(sketch(_seen(request, pk).source))))
    return as_svg(drawn(template, narrow=asked.narrow))


@router.post(f"{ONE}/save", response=DraftInList)
@once
def save(request: SignedInRequest, pk: Id, said: DraftText) -> DraftInList:
    """Save the whole file over the revision that I saw."""
    require(request.user, "draw_scenario")
    template = drafting.template_in(f"{said.source}\n")
    return _in_list(drafting.save_draft(pk, template, revision=said.revision, by=request.user))


@router.post(f"{ONE}/discard", response=Done)
@once
def discard(request: SignedInRequest, pk: Id, said: RevisionSeen) -> Done:
    """Put a draft away for good."""
    drafting.discard_draft(pk, revision=said.revision, by=request.user)
    return Done()


@router.post(f"{ONE}/publish", response=VersionInList)
@once
def publish(request: SignedInRequest, pk: Id, said: DraftPublishGiven) -> VersionInList:
    """Publish a draft as the version after `over`; work under way stays on its own version."""
    require(request.user, "publish_scenario")
    return _version(publish_draft(pk, revision=said.revision, over=said.over, by=request.user), {})


@router.get(f"{ONE}/compare", response=ScenarioCompared)
def compare(request: SignedInRequest, pk: Id, asked: Query[VersionAsked]) -> ScenarioCompared:
    """What a draft changes against a published version of its code."""
    one = _seen(request, pk)
    known = versions_of(one.code)
    version = known.first() if asked.version is None else known.get(version=asked.version)
    new = sketch(one.source).template
    changes = compared(template_of(version), new).sentences if version else ()
    return ScenarioCompared(old=version.version if version else None, changes=list(changes))


@router.get(f"{ONE}/trial", response=DraftTried)
def trial(request: SignedInRequest, pk: Id) -> DraftTried:
    """Every way that a sound draft can go."""
    found = trial_of(_sound(_seen(request, pk)))
    ways = [
        WayTried(facts=dict(one.facts), done=list(one.done), ends=list(one.ends), days=one.days, by_law=one.by_law)
        for one in found.ways
    ]
    run = found.run
    return DraftTried(possible=run.possible, tried=run.tried, capped=run.capped, never=list(found.never), ways=ways)


@router.post(f"{ONE}/walk", response=WalkStands)
@once
def walk(request: SignedInRequest, pk: Id, said: WalkGiven) -> WalkStands:
    """Where a sound draft stands after these moves. Nothing is kept."""
    moves = tuple(Move(one.task, one.stated, one.back_to) for one in said.moves)
    state = walked(_sound(_seen(request, pk)), said.given, moves)
    return WalkStands(tasks={code: row.standing for code, row in state.rows.items()}, open=list(state.open))


@router.get("/scenarios/{code}/versions", response=Page[VersionInList])
def versions(request: SignedInRequest, code: Text, asked: Query[PageAsked]) -> Page[VersionInList]:
    """The versions of a scenario, newest first, and how much work runs on each."""
    require(request.user, "draw_scenario")
    runs = runs_on(code, request.user)
    return page_of(versions_of(code), asked, lambda one: _version(one, runs), of=f"versions:{code}")


@router.get("/scenarios/{code}/versions/{int:old}/{int:new}", response=ScenarioCompared)
def compare_versions(request: SignedInRequest, code: Text, old: int, new: int) -> ScenarioCompared:
    """What one version changed against another."""
    require(request.user, "draw_scenario")
    before, after = versions_of(code).get(version=old), versions_of(code).get(version=new)
    return ScenarioCompared(old=old, changes=list(compared(template_of(before), template_of(after)).sentences))


def _version(one: ScenarioVersion, runs: dict[int, int]) -> VersionInList:
    return VersionInList(
        version=one.version,
        title=one.title,
        published_at=one.published_at,
        retired_at=one.retired_at,
        runs=runs.get(one.version, 0),
    )
