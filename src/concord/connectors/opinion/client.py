"""Ask a model what it would say of a contract, and keep of it what can be checked."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from json import dumps, loads

import httpx

from concord.connectors.opinion.masking import masked
from concord.core.refusals import OutsideFailure
from concord.engines.review.document import Block, Document, Finding, Severity, Span, Verdict
from concord.engines.review.screen import finding_key
from concord.engines.review.statutes import article

RULE = "MODEL"
PIECE = 6_000
MOST = 50
PATIENCE = httpx.Timeout(120, connect=5)
MAY_PASS = frozenset({408, 425, 429})
ASKED = (
    "你协助审查中国行政机关的合同。下面是合同的若干段落，每行是段落编号、制表符和文字；星号是隐去的内容，不要评论。"
    '请只用JSON回答：{"findings": [{"block": 段落编号, "quote": 原文中的连续文字, "reason": 问题和理由,'
    ' "proposal": 建议的写法, "article": 依据的法律简称和条号，如“民法典 585”，没有把握则留空}]}。'
    "没有问题时findings为空。"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A second opinion: what could be checked, each marked as the model's; and how many quotes stand nowhere."""

    model: str
    findings: tuple[Finding, ...]
    invented: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """A server that completes chats as the OpenAI API does: its address, key and model."""

    url: str
    key: str
    model: str

    def of(self, document: Document) -> Told:
        """What the model finds in a document, piece by piece. Nothing of it is sent unmasked."""
        found: list[Finding] = []
        invented = 0
        for piece in pieces(masked(document)):
            known = {block.id: (block, shown) for block, shown in piece}
            for told in self._asked(piece):
                finding = checked(told, known)
                if finding is None:
                    invented += 1
                else:
                    found.append(finding)
        return Told(self.model, tuple(found[:MOST]), invented)

    def _asked(self, piece: list[tuple[Block, str]]) -> list[dict[str, object]]:
        shown = "\n".join(f"{block.id}\t{block.number}{words}" for block, words in piece)
        said = self._post(
            {
                "model": self.model,
                "temperature": 0,
                "messages": [{"role": "system", "content": ASKED}, {"role": "user", "content": shown}],
            }
        )
        try:
            content = str(loads(said)["choices"][0]["message"]["content"])
            told = loads(content[content.index("{") : content.rindex("}") + 1])["findings"]
            return [dict(one) for one in told]
        except (ValueError, TypeError, KeyError, IndexError) as strange:
            raise OutsideFailure("The model's answer is not the JSON that was asked for.", again=True) from strange

    def _post(self, asked: dict[str, object]) -> bytes:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        where = self.url.rstrip("/") + "/chat/completions"
        try:
            answer = httpx.post(where, content=dumps(asked, ensure_ascii=False), headers=headers, timeout=PATIENCE)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The model server does not answer ({type(error).__name__}).", again=True) from error
        if answer.status_code != httpx.codes.OK:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(f"The model server answered {answer.status_code}.", again=again)
        return answer.content


def named() -> Opinion | None:
    """The server that the environment names (CONCORD_OPINION_URL, _KEY, _MODEL); None where it names none."""
    url, model = os.environ.get("CONCORD_OPINION_URL", ""), os.environ.get("CONCORD_OPINION_MODEL", "")
    return Opinion(url, os.environ.get("CONCORD_OPINION_KEY", ""), model) if url and model else None


def pieces(blocks: list[tuple[Block, str]]) -> Iterator[list[tuple[Block, str]]]:
    """The blocks in order, as many together as a piece may hold; a longer block is a piece of its own."""
    piece: list[tuple[Block, str]] = []
    length = 0
    for block, words in blocks:
        if piece and length + len(words) > PIECE:
            yield piece
            piece, length = [], 0
        piece.append((block, words))
        length += len(words)
    if piece:
        yield piece


def checked(told: dict[str, object], known: dict[str, tuple[Block, str]]) -> Finding | None:
    """What the model said as a finding: only where it quotes words that stand in the block it names, unhidden."""
    quote, reason = str(told.get("quote", "")).strip(), str(told.get("reason", "")).strip()
    block, shown = known.get(str(told.get("block", "")), (None, ""))
    start = shown.find(quote) if len(quote) > 1 else -1
    if block is None or start < 0 or not reason:
        return None
    words = block.text[start : start + len(quote)]
    return Finding(
        rule=RULE,
        severity=Severity.NOTE,
        verdict=Verdict.CHECK,
        spans=(Span(block.id, start, start + len(quote)),),
        quote=words,
        reason=reason[:500],
        articles=_articles(str(told.get("article", ""))),
        proposal=str(told.get("proposal", "")).strip()[:1000],
        key=finding_key(RULE, words),
    )


def _articles(name: str) -> tuple[str, ...]:
    """The article named, if it is among our statutes."""
    try:
        article(name)
    except KeyError:
        return ()
    return (name,)
