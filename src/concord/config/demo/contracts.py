"""Seven contracts of one department of the demo county, most at another step; parties, sums and texts are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from concord.apps.contracts.models import Contract, Counsel, Opinion
from concord.apps.contracts.services import (
    answering,
    approving,
    awarding,
    drafting,
    filing,
    performing,
    requesting,
    reviewing,
    screening,
    signing,
)
from concord.apps.contracts.services.counsel import CounselEntry, declare_engagement, enter_counsel
from concord.config.demo.clock import at
from concord.config.demo.county import County
from concord.core.matters.access import declare_system
from concord.core.papers import store
from concord.core.people.models import Person
from concord.engines.review.facts.codes import sealed
from concord.engines.review.modelform import Line, draft, forms
from concord.engines.review.writing.new import new_docx

ARCHIVE = requesting.Asked(
    title="数字档案管理系统开发",
    nature="software",
    procurement="open_tender",
    counterpart="杭州云溪档案科技有限公司",
    counterpart_code=sealed("91330105MA2K0001"),
    counterpart_small=True,
    amount=Decimal("2970000"),
    purpose="档案数字化率要达到95%，现有系统不能对接省平台。",
    project_number="ZC2026-0117",
)
PLATFORM = replace(
    ARCHIVE,
    title="企业服务平台升级",
    counterpart="浙江同方数据技术有限公司",
    counterpart_code=sealed("91330105MA2K0002"),
    amount=Decimal("3260000"),
    purpose="惠企政策在线兑付，与省平台对接。",
    project_number="ZC2026-0142",
)
DESKS = replace(
    ARCHIVE,
    title="办公家具采购",
    nature="goods",
    procurement="inquiry",
    counterpart="宁波嘉木家具有限公司",
    counterpart_code=sealed("91330205MA2K0003"),
    amount=Decimal("486000"),
    purpose="新办公楼三层办公家具。",
    project_number="ZC2026-0155",
)
HOUSE = replace(
    ARCHIVE,
    title="湖墅南路国有房屋出租",
    nature="lease",
    procurement="none",
    counterpart="杭州青禾文化传播有限公司",
    counterpart_code=sealed("91330105MA2K0004"),
    amount=Decimal("1080000"),
    purpose="闲置房屋公开招租，用于文化创意办公。",
    project_number="GZ2026-0031",
    begins_on=date(2027, 1, 1),
    ends_on=date(2029, 12, 31),
)
NETWORK = replace(
    ARCHIVE,
    title="政务网络机房改造",
    nature="works",
    counterpart="浙江远成建设有限公司",
    counterpart_code=sealed("91330105MA2K0005"),
    amount=Decimal("12800000"),
    purpose="机房消防和供电不达标，需整体改造。",
    project_number="ZC2026-0160",
)
CHAIRS = replace(
    DESKS,
    title="办公座椅采购（一期）",
    procurement="small",
    amount=Decimal("268000"),
    purpose="新办公楼一层、二层办公座椅。",
    project_number="",
)
MORE_CHAIRS = replace(CHAIRS, title="办公座椅采购（二期）", purpose="新办公楼三层办公座椅。")
FILLED = {
    "a_code": sealed("1133010500250001"),
    "a_address": "拱墅区演示路9号",
    "a_person": "费立",
    "b_address": "杭州市演示大道100号",
    "b_person": "陆成",
    "size": "小型企业",
    "place": "拱墅区演示路9号",
    "days": "60",
    "bond": "5",
    "area": "420",
    "bank": "拱墅农村商业银行",
    "account": "20100012345678901",
}
# Sentences of a counterparty's draft that nobody in the office wrote.
FOREIGN = (
    "因财政资金拨付不及时造成的付款延误，甲方不承担任何责任。",
    "甲方应在验收合格后90日内付款。",
    "本合同最终解释权归乙方所有。",
    "发生争议的，可以向仲裁委员会申请仲裁，也可以向人民法院起诉。",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does what, and when the story began."""

    county: County
    handler: Person
    approver: Person
    seal: Person
    counsel: Counsel
    began: datetime

    def later(self, days: int) -> datetime:
        """An instant some days on, in office hours."""
        return self.began + timedelta(days=days)


def make_contracts(county: County) -> None:
    """The pool of counsel and the contracts; making them again changes nothing."""
    declare_system()
    if Contract.objects.filter(matter__county=county.place.pk).exists():
        return
    handler, approver, seal = (Person.objects.get(username=one) for one in ("contracts", "contract-approver", "seal"))
    desk = Desk(county, handler, approver, seal, _counsel(county), _office_hours(timezone.now() - timedelta(days=28)))
    _paid(desk, _signed(desk, ARCHIVE))
    for one in (CHAIRS, MORE_CHAIRS):  # together they had to be bought under supervision
        _signed(desk, one)
    _with_the_bureau(desk, PLATFORM)
    _with_counsel(desk, DESKS)
    _drafted(desk, HOUSE, FOREIGN[1:3], 20)
    _asked(desk, NETWORK, 26)


def _office_hours(instant: datetime) -> datetime:
    return timezone.localtime(instant).replace(hour=9, minute=40)


def _counsel(county: County) -> Counsel:
    keeper, person = (Person.objects.get(username=name) for name in ("legality", "counsel"))
    entry = CounselEntry(
        person=person, firm=county.bodies["law_firm"], place_id=county.place.pk, introduction="政府采购和信息化合同"
    )
    made = enter_counsel(entry, by=keeper)
    declare_engagement(made.pk, "浙江远成建设有限公司", by=person)
    return made


def _asked(desk: Desk, asked: requesting.Asked, day: int) -> Contract:
    with at(desk.later(day)):
        body = desk.county.bodies["econ"].pk
        return requesting.request_contract(asked, body, by=desk.handler, today=timezone.localdate(), invented=True)


def _approved(desk: Desk, asked: requesting.Asked, day: int) -> Contract:
    made = _asked(desk, asked, day)
    with at(desk.later(day + 1)):
        requesting.approve_request(made.pk, by=desk.approver, today=timezone.localdate())
    return made


def _drafted(desk: Desk, asked: requesting.Asked, sentences: Sequence[str], day: int) -> Contract:
    """A first version from the model form; with sentences, a second one as the counterparty sent it back."""
    made = _approved(desk, asked, day)
    with at(desk.later(day + 2)):
        drafting.draft_from_form(made.pk, asked.nature, FILLED, by=desk.handler)
    if sentences:
        made.refresh_from_db()
        file = screening.File(_foreign(made, sentences), f"{asked.title}（相对方修改稿）.docx")
        with at(desk.later(day + 3)):
            screening.add_version(made.pk, file, note="相对方发回的修改稿", by=desk.handler)
    return made


def _foreign(contract: Contract, sentences: Sequence[str]) -> bytes:
    lines: list[Line] = []
    for line in draft(forms()[contract.form], contract.form_fields):
        lines.append(line)
        if line.heading and ("付款" in line.words or "支付" in line.words):
            lines += [Line(one) for one in sentences]
    return new_docx(lines)


def _with_counsel(desk: Desk, asked: requesting.Asked) -> None:
    made = _drafted(desk, asked, FOREIGN, 22)
    with at(desk.later(26)):
        reviewing.send_to_counsel(made.pk, desk.counsel.pk, by=desk.handler, today=timezone.localdate())


def _agreed(desk: Desk, made: Contract, day: int) -> None:
    with at(desk.later(day)):
        review = reviewing.send_to_counsel(made.pk, desk.counsel.pk, by=desk.handler, today=timezone.localdate())
    with at(desk.later(day + 2)):
        reviewing.give_opinion(
            review.pk, Opinion.CHANGES, words="补齐空白后同意。", by=desk.counsel.person, today=timezone.localdate()
        )


def _with_the_bureau(desk: Desk, asked: requesting.Asked) -> None:
    _agreed(desk, _drafted(desk, asked, (), 18), 21)


def _signed(desk: Desk, asked: requesting.Asked) -> Contract:
    made = _approved(desk, asked, 0)
    awarded = awarding.Awarded(winner=asked.counterpart, price=asked.amount, number=asked.project_number, days=60)
    with at(desk.later(2)):
        awarding.enter_award(made.pk, awarded, by=desk.handler)
        version = drafting.draft_from_form(made.pk, asked.nature, FILLED | {"signed": "2026-11-10"}, by=desk.handler)
    _agreed(desk, made, 3)
    with at(desk.later(6)):
        for one in version.findings.filter(severity__in=["block", "high"]):
            answering.answer_finding(one.pk, "rejected", reason="已核对，见采购文件。", by=desk.approver)
        approving.send_to_approval(made.pk, by=desk.handler, today=timezone.localdate())
        approving.approve(made.pk, by=desk.approver, today=timezone.localdate())
    with at(desk.later(8)):
        today = timezone.localdate()
        told = signing.Signing(kind="sealed", signed_on=today)
        copy = screening.File(store.get(version.paper.sha256), "已签章.docx")
        signing.record_copy(made.pk, copy, told, by=desk.seal, today=today)
    with at(desk.later(9)):
        filing.file_contract(made.pk, by=desk.handler, today=timezone.localdate())
    return made


# Day, amount, voucher, invoice: the second one comes before anything was accepted, and without an invoice.
PAID = ((12, 891_000, "GK-2026-0311", "浙税04417203"), (21, 1_188_000, "GK-2026-0356", ""))


def _paid(desk: Desk, made: Contract) -> None:
    for day, amount, voucher, invoice in PAID:
        with at(desk.later(day)):
            today = timezone.localdate()
            paying = performing.Paying(voucher, today, Decimal(amount), invoice=invoice)
            performing.record_payment(made.pk, paying, by=desk.handler, today=today)
