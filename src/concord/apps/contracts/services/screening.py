"""Add versions of the text, and screen each: at once where it is quick, else (scans, old Word files) by a worker."""

import time
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.review import VersionAdded, VersionScreened, VersionUnreadable
from concord.apps.contracts.models import Contract, Finding, Stage, Version
from concord.apps.contracts.reading import read_now, sentence_of
from concord.apps.contracts.services.findings import write_findings
from concord.apps.contracts.services.known import context_of
from concord.apps.contracts.services.steps import hold, latest
from concord.apps.contracts.stored import document_of, stored
from concord.core.acts.services import record
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.review.document import Document
from concord.engines.review.refused import Refused
from concord.engines.review.screen import Review, screen

CHANGING = (Stage.DRAFTING, Stage.NEGOTIATING)
MOST_VERSIONS = 99


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its bytes and what its sender calls it."""

    content: bytes
    name: str


@transaction.atomic
def add_version(pk: int, file: File, *, note: str = "", by: Person) -> Version:
    """Add a version of the text while it is drafted or negotiated; it is screened at once, or by the worker.

    Refuses any other step, what cannot be read, and the same file as the version before.
    """
    contract = hold(pk, "handle_contract", by, CHANGING)
    return make_version(contract, file, note=note, by=by)


def make_version(contract: Contract, file: File, *, note: str, by: Person) -> Version:
    """A new version with its file, read and screened or queued."""
    before = latest(contract)
    number = before.number + 1 if before else 1
    if number > MOST_VERSIONS:
        raise Refusal(_("A contract has ninety-nine versions at most."))
    begun = time.perf_counter()
    document = _read(file)
    paper = keep_upload(
        file.content, filename=file.name, matter=contract.matter, by=by, visibility=Paper.Visibility.STAFF
    )
    if before is not None and before.paper.sha256 == paper.sha256:
        raise Refusal(_("This is the same file as the version before."), field="file")
    version = Version(contract=contract, number=number, paper=paper, note=note.strip()[:300], added_by=by)
    record(VersionAdded(matter_id=contract.pk, version=number, note=version.note, sha256=paper.sha256), by=by)
    version.save(force_insert=True)
    if document is None:
        _queue(version)
    else:
        take_in(version, document, begun=begun, by=by)
    return version


def _read(file: File) -> Document | None:
    try:
        return read_now(file.content, file.name)
    except Refused as why:
        raise Refusal(sentence_of(why), field="file") from why


def _queue(version: Version) -> None:
    from concord.apps.contracts.jobs import screen_version

    screen_version.later(version=version.pk)


@transaction.atomic
def screen_again(pk: int, *, by: Person) -> Version:
    """Screen the newest version anew with what is known now (award, kind, stance); answers to what stays are kept.

    Refuses a signed contract, and a text that is still being read.
    """
    contract = hold(pk, "handle_contract", by, CHANGING)
    version = latest(contract)
    if version is None or version.state in {Version.State.WAITING, Version.State.READING}:
        raise Refusal(_("There is no text that could be screened now."))
    if version.state == Version.State.FAILED:
        version.state = Version.State.WAITING
        version.save(update_fields=["state"])
        _queue(version)
        return version
    take_in(version, document_of(version), begun=time.perf_counter(), by=by)
    return version


def take_in(version: Version, document: Document, *, begun: float, by: Person | None) -> None:
    """Keep what was read, screen it, and keep what was found; `begun` is when reading began (perf_counter)."""
    review = screen(document, context_of(version.contract))
    _describe(version, document, review)
    new, gone = write_findings(version, review.findings)
    now = timezone.now()
    version.began_at, version.ended_at = version.began_at or now, now
    version.seconds = Decimal(f"{time.perf_counter() - begun:.3f}")
    version.state, version.trouble, version.gone = Version.State.SCREENED, "", gone
    version.save()
    told = VersionScreened(
        matter_id=version.contract_id,
        version=version.number,
        found=len(review.findings),
        new=new,
        gone=len(gone),
    )
    record(told, by=by)


def _describe(version: Version, document: Document, review: Review) -> None:
    version.format, version.pages, version.recognised = document.format.value, document.pages, document.recognised
    version.warnings = [one[:300] for one in document.warnings]
    version.blocks = stored(document)
    version.nature, version.mode = review.nature.value, review.mode.value


def fail(version: Version, why: Refused) -> None:
    """Say that a version could not be read, and why."""
    version.state, version.trouble = Version.State.FAILED, sentence_of(why)[:300]
    version.ended_at = timezone.now()
    version.save(update_fields=["state", "trouble", "ended_at"])
    told = VersionUnreadable(matter_id=version.contract_id, version=version.number, trouble=version.trouble)
    record(told, by=None)


def open_blocks(version: Version) -> int:
    """How many findings keep this version from being signed: those that block and were not overridden."""
    blocking = version.findings.filter(severity=Finding.Severity.BLOCK)
    return blocking.exclude(answer=Finding.Answer.REJECTED).count()
