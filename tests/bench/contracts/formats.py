"""The same contracts as files: Word, older Word, PDF and scan; read, screened and timed from end to end."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import pypdfium2

from concord.connectors.office.client import Office, installed
from concord.engines.review.document import Document
from concord.engines.review.reading.read import read
from concord.engines.review.reading.scan import Recognise, recogniser
from concord.engines.review.reading.tests import office, printed
from concord.engines.review.screen import screen
from tests.bench.contracts.composing import clean
from tests.bench.contracts.measure import GRAVE, Score, Spoiled, judged

ARTICLE = re.compile(r"第[一二三四五六七八九十]+条　")
DOTS = 150
PAPER = '#set page(width: 595pt, height: 842pt, margin: 72pt)\n#set text(font: "Noto Sans SC", size: 11pt)\n'


def word(words: str) -> bytes:
    """A Word file, its articles numbered by Word itself where their numbers follow each other."""
    lines = words.split("\n")
    told = [found[0] for line in lines if (found := ARTICLE.match(line))]
    automatic = len(set(told)) == len(told) == len(set(told) & set(_numbers(len(told))))
    body = [
        office.listed(line[found.end() :], 1)
        if automatic and (found := ARTICLE.match(line))
        else office.paragraph(line)
        for line in lines
    ]
    return office.docx("".join(body), numbering=office.numbering(office.level("chineseCountingThousand", "第%1条")))


def _numbers(count: int) -> list[str]:
    tens = ["", "十", "二十", "三十"]
    ones = ["", *"一二三四五六七八九"]
    return [f"第{tens[number // 10]}{ones[number % 10]}条　" for number in range(1, count + 1)]


def paper(words: str) -> bytes:
    """A printed PDF with its text."""
    quoted = (line.replace("\\", "\\\\").replace('"', '\\"') for line in words.split("\n"))
    return printed.pdf(PAPER + "\n".join(f'#par[#"{line}"]' for line in quoted))


def scanned(words: str) -> bytes:
    """A PDF of pictures of the pages, grey, 150 dots an inch."""
    pages = [
        page.render(scale=DOTS / 72).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(paper(words))
    ]  # fmt: skip
    out = BytesIO()
    first, *others = pages
    first.save(out, "PDF", save_all=True, append_images=others, resolution=DOTS, quality=75)
    return out.getvalue()


@dataclass(frozen=True)
class Form:
    """A format: how a contract is written in it, how it is read, and how many of the cases are tried in it."""

    name: str
    write: Callable[[str], bytes]
    read: Callable[[bytes], Document]
    every: int


def forms() -> Iterator[Form]:
    """The formats that this machine can write and read."""
    yield Form("docx", word, read, 1)
    yield Form("pdf", paper, read, 4)
    if (program := installed()) is not None:
        yield _older(program)
    if (recognise := recogniser()) is not None:
        yield _scan(recognise)


def _older(program: Office) -> Form:
    return Form(
        "doc",
        lambda words: program.converted(word(words), "docx", "doc"),
        lambda content: read(content, to_docx=program.to_docx),
        60,
    )


def _scan(recognise: Recognise) -> Form:
    return Form("scan", scanned, lambda content: read(content, recognise=recognise), 120)


@dataclass(frozen=True)
class Measured:
    """What was found; the seconds from file to findings, shortest first; high findings in each clean contract."""

    score: Score
    seconds: list[float]
    alarms: list[int]

    def at(self, share: float) -> float:
        """The seconds within which this share of the contracts was done."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)]


def measured(form: Form, cases: list[Spoiled]) -> Measured:
    """What is found in the cases written in a format, beside what is found in the clean contracts in it."""
    alarms: list[int] = []

    @cache
    def known(nature: str, seed: int) -> frozenset[str]:
        found = screen(form.read(form.write(clean(nature, seed).words()))).findings
        alarms.append(sum(one.severity in GRAVE for one in found))
        return frozenset(one.key for one in found)

    chosen, seconds = [], []
    for one in cases[:: form.every]:
        content = form.write("\n".join(block.text for block in one.document.blocks))
        begun = time.perf_counter()
        document = form.read(content)
        screen(document, one.context)
        seconds.append(time.perf_counter() - begun)
        chosen.append(replace(one, document=document))
    return Measured(judged(chosen, known), sorted(seconds), alarms)
