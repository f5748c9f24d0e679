"""Contracts by JSON, done: request, draft, screen, answer, send, approve, sign, file, change, end."""

from dataclasses import fields

from django.utils.timezone import localdate
from ninja import File, Form
from ninja.files import UploadedFile

from concord.apps.contracts.api import given as g
from concord.apps.contracts.api import shown as s
from concord.apps.contracts.api.routers import ONE, router
from concord.apps.contracts.services import (
    answering,
    approving,
    awarding,
    drafting,
    ending,
    filing,
    requesting,
    screening,
    signing,
)
from concord.apps.contracts.services import details as details_deed
from concord.core.api.once import made_once, once
from concord.core.api.papers import sent
from concord.core.api.shapes import Done, Id
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest


def _asked(said: g.ContractGiven) -> requesting.Asked:
    told = said.dict()
    return requesting.Asked(**{one.name: told[one.name] for one in fields(requesting.Asked)})


def _file(file: UploadedFile) -> screening.File:
    given = sent(file)
    return screening.File(given.content, given.name)


@router.post("/contracts", response={201: s.ContractMade})
@made_once
def request_contract(request: SignedInRequest, said: g.ContractRequestGiven) -> s.ContractMade:
    """Ask for a contract of my body."""
    require(request.user, "handle_contract")
    made = requesting.request_contract(_asked(said), said.body, by=request.user, today=localdate())
    return s.ContractMade(id=made.pk)


@router.post(f"{ONE}/details", response=Done)
@once
def details(request: SignedInRequest, pk: Id, said: g.ContractGiven) -> Done:
    """Say anew what is known of a contract that is not signed."""
    details_deed.change_details(pk, _asked(said), by=request.user)
    return Done()


@router.post(f"{ONE}/request/approve", response=Done)
@once
def approve_request(request: SignedInRequest, pk: Id) -> Done:
    """Let a requested contract be drafted."""
    requesting.approve_request(pk, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/award", response=Done)
@once
def award(request: SignedInRequest, pk: Id, said: g.AwardGiven) -> Done:
    """Enter what was tendered and awarded, or enter it anew."""
    told = awarding.Awarded(**said.dict() | {"team": tuple(said.team)})
    awarding.enter_award(pk, told, by=request.user)
    return Done()


@router.post(f"{ONE}/drafts", response={201: s.ContractMade})
@made_once
def draft(request: SignedInRequest, pk: Id, said: g.DraftFieldsGiven) -> s.ContractMade:
    """Draft a version from a model form; answers with the number of the version."""
    made = drafting.draft_from_form(pk, said.form, said.fields, by=request.user)
    return s.ContractMade(id=made.number)


@router.post(f"{ONE}/versions", response={201: s.ContractMade})
@made_once
def add_version(request: SignedInRequest, pk: Id, file: File[UploadedFile], note: Form[str] = "") -> s.ContractMade:
    """Upload a version; answers with its number. Scans and older Word files are read by a worker."""
    made = screening.add_version(pk, _file(file), note=note, by=request.user)
    return s.ContractMade(id=made.number)


@router.post(f"{ONE}/screen", response=Done)
@once
def screen_again(request: SignedInRequest, pk: Id) -> Done:
    """Screen the newest version anew with what is known now."""
    screening.screen_again(pk, by=request.user)
    return Done()


@router.post("/contract-findings/{int:pk}/answer", response=Done)
@once
def answer(request: SignedInRequest, pk: Id, said: g.FindingAnswerGiven) -> Done:
    """Say that a finding is to be changed, or stays as it is and why."""
    answering.answer_finding(pk, said.answer, reason=said.reason, wording=said.wording, by=request.user)
    return Done()


@router.post(f"{ONE}/approval", response=Done)
@once
def send_to_approval(request: SignedInRequest, pk: Id) -> Done:
    """Send the newest version to be approved."""
    approving.send_to_approval(pk, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/approve", response=Done)
@once
def approve(request: SignedInRequest, pk: Id) -> Done:
    """Approve the newest version to be signed."""
    approving.approve(pk, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/back", response=Done)
@once
def send_back(request: SignedInRequest, pk: Id, said: g.ContractReasonGiven) -> Done:
    """Send a text back to be negotiated."""
    approving.send_back(pk, said.reason, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/copy", response={201: s.ContractMade})
@made_once
def record_copy(request: SignedInRequest, pk: Id, file: File[UploadedFile], said: Form[g.CopyGiven]) -> s.ContractMade:
    """Record the signed copy of an approved contract."""
    made = signing.record_copy(pk, _file(file), signing.Signing(**said.dict()), by=request.user, today=localdate())
    return s.ContractMade(id=made.pk)


@router.post(f"{ONE}/file", response=Done)
@once
def file_contract(request: SignedInRequest, pk: Id) -> Done:
    """Give a signed contract its filing number, and plan what it promises."""
    filing.file_contract(pk, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/supplements", response={201: s.ContractMade})
@made_once
def supplement(request: SignedInRequest, pk: Id, said: g.SupplementGiven) -> s.ContractMade:
    """Ask for a supplement of a contract that is performed."""
    made = ending.request_supplement(pk, **said.dict(), by=request.user, today=localdate())
    return s.ContractMade(id=made.pk)


@router.post(f"{ONE}/close", response=Done)
@once
def close(request: SignedInRequest, pk: Id, said: g.ContractReasonGiven) -> Done:
    """Close a contract that is performed, with what came of it."""
    ending.close(pk, said.reason, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/archive", response=Done)
@once
def archive(request: SignedInRequest, pk: Id, said: g.ShelfGiven) -> Done:
    """Archive a closed contract."""
    ending.archive(pk, said.shelf, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/terminate", response=Done)
@once
def terminate(request: SignedInRequest, pk: Id, said: g.ContractReasonGiven) -> Done:
    """End a signed contract before its time."""
    ending.terminate(pk, said.reason, by=request.user, today=localdate())
    return Done()


@router.post(f"{ONE}/withdraw", response=Done)
@once
def withdraw(request: SignedInRequest, pk: Id, said: g.ContractReasonGiven) -> Done:
    """Give up a contract that is not signed."""
    ending.withdraw(pk, said.reason, by=request.user, today=localdate())
    return Done()
