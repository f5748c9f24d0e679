"""What lint, formatter, import contracts, type checker and template linter say of the tree: nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

PROGRAMS = Path(sys.executable).parent
PYTHON = ("src", "tests", "conftest.py")
TOOLS = {
    "lint": ("ruff", "check", *PYTHON),
    "form": ("ruff", "format", "--check", *PYTHON),
    "floors": ("lint-imports",),
    "types": ("mypy",),
    "templates": ("djlint", "--lint", "--quiet", "src"),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing(tool: str) -> None:
    program, *words = TOOLS[tool]
    told = {name: value for name, value in os.environ.items() if not name.startswith(("CONCORD_", "DJANGO_"))}
    argv = [PROGRAMS / program, *words]
    done = subprocess.run(argv, cwd=ROOT, env={**told, "NO_COLOR": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program} {' '.join(words)}\n{done.stdout[-6000:]}{done.stderr[-2000:]}"
