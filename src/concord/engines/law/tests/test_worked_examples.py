"""The worked examples of the law, case by case: fees, periods and doors."""

from datetime import date
from pathlib import Path

import pytest

from concord.engines.law.worked.answers import GROUPS, answer_for
from concord.engines.law.worked.check import agrees, check, load
from concord.engines.law.worked.given import Given

AS_OF = date(2026, 11, 23)
FILES = sorted((Path(__file__).parent / "vectors").glob("*.json"))


def cases():
    for file in FILES:
        for group in load(file.read_text(encoding="utf-8"))["groups"]:
            for number, case in enumerate(group["cases"], 1):
                yield pytest.param(group["id"], case["input"], case["expect"], id=f"{group['id']}-{number}")


@pytest.mark.parametrize(("group", "given", "expected"), cases())
def test_a_worked_example(group, given, expected):
    answer = answer_for(group, "")
    assert answer is not None
    assert agrees(expected, answer(Given(given, AS_OF)))


def test_every_group_the_engine_knows_has_worked_examples():
    reports = [report for file in FILES for report in check(load(file.read_text("utf-8")), today=AS_OF)]
    assert {report.id for report in reports} == set(GROUPS)
    assert all(report.known and report.agreed == report.cases > 0 for report in reports)
