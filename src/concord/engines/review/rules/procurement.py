"""PRC: the contract against what was tendered, awarded, valued and approved; silent where that is not given."""

import re
from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.parties import Side, plain
from concord.engines.review.registry import Hit, rule
from concord.engines.review.rules.amounts import yuan
from concord.engines.review.rules.price_lists import CENT
from concord.engines.review.text import At


@rule("PRC-01")
def as_tendered(case: Case) -> Iterator[Hit]:
    """Price, time, payment, quality and subject are those of the tender."""
    tender = case.context.tender
    if not tender:
        return
    if case.price and tender.award is not None and case.price.value < tender.award - CENT:
        yield Hit(
            case.price.at,
            {"what": f"合同价{yuan(case.price.value)}元，中标（成交）价{yuan(tender.award)}元"},
            numeric=True,
        )
    if tender.subject and plain(tender.subject) not in plain(case.words):
        yield Hit(None, {"what": f"合同中没有采购项目“{tender.subject}”"})
    if tender.quality and plain(tender.quality) not in plain(case.words):
        yield Hit(None, {"what": f"合同中没有采购文件的质量要求“{tender.quality}”"})
    yield from _times(case, tender.days, tender.payment_days)


def _times(case: Case, days: int | None, payment_days: int | None) -> Iterator[Hit]:
    for sentence in case.sentences(re.compile(r"工期|交货期|交付期|服务期|履行期|交货时间")) if days else ():
        stated = [one for one in case.lasting(sentence.at) if one.unit != "工作日"]
        if stated and all(one.days != days for one in stated):
            yield Hit(sentence.at, {"what": f"履行期限与采购文件（{days}天）不同"}, numeric=True)
            break
    longest = max((one.due.days for one in case.instalments if one.due), default=None)
    if payment_days is not None and longest is not None and longest > payment_days:
        part = next(one for one in case.instalments if one.due and one.due.days == longest)
        yield Hit(part.sentence.at, {"what": f"付款期限长于采购文件（{payment_days}天）"}, numeric=True)


@rule("PRC-02")
def winner(case: Case) -> Iterator[Hit]:
    """Who signs is who won."""
    tender, second = case.context.tender, case.party(Side.SECOND)
    if tender and tender.winner and second and second.name and plain(second.name) != plain(tender.winner):
        yield Hit(second.at, {"name": second.name, "winner": tender.winner})


@rule("PRC-03")
def team(case: Case) -> Iterator[Hit]:
    """The people who were promised are named."""
    tender = case.context.tender
    if tender and (missing := [name for name in tender.team if name not in case.words]):
        yield Hit(None, {"names": "、".join(missing)})


@rule("PRC-04")
def disposed(case: Case) -> Iterator[Hit]:
    """A public asset is let or sold after valuation, approval and open trade."""
    asset = case.context.asset
    if asset:
        told = [("资产评估", asset.appraised is not None), ("审批", asset.approved), ("公开交易", asset.traded)]
        if missing := [name for name, there in told if not there]:
            yield Hit(None, {"what": "、".join(missing)})


_HANDED_IN = re.compile(r"非税|国库|财政专户|上缴|收支两条线")


@rule("PRC-05")
def rent(case: Case) -> Iterator[Hit]:
    """A public asset is not let or sold below its value, and what it earns goes to the treasury."""
    asset = case.context.asset
    lines = [one for one in (asset.floor, asset.appraised) if one is not None] if asset else []
    if lines and case.price and case.price.value < min(lines):
        said = f"价格{yuan(case.price.value)}元低于底价或者评估价{yuan(min(lines))}元"
        yield Hit(case.price.at, {"what": said}, numeric=True)
    if asset and case.nature is Nature.LEASE and not case.says(_HANDED_IN):
        yield Hit(None, {"what": "没有约定租金收入上缴"})


_ABROAD = re.compile(r"(?<![为是])境外(?:公司|企业|机构|组织|法人|投资)|外国(?:公司|企业|政府|机构)|国际贷款")
_PEOPLE = re.compile(r"招商|特许经营|征收补偿|政府与社会资本")


@rule("PRC-06")
def major(case: Case) -> Iterator[Hit]:
    """Major contracts, by amount, kind or length, go to the third review."""
    limit = case.context.limits.major
    why = []
    if case.total is not None and case.total >= limit:
        why.append(f"金额达到{limit:,.0f}元")
    if case.nature in {Nature.ADMINISTRATIVE, Nature.GUARANTEE, Nature.TRANSFER}:
        why.append({Nature.TRANSFER: "处置资产", Nature.GUARANTEE: "涉及担保"}.get(case.nature, "属于行政协议"))
    if any(term.first.day and term.last.day and (term.last.day - term.first.day).days >= 3650 for term in case.terms):
        why.append("期限10年以上")
    if case.says(_PEOPLE):
        why.append("招商、特许经营或者征收")
    if case.says(_ABROAD):
        why.append("涉及境外")
    if why:
        at = case.price.at if case.price else At(0, min(len(case.text), 40))
        yield Hit(at, {"why": "、".join(why)})
