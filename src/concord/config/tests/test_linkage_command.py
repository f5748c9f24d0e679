"""`concord linkage learn`: a model from the terminal, in a file of one's own; the shipped one stays as it is."""

from pathlib import Path

from typer.testing import CliRunner

from concord.config.cli import command_line
from concord.engines.linkage.model import file_of, load


def test_a_model_is_learnt_into_a_file(tmp_path: Path) -> None:
    shipped, file = file_of("parties").read_bytes(), tmp_path / "parties.json"
    told = ["linkage", "learn", "parties", "--records", "2000", "--file", str(file)]
    result = CliRunner().invoke(command_line(["linkage"]), told)
    assert result.exit_code == 0, result.output
    learnt = load(file)
    assert (learnt.kind.name, learnt.about["learnt from"]) == ("parties", "2,000 invented records, seed 4")
    assert f"match from {learnt.bars.match}" in result.output
    assert file_of("parties").read_bytes() == shipped


def test_what_is_not_linked_cannot_be_learnt() -> None:
    result = CliRunner().invoke(command_line(["linkage"]), ["linkage", "learn", "moods"])
    assert result.exit_code == 2
    assert "moods" in result.output
