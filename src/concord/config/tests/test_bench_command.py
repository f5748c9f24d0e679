"""The measurements by name: run where there is a checkout, explained where there is none."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.config.cli import command_line
from concord.config.commands.bench import BENCHES, CHECKOUT

RUN = CliRunner()


def test_each_name_has_its_measurement() -> None:
    for module, _what in BENCHES.values():
        place = CHECKOUT.joinpath(*module.split("."))
        assert (place / "__main__.py").is_file() or place.with_suffix(".py").is_file(), module


def test_what_follows_the_name_reaches_the_measurement(capfd: pytest.CaptureFixture[str]) -> None:
    done = RUN.invoke(command_line(["bench", "figures"]), ["bench", "figures", "--help"])
    assert done.exit_code == 0
    assert "--disputes" in capfd.readouterr().out


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    done = RUN.invoke(command_line(["bench", "figures"]), ["bench", "everything"])
    assert done.exit_code == 2
    assert "contracts" in done.output


def test_without_a_checkout_it_says_so(tmp_path: Path) -> None:
    done = RUN.invoke(command_line(["bench", "figures"]), ["bench", "--root", str(tmp_path), "risk"])
    assert done.exit_code == 2
    assert "checkout" in done.output
