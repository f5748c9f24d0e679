"""A new record finds what a whole linking would have found for it, with reasons in words; nobody is judged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from concord.engines.linkage.because import NOT_STATED_EN
from concord.engines.linkage.finding import InMemory, find, find_form
from concord.engines.linkage.model import Answer, model
from concord.engines.linkage.records import Record, prepare
from concord.engines.linkage.tests.linked import linked

TOLD = Record(
    "hotline", "1", "张先生", "13812345678", "", "数语劳务公司", "330105001", Decimal(30_000), date(2026, 3, 2),
    "C07-1",
    "来电人反映数语劳务公司拖欠三个月工资，老板一直躲着不见。",
)  # fmt: skip
SUED = Record(
    "court", "9", "张伟", "138****5678", "330105199001011234", "杭州市数语劳务有限公司", "330105001002",
    Decimal(30_500),
    date(2026, 3, 20), "C07-1", "原告诉称被告拖欠三个月工资，老板一直躲着不见，请求判令支付。",
)  # fmt: skip
FELLOW = replace(SUED, outside_id="10", name="李强", phone="13912340000", identity="330105198801014321")


def test_the_same_dispute_in_another_source_is_found_with_its_reasons() -> None:
    disputes = model("disputes")
    index = InMemory([prepare(TOLD, disputes.common)])
    (found,) = find(SUED, index, disputes)
    assert (found.form.unique_id, found.answer) == ("hotline|1", Answer.MATCH)
    said = {reason.thing: reason for reason in found.reasons}
    assert (said["who"].left, said["who"].right) == (("张伟", "138****5678", SUED.identity), ("张*", "13812345678", ""))
    assert (said["amount"].left, said["amount"].found_zh) == (("30500.00",), "相差不超过3%")
    assert said["against"].agrees
    assert abs(sum(reason.weight for reason in found.reasons) + disputes.begin - found.weight) < 1e-9


def test_a_fellow_worker_with_the_same_complaint_is_somebody_else() -> None:
    disputes = model("disputes")
    index = InMemory([prepare(TOLD, disputes.common)])
    assert [found for found in find(FELLOW, index, disputes) if found.answer is Answer.MATCH] == []


def test_what_is_not_stated_speaks_neither_for_nor_against() -> None:
    disputes = model("disputes")
    index = InMemory([prepare(replace(TOLD, amount=None), disputes.common)])
    (found,) = find(SUED, index, disputes)
    (amount,) = [reason for reason in found.reasons if reason.thing == "amount"]
    assert (amount.agrees, amount.weight, amount.found_en) == (None, 0.0, NOT_STATED_EN)


def test_one_by_one_the_same_is_found_as_all_at_once() -> None:
    found = linked("disputes")
    index = InMemory(found.forms.values())
    partners: dict[str, set[str]] = {}
    for one, other in found.pairs:
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    for form in list(found.forms.values())[:1_500]:
        singly = {one.form.unique_id for one in find_form(form, index, found.model)}
        assert singly == partners.get(form.unique_id, set())


def test_a_record_does_not_find_itself() -> None:
    disputes = model("disputes")
    assert find(TOLD, InMemory([prepare(TOLD, disputes.common)]), disputes) == []
