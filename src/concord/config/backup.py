"""Take everything out into a folder and put it back: the database and the papers, but not the keys.

Papers are named by their content and never change, so copying them after the database misses none that it knows.
The keys are kept apart: whoever finds a backup reads no sealed field. A backup says by which keys it was sealed,
so that it is not put back where nobody could read it.
"""

import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from concord import __version__
from concord.config.postgres import ensure_running
from concord.config.postgres.binaries import find_binaries
from concord.config.postgres.roles import APP, prepare_database
from concord.config.start.addresses import direct_address
from concord.core.people.sealed import keyed_hash

DATABASE, PAPERS, ABOUT = "database.dump", "papers.tar", "about.json"
SEALED_BY = "concord backup"


class BackupTrouble(Exception):
    """It cannot be taken out or put back; the message says why and what to do."""


@contextmanager
def running_database(var: Path) -> Iterator[str]:
    """The owner's address of the database: of the server that runs, or of the embedded one, started for this."""
    if os.environ.get("CONCORD_DATABASE_URL"):
        yield direct_address(var, role="owner")
        return
    server = ensure_running(var)
    try:
        yield server.owner_url
    finally:
        server.stop()


def _run(program: str, address: str, *words: str) -> None:
    """Run a program of PostgreSQL on a database; the password goes by the environment, where `ps` does not show it."""
    told = {name: str(value) for name, value in conninfo_to_dict(address).items() if value}
    environ = {**os.environ, "PGPASSWORD": told.pop("password", "")}
    argv = [find_binaries(os.environ).program(program), *words, "--no-password", "--dbname", make_conninfo(**told)]
    done = subprocess.run(argv, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupTrouble(f"{program} failed: {done.stderr.strip()[-600:]}")


def _papers() -> Path | None:
    """The folder of papers; None where they lie in a store of their own (S3)."""
    store = storages["default"]
    return Path(store.location) if isinstance(store, FileSystemStorage) else None


def back_up(var: Path, folder: Path) -> int:
    """Take out database and papers into `folder`, which must be new or empty; returns how many bytes it has now."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if any(folder.iterdir()):
        raise BackupTrouble(f"{folder} is not empty. Name a new folder; a backup never overwrites another.")
    about = {"version": __version__, "taken": timezone.now().isoformat(), "sealed_by": keyed_hash(SEALED_BY)}
    with running_database(var) as address:
        if not _has_tables(address):
            raise BackupTrouble("This database is empty: there is nothing to take out.")
        _run("pg_dump", address, "--format=custom", "--no-comments", "--file", str(folder / DATABASE))
    papers = _papers()
    if papers is not None:
        with tarfile.open(folder / PAPERS, "w") as tar:
            for path in sorted(papers.rglob("*")) if papers.is_dir() else []:
                tar.add(path, arcname=str(path.relative_to(papers)), recursive=False)
    (folder / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def _about(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise BackupTrouble(f"{folder} holds no whole backup: {ABOUT} is missing.") from missing


def _has_tables(address: str) -> bool:
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,)


def _make_bare(address: str) -> None:
    """Make role and extensions, but let tables come without the usual rights.

    A dump lists what each table grants, not what it withholds: under the usual grants for tables to come, the
    application would get back the right to change acts.
    """
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        prepare_database(cursor)
        for objects in ("TABLES", "SEQUENCES"):
            cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {objects} FROM {APP}")


# Acts are passed on in the order of their transactions, which another server counts from its own beginning. What was
# passed on becomes transaction 0 and what was not 1, both below any to come. Acts stay otherwise as they were.
COUNT_ANEW = """
    ALTER TABLE acts_act DISABLE TRIGGER acts_stay;
    UPDATE acts_act SET xact = (CASE WHEN EXISTS (
        SELECT 1 FROM acts_bookmark b WHERE (acts_act.xact, acts_act.id) <= (b.xact, b.act_id)
    ) THEN '0' ELSE '1' END)::xid8;
    ALTER TABLE acts_act ENABLE TRIGGER acts_stay;
    UPDATE acts_bookmark SET xact = '0'::xid8, act_id = (SELECT coalesce(max(id), 0) FROM acts_act);
"""


def put_back(var: Path, folder: Path) -> dict[str, str]:
    """Put a backup into an empty database and the folder of papers; returns what it says of itself.

    Refuses a database that is not empty, and keys that did not seal this backup. All or nothing for the database.
    """
    about = _about(folder)
    if about["sealed_by"] != keyed_hash(SEALED_BY):
        raise BackupTrouble(
            "The keys here did not seal this backup: nobody could read its names and phones. Set CONCORD_FIELD_KEYS, "
            f"or put the secrets.env of that installation into {var}, and try again."
        )
    with running_database(var) as address:
        if _has_tables(address):
            raise BackupTrouble("This database is not empty. A backup is put back into an empty one, over nothing.")
        _make_bare(address)
        whole = ("--exit-on-error", "--single-transaction", "--no-owner")
        _run("pg_restore", address, *whole, str(folder / DATABASE))
        with psycopg.connect(address) as connection:
            connection.execute(COUNT_ANEW)
    papers = _papers()
    if papers is not None and (folder / PAPERS).exists():
        papers.mkdir(parents=True, exist_ok=True)
        with tarfile.open(folder / PAPERS) as tar:
            tar.extractall(papers, filter="data")
    return about
