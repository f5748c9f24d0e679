"""How disputes are settled: by arbitration and where, by which court, and whether that is still to be chosen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.engines.review.kinds import About, Clauses
from concord.engines.review.text import At, Text

_WORDS = re.compile(r"仲裁|法院|诉讼|起诉|打官司|诉诸法律")
_BOUND = re.compile(r"争议|纠纷|协商不成|协商不能|调解不成|管辖")
INSTITUTION = re.compile(r"(?<![一-龥])?([一-龥]{2,16}?仲裁(?:委员会|院|中心)(?:\([一-龥]+\))?)")
COURT = re.compile(r"([一-龥、/()]{0,24}?)(?:有管辖权的|具有管辖权的|管辖的)?(?:的)?(人民法院|法院)")
_OPTIONS = re.compile(
    r"[□☐☑■√☒①②]|第\s*[_\s]*\s*种|\(\s*[1-9一二]\s*\)[^。\n]{0,30}仲裁|(?:以下|下列)[^。\n]{0,20}(?:方式"
    r"|种|项)|^\s*(?:\d[.、]|[一二][、.])"
)
_OR = re.compile(r"或|也可|亦可|均可|既可|任选|选择|也有权|亦|并可")


@dataclass(frozen=True, slots=True)
class Settling:
    """The sentences on disputes, joined: what they say of arbitration and of courts; `open` where options stand."""

    words: str
    at: At
    arbitration: bool
    court: bool
    institutions: tuple[str, ...]
    courts: tuple[str, ...]
    open: bool
    either: bool


def settlings(text: Text, clauses: Clauses) -> Iterator[Settling]:
    """Each clause on disputes; where none is headed so, each line that speaks of disputes and of who decides."""
    headed = [clause.at for clause in clauses.of(About.DISPUTE)]
    places = [at for at in headed if _WORDS.search(text.words, at.start, at.end)]
    if not places:
        lines = {text.paragraph(found.start()).at for found in text.find(_WORDS)}
        places = [at for at in sorted(lines) if _BOUND.search(text.words[at.start : at.end])]
    for at in places:
        yield _settling(text, at)


def _settling(text: Text, at: At) -> Settling:
    words = text.words[at.start : at.end]
    told = re.sub(r"(?:不(?!满|服|同意|认可|接受)|放弃)[^。;,\n]{0,6}(?:仲裁|诉讼|起诉)", "", words)
    arbitration = re.search(r"(?<!劳动)(?<!人事)仲裁(?!法)", told)
    court = re.search(r"法院(?!裁定|判决书|判决确定|生效)|诉讼(?!时效|费|请求)|起诉|打官司|诉诸法律", told)
    between = (
        told[min(arbitration.start(), court.start()) : max(arbitration.end(), court.end())]
        if arbitration and court
        else ""
    )
    return Settling(
        words=words,
        at=_tight(text, at),
        arbitration=bool(arbitration),
        court=bool(court),
        institutions=tuple(dict.fromkeys(_institution(one) for one in INSTITUTION.findall(told))),
        courts=tuple(found[1].strip() for found in COURT.finditer(told)),
        open=bool(_OPTIONS.search(words.partition("\n")[2] if "\n" in words else words))
        or bool(re.search(r"[□☐☑■]|种方式", words)),
        either=bool(_OR.search(between)) or bool(re.search(r"(?:或裁或审|也可以?|亦可|均可|任选)", told)),
    )


def _institution(words: str) -> str:
    """The name of an institution without what leads to it: 提交某地仲裁委员会 is 某地仲裁委员会."""
    return re.sub(r"^.*(?:提交|提请|申请|向|由|至|到|交|或者?|在|和|及|、|约定|选择|以|按|请求|双方)", "", words)


def _tight(text: Text, at: At) -> At:
    """The place from the first word on who decides to the last, so that a finding marks no more than it must."""
    found = [one.span() for one in text.find(_WORDS, at)]
    start = text.sentence(found[0][0]).at.start
    return At(start, text.sentence(found[-1][1] - 1).at.end)
