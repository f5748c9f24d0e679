"""The office program is run for one file, within a time, and leaves nothing behind."""

import stat
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from concord.connectors.office.client import Office, installed
from concord.engines.review.document import Finding, Format, Severity, Span, Verdict
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import docx, paragraph, run, table
from concord.engines.review.refused import Refused
from concord.engines.review.writing.comments import Author, commented
from concord.engines.review.writing.redline import Change, redlined

OFFICE = installed()
real = pytest.mark.skipif(OFFICE is None, reason="no office program is installed on this machine")
COUNSEL = Author("法务", datetime(2026, 3, 2, tzinfo=UTC))


def program(folder: Path, script: str) -> Office:
    """A program that stands in for the office program."""
    made = folder / "soffice"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(made.stat().st_mode | stat.S_IEXEC)
    return Office(str(made), seconds=1)


def test_what_the_program_makes_is_handed_back(tmp_path: Path) -> None:
    copying = 'for last; do :; done; mkdir -p "$7"; cp "$last" "$7/in.docx"'
    assert program(tmp_path, copying).to_docx(b"old") == b"old"


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    slow = program(tmp_path, f"(sleep 3; touch {tmp_path}/late) & sleep 30")
    begun = time.monotonic()
    with pytest.raises(Refused, match="more than 1 seconds"):
        slow.to_docx(b"old")
    assert time.monotonic() - begun < 2.5
    time.sleep(max(0, 3.2 - (time.monotonic() - begun)))
    assert not (tmp_path / "late").exists()


def test_a_file_that_it_cannot_open_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("concord-office-*"))
    with pytest.raises(Refused, match="cannot open"):
        program(tmp_path, "exit 1").to_docx(b"old")
    assert set(Path(tempfile.gettempdir()).glob("concord-office-*")) <= before


def test_without_a_program_there_is_none() -> None:
    assert installed("no such program") is None


@real
def test_an_older_word_file_is_read_by_the_program_and_without_it() -> None:
    assert OFFICE is not None
    inserted = f'<w:ins w:author="乙" w:date="2026-01-01T00:00:00Z">{run("壹佰万元")}</w:ins>'
    content = docx(paragraph("甲方：某局") + table(["项目", "100元"], ["", "二"]) + paragraph("总价", inserted, "整"))
    older = OFFICE.converted(content, "docx", "doc")
    own, converted = read(older), read(older, to_docx=OFFICE.to_docx)
    assert {own.format, converted.format} == {Format.DOC}
    assert [(one.text, one.cell) for one in own.blocks] == [(one.text, one.cell) for one in converted.blocks]
    assert [one.text for one in own.blocks] == ["甲方：某局", "项目", "100元", "", "二", "总价壹佰万元整"]
    assert [one.words for one in own.blocks[-1].revisions] == ["壹佰万元"]


@real
def test_rich_text_becomes_a_document() -> None:
    assert OFFICE is not None
    assert read(rb"{\rtf1\ansi hello\par world}", to_docx=OFFICE.to_docx).blocks[0].text == "hello"


@real
def test_a_word_file_with_comments_and_changes_opens_with_as_many_pages() -> None:
    assert OFFICE is not None
    body = [paragraph(f"第{number}条", "乙方应当在", run("九十日", "<w:b/>"), "内交付。" * 9) for number in range(60)]
    content = docx("".join(body) + table(["金额", "100元"]))
    finding = Finding("PAY-07", Severity.HIGH, Verdict.WRONG, (Span("p3", 2, 9),), "", "太长")
    noted = commented(content, [finding] * 5, COUNSEL)
    changed = redlined(noted, [Change(Span("p3", 8, 11), "六十日")], COUNSEL).content
    pages = [len(pypdfium2.PdfDocument(OFFICE.to_pdf(one))) for one in (content, noted, changed)]
    assert pages[0] > 1
    assert pages == [pages[0]] * 3
