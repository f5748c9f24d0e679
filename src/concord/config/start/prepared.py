"""Whether a database already holds this version's tables and data, told without loading the whole platform."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg

PACKAGE = Path(__file__).resolve().parents[2]


def _sources() -> Iterator[Path]:
    yield from sorted(PACKAGE.glob("**/migrations/*.py"))
    yield from sorted(PACKAGE.glob("config/demo/*.py"))
    yield from sorted(path for path in (PACKAGE / "data").rglob("*") if path.is_file())


def of_the_code(*, demo: bool) -> str:
    """A fingerprint of all that preparing depends on: migrations, data files, and whether there is a demo."""
    whole = hashlib.sha256(str(demo).encode())
    for path in _sources():
        whole.update(f"\0{path.relative_to(PACKAGE)}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def of_the_database(address: str) -> str:
    """A fingerprint of which database this is and which migrations it has; '' where it has none yet."""
    asked = "SELECT oid::text || (SELECT system_identifier FROM pg_control_system()) FROM pg_database"
    with psycopg.connect(address, connect_timeout=10) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return ""
        which = connection.execute(f"{asked} WHERE datname = current_database()").fetchone()
        done = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return hashlib.sha256(repr((which, done)).encode()).hexdigest()


def is_prepared(var: Path, address: str, *, demo: bool) -> bool:
    """Whether the last preparation in `var` was of this code and left this database as it is now."""
    note = var / "prepared"
    return note.exists() and note.read_text() == _both(address, demo=demo)


def note_prepared(var: Path, address: str, *, demo: bool) -> None:
    """Remember that the database is prepared."""
    (var / "prepared").write_text(_both(address, demo=demo))


def _both(address: str, *, demo: bool) -> str:
    return f"{of_the_code(demo=demo)} {of_the_database(address)}"
