"""STR: what is signed is clean, approved, and signed in full."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.document import Comment, Revision
from concord.engines.review.facts.nature import Mode
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At, folded


@rule("STR-12")
def open_changes(case: Case) -> Iterator[Hit]:
    """Nothing is signed with tracked changes, hidden words or comments in it; each paragraph is told once."""
    for block, begin in zip(case.text.blocks, case.text.starts, strict=True):
        if block.revisions:
            first = block.revisions[0]
            verb = "插入" if first.kind is Revision.INSERTED else "删除"
            end = max(first.end, min(first.start + 1, len(block.text)))
            more = f"等{len(block.revisions)}处" if len(block.revisions) > 1 else ""
            yield Hit(At(begin + first.start, begin + end), {"what": f"未接受的修订：{verb}“{first.words[:30]}”{more}"})
        if block.hidden:
            start, end = block.hidden[0]
            yield Hit(At(begin + start, begin + end), {"what": f"隐藏文字“{block.text[start:end][:30]}”"})
    for comment in case.document.comments:
        yield Hit(_place(case, comment), {"what": f"批注：“{comment.words[:30]}”"})


def _place(case: Case, comment: Comment) -> At | None:
    """Where a comment lies in the joined text; nowhere where it lies in a header or a footer."""
    for block, begin in zip(case.text.blocks, case.text.starts, strict=True):
        if block.id == comment.block:
            return At(begin + comment.start, begin + max(comment.end, comment.start))
    return None


@rule("STR-15")
def as_approved(case: Case) -> Iterator[Hit]:
    """What is signed is what was approved."""
    signed = case.context.signed
    if not signed or not signed.approved_sha256 or signed.approved_sha256 == case.document.sha256:
        return
    if not signed.approved_words:
        yield Hit(None, {"what": "文件哈希值与审定版不同"})
        return
    ours = re.sub(r"\s", "", case.words)
    theirs = re.sub(r"\s", "", folded(signed.approved_words))
    if ours != theirs:
        yield Hit(_difference(case, theirs), {"what": "正文与审定版不同"})


def _difference(case: Case, approved: str) -> At:
    """The line where the text first differs from the approved one."""
    place = 0
    for start, sign in enumerate(case.words):
        if not sign.isspace():
            if place >= len(approved) or sign != approved[place]:
                return case.text.paragraph(start).at
            place += 1
    return case.text.paragraph(len(case.words) - 1).at


@rule("STR-16")
def signatures(case: Case) -> Iterator[Hit]:
    """There is a place for signature, seal and day, and what is signed is signed."""
    if not case.whole:
        return
    block = case.signature
    told = [("签字", block.names), ("盖章", block.seals), ("日期", block.dated)]
    missing = [name for name, there in told if not there]
    if block.at is None or missing:
        yield Hit(block.at, {"what": "缺少" + "、".join(missing or ["签章栏"]) + "栏"})
    elif case.mode is Mode.FINAL and block.signed_on is None:
        yield Hit(block.at, {"what": "没有填写签订日期"})
    if case.context.signed and case.context.signed.verified is False:
        yield Hit(block.at, {"what": "电子签名未通过验证"})
