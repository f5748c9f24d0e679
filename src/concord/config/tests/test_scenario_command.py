"""`concord scenario` at the command line: check, draw, outcomes, BPMN and back, compare, and refusals."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.config.commands.scenario import app

FOLDER = Path(str(files("concord") / "data/scenarios"))
PAYOUT = FOLDER / "enforcement/mass_payout.yaml"
runner = CliRunner()


def scenario(*words):
    return runner.invoke(app, [str(word) for word in words])


def test_a_sound_file_is_told_so():
    answer = scenario("check", PAYOUT)
    assert (answer.exit_code, answer.stdout) == (0, f"{PAYOUT}: 涉众案款发放: 5 tasks, sound.\n")


def test_everything_wrong_is_told_by_file_line_and_column(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        PAYOUT.read_text().replace("after: [register]", "after: [registrar]").replace("version: 1", "version: 0")
    )
    answer = scenario("check", PAYOUT, bad)
    assert answer.exit_code == 1
    lines = answer.stderr.splitlines()
    assert lines[0].endswith("Versions are counted from 1.")
    assert "waits for “registrar”, which is not a task here." in lines[1]
    assert lines[1].startswith(f"{bad}:")


@pytest.mark.parametrize("words", [(), ("--narrow",), ("--language", "en")])
def test_a_scenario_is_drawn(tmp_path, words):
    out = tmp_path / "x.svg"
    assert scenario("draw", PAYOUT, "-o", out, *words).exit_code == 0
    assert out.read_text().startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_a_scenario_is_told_as_text():
    assert "4. 批量支付与回单 · 银行业金融机构 · 1个工作日" in scenario("draw", PAYOUT, "--text").stdout


def test_outcomes_are_told_in_words_and_as_json():
    told = scenario("outcomes", PAYOUT).stdout.splitlines()
    assert told[0] == "涉众案款发放: all 2 combinations tried, 2 different ways."
    assert told[1] == "  ends at 批量支付与回单 (pay): 1 ways, 9–9 working days"
    data = json.loads(scenario("outcomes", PAYOUT, "--json").stdout)
    assert (data["capped"], data["never"]) == (False, [])
    way = data["outcomes"][0]
    assert (way["facts"], way["ends"], way["days"]) == ({"bounced": True}, ["repay"], 19)


def test_what_was_not_tried_and_what_never_opens_is_said(tmp_path):
    big = scenario("outcomes", FOLDER / "enforcement/refusal_62.yaml").stdout
    assert "of 4194304 combinations tried" in big
    dead = tmp_path / "dead.yaml"
    text = PAYOUT.read_text() + "\n  dead: {stage: pay, name: 不会发生, owner: a, after: [repay], when: WHEN}\n"
    dead.write_text(text.replace("WHEN", "{field: bounced, op: eq, value: false}"))
    assert "  never opens: 不会发生 (dead)" in scenario("outcomes", dead).stdout


def test_a_scenario_goes_out_as_bpmn_and_comes_back_the_same(tmp_path):
    out, back = tmp_path / "x.bpmn", tmp_path / "x.yaml"
    assert scenario("bpmn", PAYOUT, "-o", out).exit_code == 0
    assert scenario("bpmn", out, "-o", back).exit_code == 0
    assert scenario("compare", PAYOUT, back).stdout == "No difference.\n"


def test_what_is_lost_from_another_tools_file_is_listed(tmp_path):
    foreign = tmp_path / "x.xml"
    foreign.write_text(
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
        '<scriptTask id="s"/></process></definitions>'
    )
    answer = scenario("bpmn", foreign)
    assert answer.stderr == "s: “s” runs a script; it is read as a task for people, without the script.\n"
    assert "code: p" in answer.stdout


def test_a_new_version_is_compared(tmp_path):
    new = tmp_path / "new.yaml"
    new.write_text(PAYOUT.read_text().replace("max_rounds: 3", "max_rounds: 2"))
    assert scenario("compare", PAYOUT, new).stdout == "The most rounds was 3, now 2.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("draw", "{tmp}/none.yaml"), "No such file or directory."),
        (("check", "{tmp}/latin.yaml"), "this is not UTF-8 text."),
        (("outcomes", "{tmp}/empty.yaml"), "The file is empty."),
        (("bpmn", "{tmp}/empty.xml"), "This is not XML"),
        (("draw", str(PAYOUT), "-o", "{tmp}/no/x.svg"), "No such file or directory."),
    ],
)
def test_what_cannot_be_read_or_written_is_refused(tmp_path, words, said):
    (tmp_path / "latin.yaml").write_bytes("标题".encode("gb18030"))
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "empty.xml").write_text("")
    answer = scenario(*(word.format(tmp=tmp_path) for word in words))
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.output


def test_the_command_answers_without_django():
    code = "import sys, concord.config.commands.scenario; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
