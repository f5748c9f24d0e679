"""DIS: arbitration: alone, by an institution that exists, and not of administrative agreements."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.disputes import Settling
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, rule

_EXEMPT = re.compile(r"农村土地承包(?:纠纷)?仲裁|土地承包(?:经营)?(?:纠纷)?仲裁|劳动(?:争议|人事)|人事争议|承包仲裁")

_SECOND_INSTANCE = re.compile(r"(?:不服|不满|不认可|不接受|有异议|先仲裁)[^。;\n]{0,20}(?:起诉|诉讼|法院|打官司)")

_NOT_BOTH = re.compile(r"(?:申请|强制)(?:法院)?(?:强制)?执行|财产保全|撤销(?:仲裁)?裁决")

_VAGUE = re.compile(r"所在地|住所地|的仲裁|当地|有关|相关|所属|本地|上级|有管辖权|辖区|主管|工程地|签订地|履行地")

_BLANK_NAME = re.compile(r"(?:_{2,}|【\s*】)\s*仲裁")


def _closed(case: Case) -> Iterator[Settling]:
    """What is settled, without options still open: those are boxes to tick, not a choice of both."""
    yield from (one for one in case.settlings if not one.open)


@rule("DIS-01")
def either(case: Case) -> Iterator[Hit]:
    """Arbitration or court, not both; for rural land and for labour the law allows both."""
    for one in _closed(case):
        exempt = case.nature is Nature.LAND or _EXEMPT.search(one.words)
        both = one.arbitration and one.court and not _NOT_BOTH.search(one.words)
        if both and not exempt and (one.either or _SECOND_INSTANCE.search(one.words)):
            yield Hit(one.at)


def _exact(one: Settling) -> tuple[str, ...]:
    return tuple(name for name in one.institutions if not _VAGUE.search(name) and "__" not in name and len(name) > 5)


@rule("DIS-02")
def institution(case: Case) -> Iterator[Hit]:
    """Who wants arbitration names the institution."""
    for one in _closed(case):
        named = (
            _exact(one)
            or _SECOND_INSTANCE.search(one.words)
            or _BLANK_NAME.search(one.words)
            or _EXEMPT.search(one.words)
        )
        if one.arbitration and not one.either and not named:
            yield Hit(one.at)


@rule("DIS-03")
def two_institutions(case: Case) -> Iterator[Hit]:
    """One institution, not two."""
    for one in _closed(case):
        if len(_exact(one)) > 1:
            yield Hit(one.at, {"names": "、".join(_exact(one))})


@rule("DIS-04")
def known_institution(case: Case) -> Iterator[Hit]:
    """The institution exists under this name."""
    for one in _closed(case):
        for name in _exact(one):
            if case.context.institutions and name not in case.context.institutions:
                yield Hit(one.at, {"name": name})


@rule("DIS-08")
def administrative(case: Case) -> Iterator[Hit]:
    """An administrative agreement is not arbitrated."""
    yield from (Hit(one.at) for one in case.settlings if one.arbitration and not _EXEMPT.search(one.words))
