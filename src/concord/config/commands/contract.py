"""`concord contract review`: read and screen contracts at the terminal, one or many, with no database (P2).

Imports the review engine only, not Django, so that an answer comes at once.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from concord.connectors.office.client import installed
from concord.connectors.opinion.client import Opinion, named
from concord.core.refusals import OutsideFailure
from concord.engines.review.context import Context, Stance
from concord.engines.review.document import Document, Finding, Format, Span
from concord.engines.review.facts.nature import Mode, Nature
from concord.engines.review.reading.read import read
from concord.engines.review.reading.scan import NeedsRecognition, Recognise, recogniser
from concord.engines.review.refused import Refused
from concord.engines.review.screen import Review, screen
from concord.engines.review.statutes import article
from concord.engines.review.writing.comments import Author, commented
from concord.engines.review.writing.redline import changes, redlined

app = typer.Typer(help="Screen contracts clause by clause.", no_args_is_help=True)
AUTHOR = "和衡 Concord"
Row = dict[str, object]


@app.callback()
def contracts() -> None:
    """Screen contracts clause by clause."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the Word files go: a file, or a folder for many; nowhere where none was asked for."""

    comments: Path | None
    redline: Path | None

    def write(self, source: Path, content: bytes, document: Document, review: Review) -> None:
        """Write what was asked for. Refuses what is no Word file."""
        if (self.comments or self.redline) and document.format is not Format.DOCX:
            raise Refused("Comments and tracked changes go into Word files (docx) only.")
        author = Author(AUTHOR, datetime.now(UTC))
        if self.comments:
            _written(self.comments, source, commented(content, review.findings, author))
        if self.redline:
            _written(self.redline, source, redlined(content, changes(review.findings), author).content)


def _written(place: Path, source: Path, content: bytes) -> None:
    target = place / source.name if place.is_dir() else place
    if target.exists() and target.samefile(source):
        raise Refused("The reviewed file would take the place of the contract itself; name another file.")
    target.write_bytes(content)


@cache
def _recogniser() -> Recognise:
    found = recogniser()
    if found is None:
        raise Refused("The pages are pictures, and the package that recognises their text (rapidocr) is not installed.")
    return found


def _document(content: bytes, name: str) -> Document:
    office = installed()
    to_docx = office.to_docx if office else None
    try:
        return read(content, name, to_docx=to_docx)
    except NeedsRecognition:
        return read(content, name, to_docx=to_docx, recognise=_recogniser())


def _place(spans: tuple[Span, ...]) -> Row:
    first = spans[0] if spans else None
    return {
        "block": first.block if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "spans": [{"block": one.block, "start": one.start, "end": one.end} for one in spans],
    }


def _law(name: str) -> Row:
    try:
        return {"name": name, "text": article(name).words}
    except KeyError:
        return {"name": name, "text": ""}


def _finding(one: Finding) -> Row:
    return {
        "rule": one.rule,
        "severity": one.severity,
        "verdict": one.verdict,
        **_place(one.spans),
        "quote": one.quote,
        "reason": one.reason,
        "article": list(one.articles),
        "law": [_law(name) for name in one.articles],
        "proposal": one.proposal,
        "replacement": one.replacement,
        "key": one.key,
    }


def _row(file: Path, document: Document, review: Review, seconds: dict[str, float]) -> Row:
    return {
        "file": str(file),
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.pages,
        "recognised": document.recognised,
        "warnings": list(document.warnings),
        "type": review.nature,
        "mode": review.mode,
        "findings": [_finding(one) for one in review.findings],
        "facts": [{"kind": one.kind, "value": one.value, **_place(one.spans)} for one in review.facts],
        "seconds": {name: round(value, 4) for name, value in seconds.items()},
    }


def _second(opinion: Opinion, document: Document) -> Row:
    """What a model says, apart from what the rules found; `error` where it says nothing."""
    begun = time.perf_counter()
    try:
        told = opinion.of(document)
    except OutsideFailure as why:
        return {"model": opinion.model, "error": str(why)}
    seconds = round(time.perf_counter() - begun, 4)
    findings = [_finding(one) for one in told.findings]
    return {"model": told.model, "findings": findings, "invented": told.invented, "seconds": seconds}


def _reviewed(file: Path, context: Context, outputs: Outputs, opinion: Opinion | None) -> Row:
    """One file as its line of JSON; `error` says why one could not be read."""
    try:
        begun = time.perf_counter()
        content = file.read_bytes()
        document = _document(content, file.name)
        read_at = time.perf_counter()
        review = screen(document, context)
        screened = time.perf_counter()
        outputs.write(file, content, document, review)
    except (Refused, OSError) as why:
        return {"file": str(file), "error": str(why)}
    seconds = {"read": read_at - begun, "screen": screened - read_at, "write": time.perf_counter() - screened}
    row = _row(file, document, review, seconds)
    return row | {"second_opinion": _second(opinion, document)} if opinion else row


def _told(row: Row) -> Iterator[str]:
    """A review in words: one line a finding, with its article and what is proposed."""
    if "error" in row:
        yield f"{row['file']}: {row['error']}"
        return
    findings = row["findings"]
    assert isinstance(findings, list)
    yield f"{row['file']}: {row['type']}, {row['mode']}, {len(findings)} findings"
    for one in findings:
        yield f"  [{one['severity']}] {one['rule']} {one['reason']}" + (f" “{one['quote']}”" if one["quote"] else "")
        if one["article"]:
            yield f"      {'; '.join(one['article'])}"
        if one["proposal"]:
            yield f"      → {one['proposal']}"
    if second := row.get("second_opinion"):
        assert isinstance(second, dict)
        yield f"  {second['model']}: {second.get('error') or 'a model’s opinion, to be checked'}"
        yield from (f"  [?] {one['reason']} “{one['quote']}”" for one in second.get("findings", []))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("Give the day as 2026-03-02.") from None


Files = Annotated[list[Path], typer.Argument(help="Word (docx, doc), PDF, text, or pictures of pages.", exists=True)]


@app.command("review")
def review_command(
    files: Files,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each file.")] = False,
    nature: Annotated[Nature | None, typer.Option("--type", help="What contract it is (default: recognised).")] = None,
    signed_on: Annotated[str | None, typer.Option(help="Day of signing, as 2026-03-02 (default: read).")] = None,
    stance: Annotated[Stance, typer.Option(help="For whom it is read.")] = Stance.PUBLIC,
    mode: Annotated[Mode | None, typer.Option(help="Draft, final text or template (default: recognised).")] = None,
    docx: Annotated[Path | None, typer.Option(help="Write the Word file with comments here.")] = None,
    redline: Annotated[Path | None, typer.Option(help="Write the Word file with tracked changes here.")] = None,
    second_opinion: Annotated[
        bool, typer.Option(help="Ask the model server too, masked; needs CONCORD_OPINION_URL.")
    ] = False,
) -> None:
    """Screen contracts: what is missing or wrong, where, by which article, and what to write instead.

    Ends with 1 where a file could not be read; the others are reviewed all the same.
    """
    if len(files) > 1 and any(out is not None and not out.is_dir() for out in (docx, redline)):
        raise typer.BadParameter("With several files, --docx and --redline name folders.")
    opinion = named() if second_opinion else None
    if second_opinion and opinion is None:
        raise typer.BadParameter(
            "Name a server first: CONCORD_OPINION_URL, CONCORD_OPINION_MODEL, CONCORD_OPINION_KEY."
        )
    context = Context(nature=nature, stance=stance, mode=mode, signed_on=_day(signed_on))
    failed = False
    for file in files:
        row = _reviewed(file, context, Outputs(docx, redline), opinion)
        failed |= "error" in row
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else "\n".join(_told(row)))
    if failed:
        raise typer.Exit(1)
