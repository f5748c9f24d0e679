"""`concord law` at the command line: results with their working, JSON, checks and refusals."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from concord.config.commands.law import app

runner = CliRunner()


def law(*words):
    return runner.invoke(app, list(words))


def test_a_fee_is_shown_with_its_article_and_each_step():
    answer = law("fee", "property", "--amount", "123456.78")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "结果:2769.14元",
        "依据:诉讼费用交纳办法第13条第1款第1项(诉讼费用交纳办法,国务院令第481号)",
        "1. 不超过10000元的部分:50元。",
        "2. 超过10000元、不超过100000元的部分90000元×2.5%=2250元。",
        "3. 超过100000元、不超过200000元的部分23456.78元×2%=469.1356元。",
        "4. 合计2769.1356元。",
        "5. 四舍五入为2769.14元。",
    ]


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("divorce --base 300 --amount 1000000", "4300.00"),
        ("personality --base 500 --amount 200000", "1500.00"),
        ("ip --base 1000", "1000.00"),
        ("enforcement --amount 20000000", "87400.00"),
        ("preservation", "30.00"),
        ("payment_order --amount 10000", "16.67"),
        ("bankruptcy --amount 200000000", "300000.00"),
        ("labour_dispute", "10.00"),
        ("jurisdiction_objection --base 100 --upheld", "0.00"),
        ("halve --fee 2300 --ground simplified --ground mediated", "1150.00"),
        ("appeal --amount 200000", "4300.00"),
        ("appeal --of retrial_other", "0.00"),
        ("mixed --claim 20000 --claim 30000 --non-property 2", "1050.00"),
    ],
)
def test_every_kind_of_fee_has_its_door(words, result):
    answer = law("fee", *words.split(), "--json")
    assert json.loads(answer.stdout)["result"] == result


def test_a_top_up_and_relief_say_more_than_a_sum():
    missed = json.loads(law("fee", "topup", "--fee", "2300", "--paid", "1150", "--missed", "--json").stdout)
    assert missed["result"] == {"payable": "0.00", "refund": "575.00", "treated_as_withdrawn": True}
    relief = law("fee", "relief", "--fee", "2300", "--ground", "disaster_hardship", "--ratio", "0.30")
    assert relief.stdout.startswith("结果:decision: reduce  payable: 1610.00\n")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("civ.answer 2026-09-18", "结果:2026-10-08(由2026-10-03顺延)"),
        ("civ.answer 2026-03-16", "结果:2026-03-31"),
        ("pet.decide 2026-03-02 --extensions 1", "结果:2026-06-01(由2026-05-31顺延)"),
        ("med.protect_urgent 2026-03-02T09:10", "结果:2026-03-03 10:00"),
        ("count 2026-03-02 -n 30 --no-roll", "结果:2026-04-01"),
        ("count 2026-03-02T09:10 -n 2 --unit hour", "结果:2026-03-02 12:00"),
        ("civ.answer 2026-12-20", "注意:2027年的节假日安排尚未载入"),
    ],
)
def test_a_limit_is_shown_with_its_last_day(words, shown):
    answer = law("due", *words.split())
    assert answer.exit_code == 0
    assert shown in answer.stdout


def test_a_limit_as_json():
    answer = json.loads(law("due", "med.online_pre", "2026-09-01", "--json").stdout)
    assert answer["result"] == {"raw": "2026-10-01", "due": "2026-10-08"}
    assert answer["articles"][0] == "在线调解规则第24条"
    assert answer["table"]["name"] == "在线调解规则"


def test_limits_and_doors_can_be_looked_up():
    assert "civ.confirm_apply" in law("limits").stdout
    assert "civ." not in law("limits", "lab").stdout
    assert "先行政复议或者行政诉讼" in law("route", "C13-2").stdout
    assert json.loads(law("route", "C05-2", "--json").stdout)["commercial_mediation"] is True


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("fee property --amount -5", "金额不能为负数:-5。"),
        ("fee property --amount NaN", "金额不是数字:NaN。"),
        ("fee property", "须给出金额"),
        ("fee halve --ground simplified", "须给出费用"),
        ("fee relief --fee 100", "须给出一个救助事由"),
        ("fee divorce --base 301 --amount 0", "不在法定的50元至300元之间"),
        ("fee property --amount 1 --as-of 2007-03-31", "2007-03-31没有生效"),
        ("due civ.answer 2026-02-30", "不是有效的日期:2026-02-30"),
        ("due civ.zzz 2026-03-02", "没有“zzz”这一期限"),
        ("limits zzz", "不认识的期限类别"),
        ("route Z1", "不认识的纠纷类别编号"),
    ],
)
def test_a_refusal_is_one_sentence_and_no_result(words, why):
    answer = law(*words.split())
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert why in answer.stderr


def examples(tmp_path, *cases, group="FEE-PROPERTY"):
    file = tmp_path / "examples.json"
    listed = [{"input": {"amount": amount}, "expect": expected} for amount, expected in cases]
    file.write_text(json.dumps({"groups": [{"id": group, "title_zh": "受理费", "cases": listed}]}), "utf-8")
    return str(file)


def test_a_file_that_agrees_passes(tmp_path):
    answer = law("check", examples(tmp_path, (10000, "50.00"), (50000, "1050.00")))
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == [
        "✓ FEE-PROPERTY 受理费: 2 of 2 agree",
        "1 groups, 0 unknown; 2 cases, 2 agree, 0 differ.",
    ]


def test_a_file_that_differs_is_told_case_by_case(tmp_path):
    answer = law("check", examples(tmp_path, (10000, "50.00"), (50000, "1.00")))
    assert answer.exit_code == 1
    assert answer.stdout.splitlines() == [
        "✗ FEE-PROPERTY 受理费: 1 of 2 agree",
        '  case 2  input     {"amount": 50000}',
        '          expected  "1.00"',
        '          got       "1050.00"',
        "1 groups, 0 unknown; 2 cases, 1 agree, 1 differ.",
    ]


def test_an_unknown_group_counts_as_a_difference(tmp_path):
    answer = law("check", examples(tmp_path, (1, "1"), group="NEW"))
    assert answer.exit_code == 1
    assert "? NEW 受理费: unknown to the engine (1 cases)" in answer.stdout


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"groups": 1}', b"[" * 50_000])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    answer = law("check", str(file))
    assert answer.exit_code == 1
    assert "bad.json:" in answer.stderr
    assert law("check", str(tmp_path / "none.json")).exit_code == 1
    assert law("check", str(tmp_path)).exit_code == 1


def test_the_command_does_not_wait_for_django():
    code = "import concord.config.commands.law, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
