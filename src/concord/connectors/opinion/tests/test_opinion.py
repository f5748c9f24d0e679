"""A second opinion is masked on the way out, checked on the way in, and never needed."""

from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.connectors.opinion import client
from concord.connectors.opinion.client import Opinion, pieces
from concord.connectors.opinion.masking import masked
from concord.core.refusals import OutsideFailure
from concord.engines.review.document import Document
from concord.engines.review.reading.read import read
from tests.ground.stand_ins import KEY, stand_in

TEXT = """甲方：云溪区教育局
统一社会信用代码：11330100MB0X12345Q
法定代表人：欧阳建国
地址：云溪区竹溪路12号
乙方：南屏瑞川科技有限公司
联系人：王小兰　电话：13800138000
第一条 乙方按时交货。
第二条 乙方承担因此产生的一切责任。
开户行：云溪商业银行竹溪支行　账号：6222020200012345678
云溪区教育局（盖章）"""
SECRETS = [
    "云溪区教育局",
    "南屏瑞川",
    "欧阳建国",
    "小兰",
    "13800138000",
    "11330100MB0X",
    "竹溪路",
    "62220202",
    "竹溪支行",
]


def document(words: str = TEXT) -> Document:
    return read(words.encode())


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stand_in("opinion") as address:
        yield address


def control(url: str, way: str) -> None:
    assert httpx.post(f"{url}/control", json={"fail": way, "times": 1}).status_code == 200


def test_what_the_model_says_is_marked_as_its_and_stands_where_it_quotes(url: str) -> None:
    told = Opinion(url, KEY, "reader-1").of(document())
    (one,) = told.findings
    assert (one.rule, one.verdict, one.quote) == ("MODEL", "check", "第二条 乙方承担因此产生的一切责任")
    (span,) = one.spans
    assert document().block(span.block).text[span.start : span.end] == one.quote
    assert one.articles == ("民法典 584",)
    assert told.invented == 0


def test_nobody_and_no_number_of_the_contract_is_sent(url: str) -> None:
    Opinion(url, KEY, "reader-1").of(document())
    sent = httpx.get(f"{url}/asked").json()[0]
    assert "乙方按时交货" in sent
    assert [secret for secret in SECRETS if secret in sent] == []


@given(
    st.lists(st.sampled_from([*SECRETS, "甲方：", "，", "第三条", " ", "　", "\n", "乙方"]), max_size=12).map("".join)
)
def test_masking_keeps_every_place(words: str) -> None:
    for block, shown in masked(document("甲方：云溪区教育局\n" + words)):
        assert len(shown) == len(block.text)


def test_what_stands_nowhere_is_counted_and_left_out(url: str) -> None:
    control(url, "invent")
    told = Opinion(url, KEY, "reader-1").of(document())
    assert (told.findings, told.invented) == ((), 1)


@pytest.mark.parametrize(("way", "again"), [("500", True), ("timeout", True), ("garble", True), ("reject", False)])
def test_failures_say_whether_to_try_again(url: str, monkeypatch: pytest.MonkeyPatch, way: str, again: bool) -> None:
    monkeypatch.setattr(client, "PATIENCE", httpx.Timeout(0.5))
    control(url, way)
    with pytest.raises(OutsideFailure) as failure:
        Opinion(url, KEY, "reader-1").of(document())
    assert failure.value.again is again


def test_a_long_contract_is_asked_about_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PIECE", 30)
    blocks = masked(document("\n".join(f"第{number}段一共有十个字的话" for number in range(9))))
    parts = list(pieces(blocks))
    assert [one for part in parts for one in part] == blocks
    assert {len(part) for part in parts} == {2, 1}
