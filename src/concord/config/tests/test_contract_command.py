"""`concord contract review`: one contract, many, files that cannot be read, and the Word files that come back."""

import json
from zipfile import ZipFile

import httpx
from typer.testing import CliRunner

from concord.config.cli import COMMANDS, command_line
from concord.engines.review.reading.read import read
from concord.engines.review.reading.tests.office import docx, paragraph, run
from tests.ground.stand_ins import KEY, stand_in

line = command_line(COMMANDS)
runner = CliRunner()
CONTRACT = """服务合同
甲方：某区教育局
乙方：某市云帆软件有限公司
第一条 服务内容 乙方为甲方提供平台运行维护服务。
第二条 合同价款 合同总价为人民币120000元（大写：壹拾叁万元整）。
第三条 付款 验收合格后90日内付清。
第四条 争议解决 依照《中华人民共和国合同法》处理。
"""


def text_file(folder, name="contract.txt", words=CONTRACT):
    file = folder / name
    file.write_text(words, encoding="utf-8")
    return file


def word_file(folder):
    file = folder / "contract.docx"
    file.write_bytes(docx("".join(paragraph(run(words)) for words in CONTRACT.splitlines())))
    return file


def rows(result):
    return [json.loads(row) for row in result.output.splitlines()]


def by_rule(row):
    return {one["rule"]: one for one in row["findings"]}


def test_a_contract_is_screened_with_place_reason_and_article(tmp_path):
    file = text_file(tmp_path)
    row = rows(runner.invoke(line, ["contract", "review", str(file), "--json"]))[0]
    found = by_rule(row)["AMT-01"]
    block = read(file.read_bytes()).block(found["block"])
    assert block.text[found["start"] : found["end"]] == found["quote"]
    assert found["reason"]
    assert found["law"][0]["text"] or found["verdict"] == "check"
    assert {"price", "amount"} & {fact["kind"] for fact in row["facts"]}
    assert set(row["seconds"]) == {"read", "screen", "write"}


def test_the_day_of_signing_decides_which_law_may_be_cited(tmp_path):
    asked = ["contract", "review", str(text_file(tmp_path)), "--json", "--mode", "final", "--signed-on"]
    old, new = (by_rule(rows(runner.invoke(line, [*asked, day]))[0]) for day in ("2019-05-06", "2026-05-06"))
    assert "LAW-01" not in old
    assert "LAW-01" in new


def test_of_many_files_a_bad_one_spoils_only_itself(tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no package")
    files = [str(text_file(tmp_path)), str(bad), str(text_file(tmp_path, "again.txt"))]
    result = runner.invoke(line, ["contract", "review", *files, "--json"])
    answers = rows(result)
    assert result.exit_code == 1
    assert ["error" in row for row in answers] == [False, True, False]
    assert answers[0]["findings"] == answers[2]["findings"]


def test_the_word_file_comes_back_with_comments_and_its_text_as_it_was(tmp_path):
    file, out = word_file(tmp_path), tmp_path / "reviewed.docx"
    result = runner.invoke(line, ["contract", "review", str(file), "--docx", str(out)])
    assert result.exit_code == 0, result.output
    texts = [[block.text for block in read(one.read_bytes()).blocks] for one in (file, out)]
    assert texts[0] == texts[1]
    assert ZipFile(out).read("word/comments.xml").decode().count("<w:comment ") >= 2


def test_comments_are_refused_for_text_and_never_take_the_place_of_the_contract(tmp_path):
    word, text = word_file(tmp_path), text_file(tmp_path)
    before = word.read_bytes()
    assert runner.invoke(line, ["contract", "review", str(text), "--docx", str(tmp_path / "o.docx")]).exit_code == 1
    assert runner.invoke(line, ["contract", "review", str(word), "--docx", str(word)]).exit_code == 1
    assert word.read_bytes() == before
    two = ["contract", "review", str(word), str(text), "--docx", str(tmp_path / "o.docx")]
    assert runner.invoke(line, two).exit_code == 2


def test_a_second_opinion_stands_apart_says_when_it_fails_and_is_off_unless_a_server_is_named(tmp_path, monkeypatch):
    asked = [
        "contract", "review", str(text_file(tmp_path, words=CONTRACT + "第五条 乙方承担一切责任。")), "--json",
        "--second-opinion",
    ]  # fmt: skip
    refused = runner.invoke(line, asked)
    assert refused.exit_code == 2
    assert "CONCORD_OPINION_URL" in refused.output
    with stand_in("opinion") as url:
        for name, value in (("URL", url), ("KEY", KEY), ("MODEL", "reader-1")):
            monkeypatch.setenv(f"CONCORD_OPINION_{name}", value)
        (row,) = rows(runner.invoke(line, asked))
        assert [one["rule"] for one in row["second_opinion"]["findings"]] == ["MODEL"]
        assert "MODEL" not in {one["rule"] for one in row["findings"]}
        httpx.post(f"{url}/control", json={"fail": "500", "times": 1})
        (row,) = rows(runner.invoke(line, asked))
    assert row["findings"]
    assert "500" in row["second_opinion"]["error"]
