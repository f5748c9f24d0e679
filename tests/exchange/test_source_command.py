"""`concord source`: large files, refused rows, dry runs and exports at the terminal, in the name of those who may."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from django.db import connection, transaction
from typer.testing import CliRunner, Result

from concord.apps.grassroots.sensing.models import Sighting
from concord.config.commands.source import app
from concord.core.acts.models import Act
from concord.core.exchange.models import FileRow, ImportJob, RejectedRow, SourceRecord
from concord.core.matters.access import declare_system
from concord.core.people.models import Place
from tests.exchange.outside import Exchange, row, sheet, sightings

BAD = row(登记号="DJ-BAD", 社区="桃花源")
WHY = "No township or village here is called “桃花源”."


def source(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def written(folder: Path, form: str, rows: list[dict[str, str]]) -> Path:
    """Rows as a file of this form."""
    file = folder / f"records.{form}"
    if form == "xlsx":
        file.write_bytes(sheet(*rows).read())
    elif form == "jsonl":
        file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), encoding="utf-8")
    else:
        with file.open("w", encoding="gb18030", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return file


def good(number: int) -> list[dict[str, str]]:
    return [row(登记号=f"DJ-{at}") for at in range(number)]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_each_form_is_tried_taken_in_refused_by_row_and_imported_mended(
    exchange: Exchange, tmp_path: Path, form: str
) -> None:
    exchange.connect("resident")
    file = written(tmp_path, form, [*good(30), BAD])
    line = 31 if form == "jsonl" else 32  # a table counts its line of heads
    before = Act.objects.count()
    tried = source("try", "resident", file, "--as", "alice")
    assert (tried.exit_code, sightings(), Act.objects.count(), ImportJob.objects.count()) == (1, 0, before, 0)
    assert tried.stdout == f"row {line}\t社区\t{WHY}\nIt would be: 30 new, 0 changed, 0 known, 1 refused.\n"
    taken = source("import", "resident", file, "--as", "alice")
    assert (taken.exit_code, taken.stdout) == (1, "30 new, 0 changed, 0 known, 1 refused.\n")
    assert f"row {line}\tDJ-BAD\t社区\t{WHY}" in source("rejected", "resident", "--as", "alice").stdout
    out = tmp_path / ("mended.jsonl" if form == "jsonl" else "mended.csv")
    assert source("rejected", "resident", "--as", "alice", "-o", out).exit_code == 0
    out.write_text(out.read_text(encoding="utf-8").replace("桃花源", "米市社区"), encoding="utf-8")
    mended = source("import", "resident", out, "--as", "alice")
    assert (mended.exit_code, mended.stdout, sightings()) == (0, "1 new, 0 changed, 0 known, 0 refused.\n", 31)
    assert source("rejected", "resident", "--as", "alice").stdout == ""
    assert (FileRow.objects.count(), Act.objects.filter(kind="RejectedRowsTaken").count()) == (0, 1)


def test_every_matter_leads_back_to_the_row_as_it_was_received(exchange: Exchange, tmp_path: Path) -> None:
    exchange.connect("resident")
    source("import", "resident", written(tmp_path, "csv", good(25)), "--as", "alice")
    changed = written(tmp_path, "jsonl", [row(登记号="DJ-7", 反映内容="已经修好")])
    assert source("import", "resident", changed, "--as", "alice").stdout.startswith("0 new, 1 changed")
    declare_system()
    first, seventh = (SourceRecord.objects.get(outside_id=f"DJ-{number}") for number in (0, 7))
    assert (first.job.filename, first.number, json.loads(first.row)["反映内容"]) == (
        "records.csv",
        2,
        row()["反映内容"],
    )
    assert (seventh.job.filename, seventh.number, json.loads(seventh.row)["反映内容"]) == (
        "records.jsonl",
        1,
        "已经修好",
    )
    assert not any("身份证号" in one.row for one in (first, seventh)), "What is never taken over is kept nowhere."
    assert Sighting.objects.get(matter=seventh.matter_id).words == row()["反映内容"]


def test_lines_that_are_no_record_are_told_by_their_number_and_hold_nothing_up(
    exchange: Exchange, tmp_path: Path
) -> None:
    feed = exchange.connect("resident")
    file = tmp_path / "a.jsonl"
    lines = [
        json.dumps(row()),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"身份证号": "3301"}),
        json.dumps(row(登记号="DJ-2")),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert source("import", "resident", file, "--as", "alice").stdout.startswith("2 new, 0 changed, 0 known, 3 refused")
    assert list(RejectedRow.objects.filter(feed=feed).order_by("pk").values_list("number", flat=True)) == [2, 4, 5]


def test_refused_rows_are_looked_at_again_as_they_are(exchange: Exchange, tmp_path: Path) -> None:
    exchange.connect("resident")
    source("import", "resident", written(tmp_path, "csv", [BAD, row(登记号="DJ-3", 社区="杏花村")]), "--as", "alice")
    Place.objects.create(code="330105001999", name="桃花源", level=Place.Level.VILLAGE, parent_id="330105001")
    again = source("again", "resident", "--as", "alice")
    assert (again.exit_code, again.stdout) == (1, "1 new, 0 changed, 0 known, 1 refused.\n")
    assert source("rejected", "resident", "--as", "alice").stdout.startswith("row 3\tDJ-3\t社区")
    assert ImportJob.objects.latest("pk").state == "done"


@pytest.mark.parametrize(("who", "code"), [("zed", 2), ("nina", 2), ("otto", 2), ("oscar", 1), ("nobody", 2)])
def test_in_the_name_of_those_who_may_and_of_nobody_else(
    exchange: Exchange, tmp_path: Path, who: str, code: int
) -> None:
    exchange.connect("resident")
    answer = source("import", "resident", written(tmp_path, "csv", [row(), BAD]), "--as", who)
    assert answer.exit_code == code, answer.output
    assert sightings() == (0 if code == 2 else 1)
    if who == "oscar":  # he may run it, and does not read what rows say
        told = source("rejected", "resident", "--as", who, "-o", tmp_path / "out.csv").stderr
        assert told.startswith("0 refused rows written")
    else:
        assert "Traceback" not in answer.output


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("登记号,社区\nDJ-1,米市社区\n", "These are missing: 反映内容, 类别."),
        ("登记号,社区,类别,反映内容\n", "no row below its first one"),
        ("\x00\x01", "no table that can be read"),
        ("", "These are missing"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(
    exchange: Exchange, tmp_path: Path, content: str, why: str
) -> None:
    exchange.connect("resident")
    file = tmp_path / "a.csv"
    file.write_text(content, encoding="utf-8")
    answer = source("import", "resident", file, "--as", "alice")
    assert (answer.exit_code, why in answer.stderr) == (2, True), answer.output


def test_matters_go_out_in_open_forms(exchange: Exchange, tmp_path: Path) -> None:
    exchange.connect("resident")
    source("import", "resident", written(tmp_path, "csv", good(3)), "--as", "alice")
    lines = source("export", "--form", "jsonl", "--kind", "sighting", "--as", "alice").stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert [(one["kind"], one["is_open"], one["place"][:6]) for one in told] == [("sighting", True, "330105")] * 3
    out = tmp_path / "matters.csv"
    assert source("export", "--as", "alice", "-o", out).exit_code == 0
    assert [line[0] for line in csv.reader(out.open(encoding="utf-8-sig"))][1:] == [one["number"] for one in told]
    assert source("export", "--form", "xlsx", "--as", "alice", "-o", tmp_path / "m.xlsx").exit_code == 0
    assert (tmp_path / "m.xlsx").read_bytes()[:2] == b"PK"
    assert source("export", "--as", "oscar").exit_code == 2
    assert Act.objects.filter(kind="MattersExported").count() == 3


def test_sources_are_listed_shown_and_checked(exchange: Exchange, tmp_path: Path) -> None:
    exchange.connect("resident")
    assert "resident\t330105" in source("list", "--as", "oscar").stdout
    assert source("list", "--as", "nina").stdout == ""
    assert "never taken over: 身份证号, 家庭住址" in source("show", "resident").stdout
    assert source("show", "nothing").exit_code == 2
    good_one, bad_one = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    text = (files("concord") / "data/exchange/resident.yaml").read_text(encoding="utf-8")
    good_one.write_text(text, encoding="utf-8")
    bad_one.write_text(text.replace("{take: 反映人}", "{guess: 反映人}"), encoding="utf-8")
    assert source("check", good_one).stdout == f"{good_one}: sound.\n"
    answer = source("check", good_one, bad_one)
    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"{bad_one}:")
    assert "guess" in answer.stderr


COMMAND = """
import os, signal, sys, django
signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell's background jobs begin deaf to Ctrl-C.
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_OF_THE_TEST"]
django.setup()
from concord.core.exchange import running
running.ROWS_OF_A_FILE = 200
from concord.config.cli import main
sys.argv = ["concord", *sys.argv[1:]]
main()
"""


def begun(file: Path) -> "subprocess.Popen[str]":
    """The command, in a process of its own on the database of this test."""
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"}
    told["DATABASE_OF_THE_TEST"] = str(connection.settings_dict["NAME"])
    words = [sys.executable, "-c", COMMAND, "source", "import", "resident", str(file), "--as", "alice"]
    return subprocess.Popen(words, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def broken_off(file: Path, by: signal.Signals) -> tuple[int, str]:
    """How it ended after a signal in the middle of its work: some pages in, one being written."""
    with begun(file) as process:
        while not ImportJob.objects.filter(pages__gte=2).exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.05)
        process.send_signal(by)
        _out, err = process.communicate(timeout=60)
    return process.returncode, err


# So many that a busy machine is not done before the signal comes.
MANY = 8_000


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.django_db(transaction=True)
def test_broken_off_in_the_middle_the_same_command_goes_on_and_nothing_is_lost_or_doubled(
    exchange: Exchange, tmp_path: Path, by: signal.Signals
) -> None:
    exchange.connect("resident")
    file = written(tmp_path, "jsonl", [*good(MANY), BAD])
    code, said = broken_off(file, by)
    left = ImportJob.objects.get()
    assert (code, left.state) == ((130, "stopped") if by == signal.SIGINT else (-9, "running")), said
    assert 400 <= left.made < MANY
    assert (left.made, left.made % 200) == (sightings(), 0), "Whole pages, and nothing beside them."
    assert ("goes on from there" in said) == (by == signal.SIGINT)
    with begun(file) as process:
        out, _err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, f"{MANY:,} new, 0 changed, 0 known, 1 refused.\n")
    job = ImportJob.objects.get()
    assert (job.state, job.pages, sightings()) == ("done", MANY // 200 + 1, MANY)
    with transaction.atomic():
        declare_system()
        assert SourceRecord.objects.count() == Act.objects.filter(kind="SightingReported").count() == MANY
