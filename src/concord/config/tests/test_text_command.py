"""`concord classify`, `extract`, `mask`, `text measure`: one report, very many, and files that are partly broken."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from concord.config.cli import COMMANDS, command_line

line = command_line(COMMANDS)
runner = CliRunner()


def rows(output):
    return [json.loads(row) for row in output.splitlines()]


def test_a_report_is_classified_with_its_reasons():
    answer = rows(runner.invoke(line, ["classify", "楼上漏水一年多，邻居不修", "--json"]).output)[0]
    assert (answer["category"], answer["item"]) == ("C02", "C02-3")
    assert any("漏水" in word for word in answer["because"])
    assert answer["top3"][0] == "C02"
    assert answer["scores"]["C02"] == max(answer["scores"].values())


def test_many_keep_order_and_fields_and_a_bad_line_spoils_only_itself(tmp_path):
    file = tmp_path / "reports.jsonl"
    good = [
        {"text": "停水三天没人管", "number": 7},
        {"留言主题": "老师补课收费", "留言详情": "每周末都补"},
        {"title": "请问", "body": "如何落户"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in good]
    file.write_text("\n".join([lines[0], "{broken", lines[1], "[1]", '{"a": 1}', "", lines[2]]), encoding="utf-8")
    result = runner.invoke(line, ["classify", "--file", str(file)])
    answers = rows(result.output)
    assert result.exit_code == 1
    assert [answer.get("category") for answer in answers] == ["C21", None, "C18", None, None, "none"]
    assert answers[0]["number"] == 7
    assert answers[4] == {"a": 1, "line": 5, "error": answers[4]["error"]}
    assert all(answer["error"].startswith("Line ") for answer in answers if "error" in answer)


def test_a_clean_file_ends_well_even_with_odd_texts(tmp_path):
    file = tmp_path / "odd.jsonl"
    texts = ["", "😀", "\x00", "Ω", "长" * 100_000, "\ud800"]
    file.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    result = runner.invoke(line, ["classify", "--file", str(file)])
    assert result.exit_code == 0
    assert [answer["text"] for answer in rows(result.output)] == texts


def test_facts_and_masks():
    found = rows(runner.invoke(line, ["extract", "去年国庆欠我13万元", "--json", "--as-of", "2026-03-05"]).output)[0]
    assert found["amounts"][0]["value"] == "130000.00"
    assert found["dates"][0]["value"] == "2025-10-01"
    assert "13857112233" not in runner.invoke(line, ["mask", "电话13857112233"]).output


def test_measuring_needs_labels_of_the_taxonomy(tmp_path):
    file = tmp_path / "labelled.jsonl"
    file.write_text('{"text": "楼上漏水", "item": "C02-3"}\n', encoding="utf-8")
    assert "category right 100.0%" in runner.invoke(line, ["text", "measure", str(file)]).output
    file.write_text('{"text": "楼上漏水", "item": "C99"}\n', encoding="utf-8")
    result = runner.invoke(line, ["text", "measure", str(file)])
    assert result.exit_code != 0
    assert "line 1" in result.output


@pytest.mark.parametrize("module", ["django", "sklearn", "scipy"])
def test_the_text_commands_load_neither_django_nor_what_only_training_needs(module):
    program = f"import sys; import concord.config.commands.text; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_answers_of_people_teach_a_model_that_can_be_read_again(tmp_path, monkeypatch):
    from concord.engines.text import training
    from concord.engines.text.model import load

    small = [training.Example(f"{word}，请问怎么办", "none") for word in ("落户", "公积金", "社保")]
    monkeypatch.setattr(training, "examples_in", lambda kind: small)
    answers, out = tmp_path / "answers.jsonl", tmp_path / "learnt.npz"
    said = [{"text": f"小区物业{at}号楼不打扫", "item": "C11-1"} for at in range(3)]
    answers.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in said), encoding="utf-8")
    result = runner.invoke(line, ["text", "learn", str(answers), "--out", str(out), "--version", "learnt-1"])
    assert result.exit_code == 0, result.output
    assert "learnt-1: 3 answers learnt" in result.output
    assert load(out).version == "learnt-1"


def test_answers_without_an_item_are_refused(tmp_path):
    answers = tmp_path / "answers.jsonl"
    answers.write_text('{"text": "停水"}', encoding="utf-8")
    told = ["text", "learn", str(answers), "--out", str(tmp_path / "m.npz"), "--version", "x"]
    assert runner.invoke(line, told).exit_code == 2
    assert not (tmp_path / "m.npz").exists()
