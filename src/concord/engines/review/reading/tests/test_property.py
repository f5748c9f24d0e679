"""Whatever is put into a document is read from it, at valid places, under ids that are unique and stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import docx, paragraph, run, table

WORDS = st.text(alphabet="甲乙方付款123元。（） ABC", min_size=1, max_size=12)
INSERTED = WORDS.map(lambda words: (words, f"<w:ins>{run(words)}</w:ins>"))
PLAIN = WORDS.map(lambda words: (words, run(words)))
DELETED = WORDS.map(lambda words: ("", f"<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>"))
CONTROL = WORDS.map(lambda words: (words, f"<w:sdt><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"))
PIECES = st.lists(st.one_of(PLAIN, INSERTED, DELETED, CONTROL), min_size=1, max_size=5)


def together(pieces: list[tuple[str, str]]) -> tuple[list[str], str]:
    return ["".join(words for words, _xml in pieces)], paragraph(*(xml for _words, xml in pieces))


def tabled(rows: list[list[str]]) -> tuple[list[str], str]:
    width = min(map(len, rows))
    return [one for row in rows for one in row[:width]], table(*(row[:width] for row in rows))


ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=3)
BODY = st.lists(st.one_of(PIECES.map(together), ROWS.map(tabled)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(BODY)
def test_a_document_says_what_was_put_into_it(body: list[tuple[list[str], str]]) -> None:
    content = docx("".join(xml for _texts, xml in body))
    blocks = read(content).blocks
    assert [block.text for block in blocks] == [text for texts, _xml in body for text in texts]
    ids = [block.id for block in blocks]
    assert len(ids) == len(set(ids))
    assert ids == [block.id for block in read(content).blocks]
    for block in blocks:
        for one in block.revisions:
            assert 0 <= one.start <= one.end <= len(block.text)
            assert one.words == block.text[one.start : one.end] or one.start == one.end
