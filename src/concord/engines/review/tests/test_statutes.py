"""Every article that a rule stands on is among the statutes, and a rule without a read article never says "wrong"."""

from dataclasses import replace
from datetime import date

import pytest

from concord.engines.review.document import Verdict
from concord.engines.review.rates import lending_rate
from concord.engines.review.registry import in_force, rules
from concord.engines.review.rules.laws import repealed
from concord.engines.review.screen import screen
from concord.engines.review.statutes import DATA, article, loaded, statutes
from concord.engines.review.tests.texts import document, example

# Points of law that wait for a lawyer.
DOUBTED = {
    "AMT-05",
    "AMT-06",
    "PAY-09",
    "PAY-10",
    "SEC-06",
    "SEC-10",
    "LAW-04",
    "LAW-05",
    "DIS-09",
    "LIA-01",
    "UNF-03",
    "PRC-04",
}


def test_every_article_that_a_rule_cites_exists() -> None:
    for rule in rules().values():
        for name in rule.articles:
            assert article(name).statute.since, f"{rule.id} cites {name}"


def test_a_rule_without_a_read_article_or_in_doubt_says_check_and_never_wrong() -> None:
    for rule in rules().values():
        unread = not rule.articles or any(not article(one).words for one in rule.articles)
        if unread or rule.id in DOUBTED:
            assert rule.verdict is not Verdict.WRONG, rule.id


def test_an_article_begins_with_its_own_number() -> None:
    assert article("民法典 705").words.startswith("第七百零五条 租赁期限不得超过二十年")
    assert sum(len(one.articles) for one in statutes().values()) >= 183


def test_an_article_nobody_read_exists_without_words() -> None:
    assert article("仲裁法 27").words == ""
    assert not article("仲裁法 27").statute.read
    with pytest.raises(KeyError):
        article("民法典 1261")


def test_a_law_is_in_force_from_its_day_on() -> None:
    assert not statutes()["增值税法"].covers(date(2025, 12, 31))
    assert statutes()["增值税法"].covers(date(2026, 1, 1))


@pytest.mark.parametrize(
    "signed", [date(2019, 1, 1), date(2020, 12, 31), date(2021, 1, 1), date(2025, 5, 31), date(2026, 7, 1)]
)
def test_no_finding_cites_an_article_that_was_not_in_force_when_the_contract_was_signed(signed: date) -> None:
    for told in [
        one for path in (DATA / "examples").iterdir() for name in loaded(path).values() for one in name["wrong"]
    ]:
        read, context = example(told)
        for found in screen(read, replace(context, signed_on=signed)).findings:
            assert all(article(one).statute.covers(signed) for one in found.articles), (found.rule, found.articles)
            assert found.articles or found.verdict is not Verdict.WRONG, found.rule


def test_of_what_a_rule_stands_on_only_what_is_in_force_is_cited() -> None:
    assert in_force(rules()["PAY-08"].articles, date(2020, 6, 1)) == ("优化营商环境条例 32",)
    assert in_force(rules()["PAY-08"].articles, None) == rules()["PAY-08"].articles


def test_what_ended_is_said_to_have_ended_by_the_article_that_ended_it() -> None:
    told = {
        "《中华人民共和国合同法》": ("民法典 1260",),
        "《中华人民共和国经济合同法》": (),
        "《中华人民共和国增值税暂行条例》": ("增值税法 38",),
    }
    for title, articles in told.items():
        (found,) = screen(document(f"根据{title}订立本合同。")).findings
        assert found.articles == articles
        assert (found.verdict is Verdict.WRONG) == (articles == ("民法典 1260",))


def test_the_lending_rate_is_that_of_the_day_and_the_latest_without_one() -> None:
    assert lending_rate(date(2024, 8, 1)) == lending_rate(date(2024, 7, 22))
    assert lending_rate(date(2024, 7, 21)) > lending_rate(date(2024, 7, 22))
    assert lending_rate(None) == lending_rate(date(2026, 11, 1))
    assert lending_rate(date(2019, 8, 19)) is None


def test_what_ended_has_something_in_its_place() -> None:
    assert all(one.instead and one.last for one in repealed())
