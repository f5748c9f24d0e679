"""Drafts from model forms agree with themselves; findings are told again; promises are read from the text."""

from datetime import date
from decimal import Decimal

import pytest

from concord.engines.review.case import Case
from concord.engines.review.context import Context
from concord.engines.review.facts.codes import sealed
from concord.engines.review.matching import Seen, matched
from concord.engines.review.modelform import BLANK, draft, fields_of, forms, numeral
from concord.engines.review.promised import Promise, promised
from concord.engines.review.reading.read import read
from concord.engines.review.screen import screen
from concord.engines.review.writing.new import new_docx

GIVEN = {
    "number": "HT-7", "project": "云溪区项目", "method": "公开招标", "tender": "ZC2026-7", "a_name": "云溪区档案馆",
    "a_code": sealed("1233010500250001"), "a_address": "云溪区解放路1号", "a_person": "周文清",
    "b_name": "恒测科技有限公司", "b_code": sealed("91330105MA2K0001"), "b_address": "云溪区中山路2号",
    "b_person": "沈立", "size": "小型企业", "price": "1000000.01", "place": "云溪区人民路3号", "area": "300",
    "days": "60", "bond": "5", "start": "2026-04-01", "end": "2027-03-31", "bank": "云溪农村商业银行",
    "account": "20100012345678901", "signed": "2026-03-02",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_form_that_is_filled_has_no_grave_finding(name: str) -> None:
    words = draft(forms()[name], GIVEN)
    assert not any(BLANK in line.words for line in words)
    found = [one for one in screen(read(new_docx(words))).findings if one.severity in {"block", "high"}]
    assert [(one.rule, one.quote) for one in found] == []


def test_what_is_not_filled_stays_blank_and_is_asked_for() -> None:
    words = draft(forms()["software"], {name: value for name, value in GIVEN.items() if name != "days"})
    assert sum(BLANK in line.words for line in words) == 1
    rules = {one.rule for one in screen(read(new_docx(words))).findings}
    assert "STR-06" in rules


@pytest.mark.parametrize("name", sorted(forms()))
def test_only_fields_that_a_form_has_are_asked(name: str) -> None:
    form = forms()[name]
    text = form.head + form.foot + "".join(one.text for one in form.clauses)
    asked = {one.name for one in fields_of(form)}
    assert {"price", "a_name", "b_name"} <= asked
    assert all(f"{{{one}}}" in text for one in asked - {"start", "end"})


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二")])
def test_numerals_of_clauses(number: int, words: str) -> None:
    assert numeral(number) == words


def test_payments_are_read_with_shares_and_sums() -> None:
    case = Case(read(new_docx(draft(forms()["works"], GIVEN))), Context())
    found = promised(case)
    paid = [one for one in found if one.kind is Promise.PAYMENT]
    assert sum(one.percent or 0 for one in paid) == 100
    assert all(one.spans for one in found)
    ends = [one.on for one in found if one.kind is Promise.TERM_ENDS]
    assert ends == [date(2027, 3, 31)]
    bond = [one.percent for one in found if one.kind is Promise.PERFORMANCE_BOND]
    assert bond == [Decimal(5)]


def seen(rule: str, quote: str, key: str = "") -> Seen:
    return Seen(rule, key or f"{rule}{quote}", quote)


def test_findings_are_told_again_by_key_then_by_likeness_and_each_once() -> None:
    before = [
        seen("PAY-07", "验收合格后90日内付款"),
        seen("STR-06", "____"),
        seen("STR-06", "【  】"),
        seen("CLS-08", ""),
    ]
    now = [
        seen("STR-06", "____"),
        seen("PAY-07", "验收合格后120日内付款"),
        seen("CLS-08", "", "other"),
        seen("LIA-02", "x"),
    ]
    found = matched(before, now)
    assert found.before == (1, 0, 3, None)
    assert found.same == (True, False, False, False)
    assert found.gone(len(before)) == [2]


def test_words_that_are_quite_others_are_new() -> None:
    found = matched([seen("UNF-01", "最终解释权归甲方")], [seen("UNF-01", "乙方可以随时涨价")])
    assert (found.before, found.gone(1)) == ((None,), [0])
