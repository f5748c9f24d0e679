"""Contracts by JSON, read: the ledger, one contract, its versions with findings, comparisons, plan."""

from typing import Annotated

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from ninja import Field, Query

from concord.apps.contracts.access import contracts_seen_by, reviews_given_by, versions_seen_by
from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api import texts as t
from concord.apps.contracts.api.routers import ONE, public, router
from concord.apps.contracts.models import Contract, Copy, Finding, Nature, Stage, Version
from concord.apps.contracts.returned import COMMENTED, REDLINED, WORD, returned
from concord.apps.contracts.selectors import compare as comparing
from concord.apps.contracts.selectors.checking import copy_with
from concord.apps.contracts.selectors.detail import contract_page
from concord.apps.contracts.selectors.ledger import Filter, ledger
from concord.apps.contracts.selectors.screen import law_of
from concord.apps.contracts.services.steps import latest
from concord.apps.contracts.sheets import ledger_sheet
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.papers import BYTES
from concord.core.api.shapes import Id, Money, Text, spelled_out, wrong
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.engines.review.comparing import ClauseCompared
from concord.engines.review.modelform import Form, fields_of, forms

LIST = "contracts"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_SHEET: dict[str, object] = {"responses": {200: {"description": "The sheet.", "content": {SHEET: BYTES}}}}
AS_WORD: dict[str, object] = {"responses": {200: {"description": "The Word file.", "content": {WORD: BYTES}}}}


class ContractsAsked(PageAsked):
    """How the ledger is narrowed, and which page of it."""

    q: Text = Field("", max_length=80)
    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    nature: Nature | None = None
    least: Money | None = None
    open: bool = False
    major: bool = False
    light: Text = Field("", pattern=r"^(late|soon)?$")
    year: int = Field(0, ge=0, le=2200)
    place: Text = Field("", max_length=15, pattern="^[0-9]*$")
    body: int = Field(0, ge=0, le=2**62)
    figure: Text = Field("", max_length=20, description="One of the figures of the six views (contract-oversight).")

    def filter(self) -> Filter:
        """As the ledger takes it."""
        told = self.model_dump(exclude={"cursor", "size"}) | {"stage": self.stage or "", "nature": self.nature or ""}
        return Filter(**told, before=self.key(LIST))


def _one(request: SignedInRequest, pk: int) -> Contract:
    return contracts_seen_by(request.user).get(pk=pk)


@router.get("/contracts", response=Page[s.ContractShown])
def contracts(request: SignedInRequest, asked: Query[ContractsAsked]) -> Page[s.ContractShown]:
    """The ledger: the contracts I may read, newest first."""
    try:
        page = ledger(request.user, asked.filter(), localdate(), asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    items = [s.ContractShown.model_validate(s.facts_of(one)) for one in page.rows]
    return Page[s.ContractShown](items=items, next=cursor_at(page.next_before, LIST))


@router.get("/contracts/export", openapi_extra=AS_SHEET)
def export(request: SignedInRequest, asked: Query[ContractsAsked]) -> HttpResponse:
    """The ledger as a spreadsheet; the taking out is recorded."""
    require(request.user, "see_contract")
    return HttpResponse(ledger_sheet(request.user, asked.filter(), localdate()), content_type=SHEET)


@router.get("/contracts/forms", response=list[s.ModelFormShown])
def model_forms(request: SignedInRequest) -> list[s.ModelFormShown]:
    """The model forms, each with its fields."""
    require(request.user, "see_contract")
    return [_form(one) for one in forms().values()]


def _form(one: Form) -> s.ModelFormShown:
    english = (get_language() or "").startswith("en")
    told = [
        s.FormFieldShown(name=field.name, label=field.en if english else field.zh, kind=field.kind)
        for field in fields_of(one)
    ]
    return s.ModelFormShown(id=one.id, title=one.title, fields=told)


@router.get(ONE, response=s.WholeContract)
def one(request: SignedInRequest, pk: Id) -> s.WholeContract:
    """One contract with all that belongs to it."""
    contract = _one(request, pk)
    page = contract_page(contract, request.user)
    mine = frozenset(reviews_given_by(request.user).filter(contract=contract).values_list("pk", flat=True))
    reviews = contract.reviews.select_related("version", "task", "person", "organisation").order_by("pk")
    copy = Copy.objects.filter(contract=contract).first()
    names = ["purpose", "counterpart_code", "counterpart_small", "project_number", "begins_on", "ends_on", "stance"]
    told: dict[str, object] = {name: getattr(contract, name) for name in names}
    told |= {
        "supplements": contract.supplements_id,
        "versions": [t.version_facts(v) for v in contract.versions.select_related("paper").order_by("number")],
        "reviews": [s.review_facts(review, mine) for review in reviews],
        "copy_signed": s.copy_facts(copy) if copy else None,
        "left_for_supplements": page.left,
        "hindrances": page.hindrances,
        "deeds": page.deeds,
    }
    return s.WholeContract.model_validate(s.facts_of(contract) | told)


@router.get(f"{ONE}/plan", response=Page[s.PlannedShown])
def plan(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.PlannedShown]:
    """What the contract promises, in the order of its text."""
    return page_of(_one(request, pk).plan.all(), asked, s.planned_shown, of=f"plan:{pk}", newest_first=False)


def _version(request: SignedInRequest, pk: int, number: int) -> Version:
    return versions_seen_by(request.user).select_related("paper", "contract__matter").get(contract=pk, number=number)


def _finding(one: Finding) -> t.ContractFindingShown:
    names = ["rule", "severity", "verdict", "quote", "reason", "proposal", "same", "answer", "answer_reason"]
    told: dict[str, object] = {name: getattr(one, name) for name in names}
    told |= {
        "id": one.pk,
        "spans": [{"block": block, "start": start, "end": end} for block, start, end in one.spans],
        "articles": [{"name": name, "words": law_of(name).words} for name in one.articles],
        "since": "new" if one.is_new else "still",
        "answered_by": one.answered_by.name if one.answered_by else "",
        "answered_at": one.answered_at,
        "wording": one.replacement,
    }
    return t.ContractFindingShown.model_validate(told)


def _block(told: dict[str, object]) -> t.BlockShown:
    cell = told.get("cell")
    place = {"row": cell["row"], "column": cell["column"]} if isinstance(cell, dict) else {}
    return t.BlockShown.model_validate({name: told.get(name, "") for name in ("id", "kind", "text", "number")} | place)


@router.get(f"{ONE}/versions/{{int:number}}", response=t.VersionWhole)
def version(request: SignedInRequest, pk: Id, number: Id) -> t.VersionWhole:
    """A version with its text and findings; while a worker reads it, `state` and `pages_read` say how far it is."""
    found = _version(request, pk, number)
    findings = found.findings.select_related("answered_by").order_by("order")
    gone = Finding.objects.filter(pk__in=found.gone).select_related("answered_by").order_by("order")
    told: dict[str, object] = {
        "blocks": [_block(one) for one in found.blocks],
        "findings": [_finding(one) for one in findings],
        "gone": [_finding(one) for one in gone],
    }
    return t.VersionWhole.model_validate(t.version_facts(found) | told)


@router.get(f"{ONE}/versions/{{int:number}}/comments", openapi_extra=AS_WORD)
def with_comments(request: SignedInRequest, pk: Id, number: Id) -> HttpResponse:
    """The Word file with a comment at each finding."""
    return HttpResponse(returned(_version(request, pk, number), COMMENTED).content, content_type=WORD)


@router.get(f"{ONE}/versions/{{int:number}}/changes", openapi_extra=AS_WORD)
def with_changes(request: SignedInRequest, pk: Id, number: Id) -> HttpResponse:
    """The Word file with the new wordings as tracked changes."""
    return HttpResponse(returned(_version(request, pk, number), REDLINED).content, content_type=WORD)


class ComparisonAsked(PageAsked):
    """With what: `form`, `award`, `signed`, or the number of another version."""

    other: Text = Field("form", alias="with", pattern=r"^(form|award|signed|[0-9]{1,2})$")


def _clause(one: ClauseCompared) -> t.ClauseShown:
    return t.ClauseShown(
        difference=one.difference.value,
        title=one.title,
        about=one.about.value if one.about else "",
        pieces=[t.PieceShown(kind=piece.kind.value, words=piece.words) for piece in one.pieces],
        meanings=[t.MeaningShown(kind=fact.kind, before=fact.before, after=fact.after) for fact in one.meanings],
    )


def _compared(found: comparing.Compared | None) -> t.ContractCompared:
    """What differs; where there is nothing to compare with, it does not exist (404)."""
    if found is None:
        raise Version.DoesNotExist
    clauses = [_clause(one) for one in found.differing]
    return t.ContractCompared(before=found.before, after=found.after, clauses=clauses, award=[], trouble=found.trouble)


@router.get(f"{ONE}/comparison", response=t.ContractCompared)
def comparison(request: SignedInRequest, pk: Id, asked: Query[ComparisonAsked]) -> t.ContractCompared:
    """The newest version against the model form, the award, another version, or the signed copy; only what differs."""
    contract = _one(request, pk)
    newest = latest(contract)
    if newest is None or newest.state != Version.State.SCREENED:
        raise Version.DoesNotExist
    if asked.other == comparing.AWARD:
        rows = [t.AwardRowShown.model_validate(row, from_attributes=True) for row in comparing.with_award(newest) or []]
        return t.ContractCompared(before="", after="", clauses=[], award=rows, trouble="")
    if asked.other == comparing.SIGNED:
        copy = Copy.objects.select_related("version__paper", "paper").get(contract=contract)
        return _compared(comparing.with_signed(copy))
    if asked.other == comparing.FORM:
        return _compared(comparing.with_form(newest))
    return _compared(comparing.with_version(newest, _version(request, pk, int(asked.other))))


@public.get("/signed/{code}", response=s.SignedCopyShown)
def signed_copy(request: SignedInRequest, code: Text) -> s.SignedCopyShown:
    """What is on record of a signed copy, for whoever has its code."""
    found = copy_with(code)
    if found is None:
        raise Copy.DoesNotExist
    return s.SignedCopyShown.model_validate(found, from_attributes=True)
