"""Habits that a tool does not know: names, types without excuses, pure rules, migrations that only shape."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, at, code, kept_files, trees

VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}
EXCUSES = {"Any", "cast"}
WALL_CLOCK = {"today", "now", "utcnow", "localdate", "localtime", "time"}
WIRING = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}


def called(tree: ast.Module) -> list[tuple[ast.Call, str]]:
    """Each call in a file, with the last part of the name that is called."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(call, re.split(r"\.", ast.unparse(call.func))[-1]) for call in calls]


def imported(tree: ast.Module) -> list[tuple[ast.stmt, str]]:
    """Each name that a file imports from somewhere."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [(node, alias.name) for node in nodes for alias in node.names]


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {part: path for path in trees() for part in [path.stem, path.parent.name]}
    assert {name: at(path) for name, path in named.items() if set(name.split("_")) & VAGUE} == {}


def test_no_type_is_let_off_with_any_or_a_cast() -> None:
    assert [at(path, node) for path, tree in code().items() for node, name in imported(tree) if name in EXCUSES] == []
    assert [at(path) for path in code() if re.search(r"\btyping\.(Any|cast)\b", path.read_text())] == []


def test_engines_never_ask_what_day_it_is() -> None:
    pure = {path: tree for path, tree in code().items() if path.is_relative_to(PACKAGE / "engines")}
    assert len(pure) > 20
    assert [at(path, call) for path, tree in pure.items() for call, name in called(tree) if name in WALL_CLOCK] == []


def test_no_business_is_wired_by_signals_of_models() -> None:
    assert [at(path, node) for path, tree in code().items() for node, name in imported(tree) if name in WIRING] == []


def test_migrations_shape_tables_and_nothing_else() -> None:
    files = [path for path in kept_files() if path.parent.name == "migrations" and path.suffix == ".py"]
    assert len(files) > 10
    running = [call for path in files for call in called(ast.parse(path.read_bytes())) if call[1] == "RunPython"]
    assert [ast.unparse(call) for call, _name in running] == []


def test_every_package_says_in_a_sentence_what_it_is_for() -> None:
    packages = {path: tree for path, tree in code().items() if path.name == "__init__.py" and path.read_text().strip()}
    assert [at(path) for path, tree in packages.items() if not ast.get_docstring(tree)] == []


MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|mnt|private)/\w+[\w/.-]*")
REGISTRY = re.compile(
    r"\bpypi\.\w+|\bregistry\.\w+\.\w+|pythonhosted|\b(extra-)?index-url\s*=|\bfind-links\s*=", re.IGNORECASE
)


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in kept_files():
        try:
            found.append((path, path.read_bytes().decode()))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    here = Path(__file__)
    found = [(at(path), match.group()) for path, text in texts() if path != here for match in pattern.finditer(text)]
    assert found == []


def test_the_folder_of_this_clone_is_named_nowhere() -> None:
    folder = str(PACKAGE.parents[1])
    assert [at(path) for path, text in texts() if f"{folder}/" in text] == []


def test_nothing_is_kept_that_git_is_told_to_ignore_and_no_link_leads_out() -> None:
    """A link named .venv, once kept, replaced the environment of everyone who pulled."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    assert told.stdout.decode().splitlines() == []
    assert [at(path) for path in kept_files() if path.is_symlink()] == []
