"""Names in a report by rules: people by surname and what stands around them, organisations and places by their endings.

Every function gives spans (begin and end) in the order of the text.
"""

import re
from collections.abc import Iterable, Iterator

from concord.engines.text.wordlists import one_of, word_lists

Span = tuple[int, int]

_HAN = "[\u4e00-\u9fff]"
_SURNAME = f"[{''.join(word_lists()['surnames'])}]"
_NO_NAME = f"(?!{one_of('no_name')})"
_NAME = rf"{_NO_NAME}{_SURNAME}{_HAN}{{1,2}}"
_AFTER = one_of("after_a_name")
PERSON = re.compile(
    rf"(?:{one_of('before_a_name')})\s*[:：]?\s*(?P<named>{_NAME})(?=[，。、,.;；:：\s（(）)！？!?]|{_AFTER}|$)"
    rf"|(?P<listed>(?<!{_HAN}){_NAME})(?=[，,（(]\s*(?:男|女|身份证|电话|联系电话|汉族))"
    rf"|(?P<polite>(?<!公){_NO_NAME}{_SURNAME}(?:{one_of('polite')}))"
    rf"|(?:司机|老板|房东|邻居|工头|同事|叫|[，。,\s])(?P<familiar>[老小]{_SURNAME})(?=[，。,\s]|{_AFTER}|$)"
)
ORGANISATION = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9（）()·]{{1,24}}?(?:{one_of('organisation_endings').replace('HAN', _HAN)})"
)
BEFORE_AN_ORGANISATION = re.compile(f"^(?:{one_of('before_an_organisation')})+")
NO_ORGANISATION = frozenset(word_lists()["no_organisation"])
PLACE = re.compile(
    rf"(?:{_HAN}{{2,6}}?(?:省|自治区))?(?:{_HAN}{{2,6}}?市)?(?:{_HAN}{{1,5}}?(?:区|县))?"
    rf"(?:{_HAN}{{2,8}}?(?:街道|镇|乡|新村|村|社区|小区|花园|公寓|家园|大厦|广场|大道|路|街|巷|弄|苑|工业园|开发区))"
    r"(?:\d{1,5}[号弄幢栋])?(?:\d{1,4}(?:单元|室|楼|层|号楼|栋|幢|组))*"
)
CITY_AND_COUNTY = re.compile(rf"{_HAN}{{2,4}}市{_HAN}{{1,4}}(?:区|县)|{_HAN}{{2,3}}(?:省|市){_HAN}{{2,3}}市")
BEFORE_A_PLACE = re.compile(f"^(?:{one_of('before_a_place')})+")
NO_PLACE = re.compile(f"(?:{one_of('no_place')})$")


def person_spans(text: str) -> Iterator[Span]:
    """People: a surname with a title or 某, or a full name after a word that announces one."""
    for match in PERSON.finditer(text):
        yield match.span(match.lastgroup or 0)


def _trimmed(match: re.Match[str], lead_in: re.Pattern[str]) -> Span:
    cut = lead_in.match(match.group())
    return match.start() + (cut.end() if cut else 0), match.end()


def organisation_spans(text: str) -> Iterator[Span]:
    """Organisations with a name of their own, not "the company" or "the school"."""
    for match in ORGANISATION.finditer(text):
        start, end = _trimmed(match, BEFORE_AN_ORGANISATION)
        if end - start >= 4 and text[start:end] not in NO_ORGANISATION:
            yield start, end


def _is_place(text: str) -> bool:
    general = NO_PLACE.search(text)
    return len(text) >= 3 and not (general and general.start() <= 1) and not text.endswith(("马路", "公路", "道路"))


def _ruled_places(text: str) -> Iterator[Span]:
    for pattern in (PLACE, CITY_AND_COUNTY):
        for match in pattern.finditer(text):
            start, end = _trimmed(match, BEFORE_A_PLACE)
            if _is_place(text[start:end]):
                yield start, end


def _named_places(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        if len(name) >= 2:
            yield from (match.span() for match in re.finditer(re.escape(name), text))


def place_spans(text: str, names: Iterable[str] = ()) -> Iterator[Span]:
    """Places by their endings, and those of `names` (divisions known to the caller); none inside another."""
    spans = sorted({*_ruled_places(text), *_named_places(text, names)}, key=lambda span: (span[0], -span[1]))
    reached = -1
    for start, end in spans:
        if end > reached:
            yield start, end
            reached = end
