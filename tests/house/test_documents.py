"""The documents in docs/maps are what code and data say, and a stale one fails the build."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.apps.disputes.models.stages import MOVES
from concord.config.cli import command_line
from concord.config.maps import documents
from concord.config.maps.deeds import deeds
from concord.core.acts.facts import type_of_kind


def told(*words: str) -> tuple[int, str]:
    """What `concord docs …` answers: exit code and words."""
    result = CliRunner().invoke(command_line(["docs", "front"]), ["docs", *words])
    return result.exit_code, result.output


def test_the_documents_in_the_repository_are_not_stale() -> None:
    assert documents.stale_documents(documents.FOLDER) == [], "Run: concord docs"


def test_a_stale_or_missing_document_fails_the_check_until_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "FOLDER", tmp_path / "maps")
    assert told("--check")[0] == 1
    assert told()[0] == 0
    assert told("--check")[0] == 0
    rights = tmp_path / "maps" / "rights.md"
    rights.write_text(rights.read_text().replace("●", "", 1))
    assert told("--check") == (1, "docs/maps/rights.md is stale; run: concord docs\n")


def test_every_kind_of_act_is_recorded_by_a_deed() -> None:
    """An act that nothing records is a promise to listeners that is never kept."""
    recorded = {fact.__name__ for deed in deeds() for fact in deed.facts}
    ours = {
        name
        for name, kind in type_of_kind.items()
        if ".tests" not in kind.__module__ and "tests." not in kind.__module__
    }
    assert ours - recorded == set()


def test_every_stage_that_a_move_leads_to_is_reached_by_a_deed() -> None:
    reached = {stage.lower() for deed in deeds() for stage in deed.moves}
    assert {stage for onward in MOVES.values() for stage in onward} - reached == set()
