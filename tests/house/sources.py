"""The sources of the project as the checks of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "concord"
WRITTEN = {".py", ".html", ".css", ".ts", ".js", ".mjs", ".sql", ".typ", ".sh"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is in the repository or about to be: what git ignores does not count."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = (ROOT / name for name in told.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def written_files() -> list[Path]:
    """What people wrote as code; data, locks and migrations are not."""
    return [path for path in kept_files() if path.suffix in WRITTEN and "migrations" not in path.parts]


def is_test(path: Path) -> bool:
    """Whether a file belongs to the tests."""
    return "tests" in path.relative_to(ROOT).parts


@cache
def trees() -> dict[Path, ast.Module]:
    """Each Python file, read."""
    return {path: ast.parse(path.read_bytes()) for path in written_files() if path.suffix == ".py"}


def code() -> dict[Path, ast.Module]:
    """Each Python file of the platform itself, read."""
    return {path: tree for path, tree in trees().items() if not is_test(path) and path.is_relative_to(PACKAGE)}


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, inner ones and methods too."""
    return (node for node in ast.walk(trees()[path]) if isinstance(node, Function))


def lines_of(function: Function) -> int:
    """How many lines a function has, from its `def` on."""
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def at(path: Path, node: ast.stmt | ast.expr | None = None) -> str:
    """Where something stands, as an editor opens it."""
    place = str(path.relative_to(ROOT))
    return place if node is None else f"{place}:{node.lineno}"
