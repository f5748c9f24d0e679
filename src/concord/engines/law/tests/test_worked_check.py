"""Checking files of worked examples: what agrees, what differs, and files that are wrong."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.engines.law.reckoning import CannotReckonError
from concord.engines.law.worked.answers import ANSWERS, answer_for
from concord.engines.law.worked.check import UnreadableError, agrees, check, load
from concord.engines.law.worked.given import Given

TODAY = date(2026, 11, 23)


def run(*groups, **meta):
    return check(load(json.dumps({"meta": meta, "groups": list(groups)})), today=TODAY)


def one(group, given_, expected, function=""):
    (report,) = run({"id": group, "function": function, "cases": [{"input": given_, "expect": expected}]})
    return report


def answered(function, **values):
    return ANSWERS[function](Given(values, TODAY))


def test_a_case_that_differs_is_shown_with_what_was_expected_and_got():
    report = one("FEE-PROPERTY", {"amount": 10000}, "51.00")
    (wrong,) = report.differences
    assert (report.known, report.agreed, report.cases) == (True, 0, 1)
    assert (wrong.number, wrong.given, wrong.expected, wrong.got) == (1, {"amount": 10000}, "51.00", "50.00")


def test_a_case_that_is_refused_differs_with_the_sentence():
    assert one("FEE-PROPERTY", {"amount": -5}, "50.00").differences[0].got == "拒绝:金额不能为负数:-5。"


@pytest.mark.parametrize("expected", ["error", {"error": "negative"}])
def test_a_refusal_that_the_file_expects_agrees(expected):
    assert one("FEE-PROPERTY", {"amount": -5}, expected).agreed == 1


def test_a_group_is_found_by_its_function_when_its_id_is_new():
    assert one("MY-OWN", {"amount": 10000}, 50, "fee_property(amount)").agreed == 1
    assert one("MY-OWN", {"received": "2026-03-16"}, "2026-03-31", "due_service2 / due_answer").agreed == 1


def test_an_unknown_group_is_said_to_be_unknown_and_agrees_on_nothing():
    report = one("ENF-INTEREST", {"principal": 1}, "0", "interest(principal)")
    assert (report.known, report.agreed, report.cases) == (False, 0, 1)


@pytest.mark.parametrize(
    "group", [7, {"id": "FEE-PROPERTY"}, {"id": "FEE-PROPERTY", "cases": [7]}, {"id": "FEE-PROPERTY", "cases": [{}]}]
)
def test_a_malformed_group_or_case_counts_as_a_difference(group):
    (report,) = run(group)
    assert report.agreed == 0
    assert report.cases == 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"groups": 1}', "{", '{"groups": [NaN]}', "[" * 100_000, '{"groups": [' + "9" * 5000 + "]}"],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(text):
    with pytest.raises(UnreadableError, match=r"不是有效的JSON|须是含有groups列表"):
        load(text)


def test_the_file_says_the_day_whose_law_applies():
    group = {"id": "FEE-PROPERTY", "cases": [{"input": {"amount": 1}, "expect": "error"}]}
    assert run(group, law_as_of="2007-01-01")[0].agreed == 1
    assert run(group)[0].agreed == 0
    with pytest.raises(UnreadableError, match=r"meta\.law_as_of"):
        run(group, law_as_of="2007-02-30")


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ({"due": "2026-03-02"}, {"due": "2026-03-02", "due_raw": "2026-02-28"}, True),
        ({"due": "2026-03-02", "warning": True}, {"due": "2026-03-02"}, False),
        ({"due": "2026-03-02"}, "2026-03-02", False),
        ("2026-03-02", {"due": "2026-03-02", "due_raw": "2026-02-28"}, True),
        ("50", "50.00", True),
        (50, "50.00", True),
        ("50.001", "50.00", False),
        (True, 1, False),
        (None, None, True),
        (["a", 1], ["a", "1"], True),
        (["a"], ["a", "b"], False),
        (["a"], "a", False),
        ("yes", True, False),
    ],
)
def test_what_counts_as_agreeing(expected, got, same):
    assert agrees(expected, got) is same


@pytest.mark.parametrize(
    ("function", "given_", "due"),
    [
        ("deadline", {"start": "2026-03-02", "n": "5", "unit": "day", "excluded_days": ["2026-03-04"]}, "2026-03-09"),
        (
            "deadline",
            {"start": "2026-03-02", "n": 5, "unit": "day", "excluded_days": [["2026-03-04", "2026-03-06"]]},
            "2026-03-10",
        ),
        (
            "deadline",
            {
                "start": "2026-03-02",
                "n": 5,
                "unit": "day",
                "excluded_days": [{"from": "2026-03-04", "to": "2026-03-06"}],
            },
            "2026-03-10",
        ),
        ("due_filing", {"received": "2026-03-02"}, "2026-03-09"),
        ("due_service", {"filed": "2026-03-09"}, "2026-03-16"),
        ("due_service", {"answer_received": "2026-03-09"}, "2026-03-16"),
        ("due_answer", {"received": "2026-03-16", "foreign": True}, "2026-04-15"),
        ("due_trial", {"filed": "2026-01-15", "procedure": "simplified", "extensions": 1}, "2026-05-15"),
        ("due_trial", {"filed": "2026-01-15", "procedure": "simplified", "extensions": True}, "2026-05-15"),
        ("due_trial", {"filed": "2026-01-15", "procedure": "small_claims", "extensions": ["president"]}, "2026-04-15"),
        ("due_trial", {"filed": "2026-03-10", "procedure": "second_judgment"}, "2026-06-10"),
        ("due_trial", {"filed": "2026-03-10", "procedure": "small_claims", "excluded_days": 10}, "2026-05-20"),
        ("due_appeal", {"served": "2026-03-10", "doc": "judgment"}, "2026-03-25"),
        ("due_appeal", {"served": "2026-03-10", "doc": "ruling"}, "2026-03-20"),
        ("due_appeal", {"served": "2026-03-10", "doc": "ruling", "domicile_in_prc": False}, "2026-04-09"),
        ("due_confirmation", {"effective": "2026-09-03"}, "2026-10-08"),
        ("due_mediation", {"kind": "online_pre", "start": "2026-03-02"}, "2026-04-01"),
        ("due_mediation", {"kind": "med.medical", "start": "2026-03-02"}, "2026-04-14"),
        ("due_preservation", {"kind": "reconsideration", "start": "2026-03-10"}, "2026-03-16"),
        ("due_preservation", {"kind": "preserve_sue", "start": "2026-03-10"}, "2026-04-09"),
        ("due_announcement", {"issued": "2026-03-02", "foreign": True}, "2026-05-01"),
        ("due_announcement", {"issued": "2026-03-02", "foreign": False}, "2026-04-01"),
        ("due_enforcement", {"kind": "notice", "start": "2026-03-02"}, "2026-03-12"),
        ("due_enforcement", {"kind": "none_stated", "document_effective": "2024-10-03"}, "2026-10-08"),
        ("due_enforcement", {"kind": "instalments", "instalments": ["2024-12-31", "2024-06-30"]}, "2026-12-31"),
        ("due_enforcement", {"kind": "close", "start": "2026-03-02", "extensions": 1}, "2026-12-02"),
        ("due_objection", {"kind": "docket", "start": "2026-03-02"}, "2026-03-05"),
        ("due_petition", {"stage": "decide", "start": "2026-03-02", "extended": True}, "2026-06-01"),
        ("due_review", {"stage": "decide", "start": "2026-03-09", "summary": True}, "2026-04-08"),
        ("due_review", {"stage": "send_copy", "start": "2026-03-02"}, "2026-03-11"),
        ("due_labour", {"stage": "award", "start": "2026-03-06"}, "2026-04-20"),
        ("due_labour", {"stage": "labour", "start": "2026-03-06"}, "2026-03-23"),
        ("due_hotline", {"kind": "complaint", "start": "2026-03-02"}, "2026-03-23"),
        ("due_admin_enforcement", {"stage": "accept", "start": "2026-03-02"}, "2026-03-09"),
        ("due_legal_aid", {"start": "2026-03-02"}, "2026-03-09"),
        ("due_legal_aid", {"stage": "assign", "start": "2026-03-02"}, "2026-03-05"),
    ],
)
def test_named_periods(function, given_, due):
    assert answered(function, **given_)["due"] == due


def test_answers_that_are_no_period():
    assert answered("due_announcement", procedure="ordinary") == {"allowed": True}
    assert answered("due_announcement", procedure="ordinary", issued="2026-03-02")["due"] == "2026-04-01"
    assert answered("due_protection", kind="ordinary", accepted_at="2026-03-02T09:10") == "2026-03-05T10:00"
    assert answered("deadline", start="2026-03-02T09:10", n=2, unit="hour") == "2026-03-02T12:00"
    assert answered("fee_topup", full_fee="2300", paid="1150") == "1150.00"


@pytest.mark.parametrize(
    ("function", "given_", "why"),
    [
        ("fee_property", {}, "缺少amount"),
        ("fee_property", {"amount": [1]}, "amount不是金额"),
        ("fee_fixed", {}, "缺少kind"),
        ("fee_fixed", {"kind": 7}, "kind须为文字"),
        ("fee_fixed", {"kind": "labour_dispute", "upheld": "no"}, "upheld须为true或false"),
        ("fee_mixed", {"property_claims": [], "non_property_claims": "many"}, "须为整数"),
        ("deadline", {"n": 5, "unit": "day"}, "缺少起算日"),
        ("deadline", {"start": "2026-03-02", "n": 5, "unit": "day", "excluded_days": [7]}, "须写作"),
        (
            "deadline",
            {"start": "2026-03-02", "n": 5, "unit": "day", "excluded_days": [["2026-03-04", "2026-03-01"]]},
            "须写作",
        ),
        ("due_mediation", {"start": "2026-03-02"}, "缺少kind"),
        ("due_mediation", {"kind": "zzz", "start": "2026-03-02"}, "没有“zzz”这一期限"),
        ("due_hotline", {"kind": "help", "start": "2026-03-02", "profile": "mars"}, "mars"),
        ("due_petition", {"kind": "nope.zzz", "start": "2026-03-02"}, "不认识的期限类别"),
        ("route", {"item": "Z1"}, "不认识的纠纷类别编号"),
    ],
)
def test_wrong_input_is_refused_in_a_sentence(function, given_, why):
    with pytest.raises(CannotReckonError, match=why):
        answered(function, **given_)


LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(), st.text(max_size=12), st.dates().map(str),
    st.sampled_from(["property", "day", "hour", "natural_person", "answer", "urgent", "C01-2", "1e400"]),
)  # fmt: skip
VALUE = st.one_of(LEAF, st.lists(LEAF, max_size=3), st.dictionaries(st.text(max_size=3), LEAF, max_size=2))
WORDS = """
amount base kind stage start n unit roll excluded_days due posted_at received_at procedure item fee ratio ground
applicant_type property_claims non_property_claims full_fee paid extensions instalments avg_wage damages summary
foreign accepted_at doc simplified total_assets excluded both_agree profile
"""
KEYS = st.sampled_from(WORDS.split())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@pytest.mark.parametrize("function", ANSWERS)
@given(st.dictionaries(KEYS, VALUE, max_size=7))
def test_no_input_brings_the_engine_down(function, values):
    with suppress(CannotReckonError):  # a refusal is an answer; anything else is a crash
        answered(function, **values)


def test_a_function_that_is_none_of_ours_has_no_answer():
    assert answer_for("X", "") is None
    assert answer_for("X", "auction(fee_property)") is None
