"""What screening gives back: in order, with stable keys, weaker where figures were recognised, and true to the day."""

import ast
import random
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concord.engines.review.context import Context, Stance
from concord.engines.review.document import Comment, Revised, Revision, Severity, Verdict
from concord.engines.review.facts.nature import Mode
from concord.engines.review.screen import finding_key, screen
from concord.engines.review.tests.texts import document
from tests.bench.contracts.composing import NATURES, clean

WORDS = "合同总价为人民币叁拾捌万肆仟元整（￥348,000.00元）。\n因财政资金未到位导致付款延误的，甲方不承担违约责任。"
RULES = Path(__file__).parents[1]
# A name of its own before what kind of body it is: 北京某某有限公司, 海关总署, 某某市第一医院, 甲方A.
NAMES = re.compile(
    r"[一-龥]{4,}(?:有限责任公司|股份有限公司|有限公司)|(?:北京|上海|天津|重庆|广东|浙江|江苏|山东|四川|杭州)"
    r"|甲方A|乙方B|[一-龥]{2,}(?:海关|总署|电力公司)|NTP"
)


def test_findings_come_in_the_order_of_the_text_with_their_places() -> None:
    review = screen(document(WORDS))
    assert [one.rule for one in review.findings] == ["AMT-01", "PAY-08"]
    first = review.findings[0]
    (span,) = first.spans
    assert document(WORDS).block(span.block).text[span.start : span.end] == first.quote
    assert "384,000.00" in first.reason
    assert first.articles == ("民法典 510", "票据法 8")


def test_the_same_words_have_the_same_key_wherever_they_stand() -> None:
    one, other = screen(document(WORDS)), screen(document(f"第一条\n　{WORDS}"))
    assert [a.key for a in one.findings] == [b.key for b in other.findings]
    assert finding_key("PAY-08", "甲 方，不付") == finding_key("PAY-08", "甲方不付。")
    assert finding_key("PAY-08", "甲方") != finding_key("PAY-09", "甲方")


def test_the_same_words_twice_are_two_findings_with_two_keys() -> None:
    words = "甲方可以单方调整服务范围和价格。"
    keys = [one.key for one in screen(document(f"{words}\n{words}")).findings]
    assert len(keys) == len(set(keys)) == 2


def test_figures_that_were_recognised_weigh_less_and_are_to_be_checked() -> None:
    plain, scanned = screen(document(WORDS)), screen(document(WORDS, recognised=True))
    assert [(one.severity, one.verdict) for one in plain.findings] == [
        (Severity.BLOCK, Verdict.WRONG),
        (Severity.HIGH, Verdict.WRONG),
    ]
    assert [(one.severity, one.verdict) for one in scanned.findings] == [
        (Severity.HIGH, Verdict.CHECK),
        (Severity.HIGH, Verdict.WRONG),
    ]


def test_a_law_that_came_after_signing_is_to_be_checked() -> None:
    found = {one.rule: one.verdict for one in screen(document(WORDS), Context(signed_on=date(2023, 5, 1))).findings}
    assert found["PAY-08"] is Verdict.CHECK
    assert "PAY-08" not in {one.rule for one in screen(document(WORDS), Context(signed_on=date(2015, 5, 1))).findings}


def test_a_template_has_blanks_and_a_draft_has_not() -> None:
    words = "服务地点：____"
    assert "STR-06" in {one.rule for one in screen(document(words), Context(mode=Mode.FINAL)).findings}
    assert screen(document(words), Context(mode=Mode.TEMPLATE)).findings == ()


def test_what_binds_the_supplier_less_is_no_finding_for_the_supplier() -> None:
    words = "乙方的赔偿总额不超过已收服务费的10%。"
    assert [one.rule for one in screen(document(words)).findings] == ["LIA-05"]
    assert screen(document(words), Context(stance=Stance.SUPPLIER)).findings == ()


def test_an_empty_document_and_one_line_are_screened_too() -> None:
    assert screen(document("")).findings == ()
    assert not screen(document("采购合同")).whole


def test_time_is_told_only_by_the_clock_that_is_given() -> None:
    ticks = iter(range(1000))
    assert sum(screen(document(WORDS), clock=lambda: float(next(ticks))).seconds.values()) > 100
    assert set(screen(document(WORDS)).seconds.values()) == {0.0}


def test_facts_are_told_with_their_places() -> None:
    facts = screen(document(WORDS)).facts
    assert Counter(one.kind for one in facts) == {"amount": 2, "price": 1}
    assert all(one.spans for one in facts)


def test_changes_hidden_words_and_comments_are_told_once_a_paragraph() -> None:
    plain = document("验收合格后60日内付款。\n乙方交货。")
    change = Revised(Revision.INSERTED, 5, 7, "60")
    blocks = (replace(plain.blocks[0], revisions=(change, change)), replace(plain.blocks[1], hidden=((0, 2),)))
    read = replace(plain, blocks=blocks, comments=(Comment("b1", 2, 4, "几日内？"), Comment("h1", 0, 1, "页眉")))
    told = [one for one in screen(read).findings if one.rule == "STR-12"]
    assert [one.quote for one in told] == ["60", "乙方", "交货", ""]
    assert "等2处" in told[0].reason
    assert "几日内" in told[2].reason


def test_no_rule_knows_a_party_or_a_project_by_name() -> None:
    """Words of a rule are words of contracts in general: no company, no body of a named place."""
    named = []
    for path in [*RULES.glob("*.py"), *RULES.glob("facts/*.py"), *RULES.glob("rules/*.py")]:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMES.search(node.value):
                named.append(f"{path.name}:{node.lineno}")
    assert named == []


@pytest.mark.parametrize(
    "words", ["0" * 5000, "1.1" * 5000, " " * 20000, "_" * 20000, "第" * 8000, "（" * 8000, "支付" * 5000]
)
def test_long_rows_of_one_sign_take_no_long_time(words: str) -> None:
    begun = time.process_time()
    screen(document(words))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("nature", NATURES)
def test_whatever_is_broken_in_a_contract_it_is_still_screened(nature: str) -> None:
    dice = random.Random(nature)
    signs = "0123456789零壹任元万%年月日第条附件（）【】_□☑，。；：、\t\n甲方乙方."
    for _ in range(60):
        letters = list(clean(nature, dice.randrange(9)).words())
        for _ in range(80):
            letters[dice.randrange(len(letters))] = dice.choice(signs) * dice.randrange(4)
        assert screen(document("".join(letters))).nature
