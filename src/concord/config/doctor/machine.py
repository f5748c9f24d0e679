"""The machine: Python, the installed packages, the folder that Concord writes to, room on its disk."""

import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from concord.config.commands.within import var_folder
from concord.config.doctor.findings import Finding, bad, ok, warn
from concord.config.doctor.findings import said as _

OLDEST_PYTHON = (3, 11)
LOCK = Path(__file__).resolve().parents[4] / "requirements.lock"
LITTLE_ROOM, NO_ROOM = 2 * 1024**3, 300 * 1024**2
LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<only> *;)?", re.MULTILINE)
SHOWN = 5


def python() -> Iterator[Finding]:
    """Whether Python is new enough."""
    here = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        yield bad("python", _("This is Python %(here)s.", here=here), _("Install Python 3.11 or newer."))
    else:
        yield ok("python", _("Python %(here)s.", here=here))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def differing(lock: str) -> list[str]:
    """The packages that are not installed as a lock says; one that is for other systems only may be missing."""
    wanted: dict[str, set[str]] = defaultdict(set)
    optional = set()
    for found in LOCKED.finditer(lock):
        wanted[found["name"]].add(found["version"])
        if found["only"]:
            optional.add(found["name"])
    here = {name: _installed(name) for name in wanted}
    wrong = [name for name in wanted if here[name] not in wanted[name] and (here[name] or name not in optional)]
    return [f"{name} {here[name] or '–'} ({' / '.join(sorted(wanted[name]))})" for name in wrong]


def packages(lock: Path = LOCK) -> Iterator[Finding]:
    """Whether exactly the packages of the lock file are installed."""
    if not lock.exists():
        yield ok("packages", _("There is no lock file beside this installation to compare with."))
        return
    wrong = differing(lock.read_text(encoding="utf-8"))
    if not wrong:
        yield ok("packages", _("The packages of the lock file are installed."))
        return
    shown = ", ".join(wrong[:SHOWN]) + (" …" if len(wrong) > SHOWN else "")
    says = _("%(count)s packages are not installed as the lock file says: %(shown)s", count=len(wrong), shown=shown)
    yield bad("packages", says, _("Run: make setup"))


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    says = _("%(free)s MB are free at %(folder)s.", free=free // 1024**2, folder=folder)
    if free < NO_ROOM:
        return bad("disk", says, _("Make room: below 300 MB the database does not start."))
    if free < LITTLE_ROOM:
        return warn("disk", says, _("Make room soon: papers and the database grow."))
    return ok("disk", says)


def folder() -> Iterator[Finding]:
    """Whether the folder of this installation can be written to, and how much room is left."""
    var = var_folder()
    above = next(each for each in (var, *var.parents) if each.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=above):
            yield ok("folder", _("Concord can write to %(folder)s.", folder=var))
    except OSError as refused:
        says = _("Concord cannot write to %(folder)s: %(why)s", folder=var, why=refused.strerror or refused)
        yield bad("folder", says, _("Give the folder to the user who runs Concord, or name another in CONCORD_VAR."))
    yield _room(above)
