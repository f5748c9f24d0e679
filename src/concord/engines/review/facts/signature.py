"""Where the contract is signed: the lines at its end for names, seals and the day."""

import re
from dataclasses import dataclass

from concord.engines.review.facts.dates import Dated
from concord.engines.review.text import At, Text

_SIGNS = re.compile(r"(?:盖章|签章|公章|签字|签名)(?!后|之日|生效|确认|、|即|并|的|认可|或|时|盖章(?:后|之日))")
_AGENT = re.compile(
    r"(?:委托代理人|授权代表|授权委托人|委托代表人)\s*(?:\((?:签字|签章"
    r"|签名)\))?\s*:\s*([^\s_\n\t,;。(]{2,4})(?![^\s\n\t])"
)
_DAY = re.compile(r"(?:签订|签署|签约)(?:日期|时间)\s*[:为]?\s*$|(?:于|在)\s*$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The block of signatures: where it lies, what it asks for, the agent who signs, the day of signing."""

    at: At | None
    seals: bool
    names: bool
    dated: bool
    agent: At | None
    signed_on: Dated | None


def signature(text: Text, dates: tuple[Dated, ...]) -> Signature:
    """What the last part of the text, from its first line to be signed, provides."""
    later = len(text) // 2
    first = next((found for found in text.find(_SIGNS) if found.start() > later and _short(text, found.start())), None)
    at = At(text.paragraph(first.start()).at.start, len(text)) if first else None
    words = text.words[at.start : at.end] if at else ""
    agent = next((At(*found.span()) for found in text.find(_AGENT, at)), None) if at else None
    return Signature(
        at=at,
        seals=bool(re.search(r"章", words)),
        names=bool(re.search(r"签字|签名|签章|法定代表人|代表人|代理人|负责人", words)),
        dated=bool(re.search(r"年[_\s\d]*月|日期", words)),
        agent=agent,
        signed_on=_signed_on(text, dates, at),
    )


def _short(text: Text, place: int) -> bool:
    return len(text.paragraph(place).words.strip()) < 60


def _signed_on(text: Text, dates: tuple[Dated, ...], at: At | None) -> Dated | None:
    labelled = [
        one
        for one in dates
        if re.search(
            r"(?:签订|签署|签约)(?:日期|时间)\s*[:为]?\s*$", text.words[max(0, one.at.start - 8) : one.at.start]
        )
    ]
    within = [one for one in dates if at and at.start <= one.at.start]
    behind = [
        one for one in dates if re.match(r"[^\n。;]{0,12}(?:签订|签署)", text.words[one.at.end : one.at.end + 16])
    ]
    found = labelled or within or behind
    return found[-1] if found else None
