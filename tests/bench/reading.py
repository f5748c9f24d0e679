"""`make bench-reading`: how long contracts take to be read and written back, by format and length, in one table."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from concord.connectors.office.client import installed
from concord.engines.review.document import Document, Finding, Severity, Span, Verdict
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests import office, printed
from concord.engines.review.writing.comments import Author, commented
from concord.engines.review.writing.redline import Change, redlined

ROUNDS = 5
CLAUSE = (
    "乙方应当在本合同签订之日起{n}日内向甲方提交实施方案，经甲方确认之后方可进场；逾期的，按总价的千分之一支付违约金。"
)
COUNSEL = Author("法务", datetime(2026, 3, 2, tzinfo=UTC))
LENGTHS = {"20 pages": 220, "41 pages": 460, "400 pages": 4600}


def rows(clauses: int) -> list[list[str]]:
    """A bill of quantities, one line for each tenth clause."""
    return [[str(n), f"材料{n}", "吨", str(n * 10), "1234.50", f"{n * 12345}.00"] for n in range(1, clauses // 10)]


def word(clauses: int) -> bytes:
    """A Word file of so many numbered clauses with a table and open changes."""
    body = [
        office.listed(CLAUSE.format(n=n), 1)
        + office.paragraph("其中", f"<w:ins w:author='乙'>{office.run('三')}</w:ins>", "日")
        for n in range(clauses)
    ]
    lists = office.numbering(office.level("chineseCountingThousand", "第%1条"))
    return office.docx("".join(body) + office.table(*rows(clauses)), numbering=lists)


def printed_pdf(clauses: int) -> bytes:
    """The same as a PDF."""
    cells = ", ".join(f"[{one}]" for row in rows(clauses) for one in row)
    text = "\n\n".join(f"第{n}条 {CLAUSE.format(n=n)}\n\n其中三日" for n in range(clauses))
    return printed.pdf(f"#set page(width: 595pt, height: 842pt)\n{text}\n\n#table(columns: 6, {cells})")


def findings(document: Document, most: int = 40) -> list[Finding]:
    """A finding on the ninth to twelfth character of each long block."""
    spans = [Span(block.id, 8, 12) for block in document.blocks if len(block.text) > 12][:most]
    return [Finding("PAY-07", Severity.HIGH, Verdict.WRONG, (span,), "", "太长", proposal="改短") for span in spans]


def milliseconds(deed: Callable[[], object]) -> float:
    """The median CPU time of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        deed()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def measured(clauses: int) -> Iterator[tuple[str, float]]:
    """Each deed on a contract of so many clauses, and its milliseconds."""
    content, pdf = word(clauses), printed_pdf(clauses)
    document = read(content)
    found = findings(document)
    changes = [Change(one.spans[0], "六十日内") for one in found]
    text = "\n".join(block.shown for block in document.blocks).encode()
    yield "read docx", milliseconds(lambda: read(content))
    yield "read pdf", milliseconds(lambda: read(pdf))
    yield "read txt", milliseconds(lambda: read(text))
    yield f"{len(found)} comments", milliseconds(lambda: commented(content, found, COUNSEL))
    yield f"{len(changes)} tracked changes", milliseconds(lambda: redlined(content, changes, COUNSEL))
    if (program := installed()) is not None:
        older = program.converted(content, "docx", "doc")
        yield "read doc, by itself", milliseconds(lambda: read(older))


def main() -> None:
    """Print the table."""
    table = {name: dict(measured(clauses)) for name, clauses in LENGTHS.items()}
    print("| CPU ms, median of", ROUNDS, "|", " | ".join(table), "|")
    print("|---|" + "--:|" * len(table))
    for deed in next(iter(table.values())):
        print(f"| {deed} |", " | ".join(f"{taken.get(deed, 0):.1f}" for taken in table.values()), "|")


if __name__ == "__main__":
    main()
