"""Build the front end, when its sources have changed since the last time."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from concord.config.start.trouble import StartTrouble

PROJECT = Path(__file__).resolve().parents[4]
WEB = PROJECT / "src" / "concord" / "web"
BUILT = WEB / "static" / "dist"
DESCRIBED = ("package.json", "package-lock.json", ".npmrc")
KINDS = {".ts", ".js", ".mjs", ".css"}


def _fingerprint(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"\0{path.relative_to(PROJECT)}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _described() -> list[Path]:
    return [PROJECT / name for name in DESCRIBED if (PROJECT / name).exists()]


def _sources() -> list[Path]:
    inside = [path for path in WEB.rglob("*") if path.suffix in KINDS and BUILT not in path.parents]
    return [*_described(), *inside, *PROJECT.glob("*.mjs"), *PROJECT.glob("*.ts")]


def is_built() -> bool:
    """Whether the built front end belongs to the sources as they are; true where there is nothing to build."""
    if not (PROJECT / "package.json").exists():
        return True
    return _is_noted(BUILT / ".sources", _fingerprint(_sources()))


def _is_noted(note: Path, fingerprint: str) -> bool:
    return note.exists() and note.read_text() == fingerprint


def build_front(say: Callable[[str], None]) -> None:
    """Install the packages of the lock file and run the build script; both only when needed.

    Node comes with the environment, so the system needs none. Refuses (StartTrouble) with the tool's last words.
    """
    if is_built():
        return
    installed, wanted = PROJECT / "node_modules" / ".concord-lock", _fingerprint(_described())
    if not _is_noted(installed, wanted):
        say("Installing the front end's packages …")
        _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
        installed.write_text(wanted)
    say("Building the front end …")
    _npm("run", "build")
    (BUILT / ".sources").write_text(_fingerprint(_sources()))


def _npm(*words: str) -> None:
    programs = Path(sys.executable).parent
    npm = programs / "npm"
    environ = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(npm), *words],
        cwd=PROJECT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise StartTrouble(f"`npm {' '.join(words)}` failed:\n{last}")
