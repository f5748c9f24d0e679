"""Where the database lives on disk, and the passwords made for it."""

import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from concord.config.postgres.account import Account

ELSEWHERE = Path("/var/lib/concord")
_LONGEST_SOCKET_PATH = 90


@dataclass(frozen=True)
class Home:
    """The folders of one embedded server."""

    folder: Path
    log: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket(self) -> Path | None:
        """The private socket folder; None where its path is longer than a socket's name may be."""
        socket = self.folder / "socket"
        return socket if len(str(socket)) <= _LONGEST_SOCKET_PATH else None

    @property
    def passwords_file(self) -> Path:
        return self.folder / "passwords.json"

    @property
    def port_file(self) -> Path:
        return self.folder / "port"

    def major(self) -> int | None:
        """The PostgreSQL version that wrote the data; None when there is none yet."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None


@dataclass(frozen=True)
class Passwords:
    """Random passwords of the three roles; they never leave the machine."""

    admin: str
    owner: str
    app: str


def open_home(var: Path, account: Account) -> Home:
    """The server's home: `var/postgres`, or a folder under /var/lib when its user cannot reach that.

    The second happens when root starts Concord from a closed home folder: opening the parents to everyone
    would be worse than keeping the data elsewhere. `var/postgres/home` then names the place.
    """
    near = (var / "postgres").resolve()
    _make(near, 0o711)
    note = near / "home"
    if note.exists():
        folder = Path(note.read_text().strip())
    elif account.can_use(near):
        folder = near
    else:
        folder = ELSEWHERE / secrets.token_hex(4)
        _make(ELSEWHERE, 0o711)
        note.write_text(f"{folder}\n")
    _make(folder, 0o711)
    _make(var / "log", 0o755)
    return Home(folder, (var / "log" / "postgres.log").resolve())


def _make(folder: Path, mode: int) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True)
        folder.chmod(mode)


def passwords_of(home: Home) -> Passwords:
    """Read the passwords, or make them before the first start; the file is readable by its owner only."""
    if not home.passwords_file.exists():
        fresh = {role: secrets.token_urlsafe(24) for role in ("admin", "owner", "app")}
        write_privately(home.passwords_file, json.dumps(fresh))
    return Passwords(**json.loads(home.passwords_file.read_text()))


def write_privately(path: Path, text: str) -> None:
    """Replace `path` in one step by a file that only its owner may read (mode 0600)."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
