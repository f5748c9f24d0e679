"""Plain text is read in the encodings that people send, and what is no text is refused."""

import pytest

from concord.engines.review.document import Format
from concord.engines.review.reading.read import read
from concord.engines.review.refused import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_line_is_a_paragraph(encoding: str) -> None:
    document = read("甲方：某局\r\n\r\n乙方：某公司\n".encode(encoding), "合同.txt")
    assert (document.format, [(one.id, one.text) for one in document.blocks]) == (
        Format.TEXT,
        [("p1", "甲方：某局"), ("p3", "乙方：某公司")],
    )


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01" + bytes(200), bytes(range(256)) * 4, b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read(content, "合同.txt")
