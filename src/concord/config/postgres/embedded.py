"""The one door to the embedded server: make it run, hand out its addresses, stop it."""

import fcntl
import os
import shutil
import signal
import time
from pathlib import Path
from typing import IO

import psycopg

from concord.config.postgres.account import Account, server_account
from concord.config.postgres.binaries import Binaries, find_binaries, readable_copy
from concord.config.postgres.cluster import make_cluster
from concord.config.postgres.connections import Addresses, connections_file, read_addresses, write_addresses
from concord.config.postgres.home import Home, open_home, passwords_of
from concord.config.postgres.left_behind import STOP_FAST, retire_pid_file
from concord.config.postgres.roles import APP, OWNER, finds_chinese, make_embedded_roles, prepare_database
from concord.config.postgres.server import DATABASE, Say, Server
from concord.config.postgres.trouble import PostgresTrouble

_SPACE_NEEDED = 300 * 1024 * 1024


class Connections:
    """Addresses of a running server; `server` is None where another process started it."""

    def __init__(self, addresses: Addresses, server: Server | None, lock: IO[bytes] | None) -> None:
        self.owner_url = addresses.owner_url
        self.app_url = addresses.app_url
        self.server = server
        self._lock = lock

    def stop(self, *, how: signal.Signals = STOP_FAST) -> None:
        """Stop the server if this process started it; otherwise leave it to its owner."""
        if self.server is not None:
            self.server.stop(how=how)
        if self._lock is not None:
            self._lock.close()


def _quietly(_words: str) -> None:
    """Say nothing."""


def ensure_running(var: Path, *, say: Say = _quietly, durable: bool = True) -> Connections:
    """The embedded PostgreSQL of the folder `var`, running, its database, roles and extensions in place.

    The first call in `var` makes the database. A server that another live process already runs there is
    shared, not started twice. `say` gets a line now and then when it takes long: a recovery after a crash is
    waited for without limit. `durable=False` trades safety for speed and is for tests only.
    Refuses (PostgresTrouble) with what to do when there is no PostgreSQL, no space, or no way to start it.
    """
    var.mkdir(parents=True, exist_ok=True)
    account = server_account()
    home = open_home(var, account)
    lock = _take_lock(var)
    if lock is None:
        return _wait_for_other_owner(var, say)
    try:
        return Connections(*_start(var, home, account, say, durable=durable), lock)
    except BaseException:
        lock.close()
        raise


def _take_lock(var: Path) -> IO[bytes] | None:
    lock = (var / "postgres" / "lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _wait_for_other_owner(var: Path, say: Say) -> Connections:
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        addresses = read_addresses(var)
        if addresses is not None and _answers(addresses.app_url):
            return Connections(addresses, None, None)
        time.sleep(0.2)
    say("Another process holds this database folder.")
    raise PostgresTrouble(f"Another process is starting the database in {var}, and it does not answer yet.")


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _start(var: Path, home: Home, account: Account, say: Say, *, durable: bool) -> tuple[Addresses, Server]:
    binaries = _reachable_binaries(home, account)
    passwords = passwords_of(home)
    _refuse_full_disk(home)
    if home.major() is None:
        say("Making a new database …")
    make_cluster(home, binaries, account, passwords.admin)
    retire_pid_file(home.data)
    server = Server(home, binaries, account, passwords, durable=durable)
    try:
        server.start(say)
        addresses = Addresses(server.url(OWNER, passwords.owner), server.url(APP, passwords.app))
        make_embedded_roles(server.admin_url("postgres"), DATABASE, passwords.owner, passwords.app)
        _prepare_as_owner(addresses.owner_url)
        write_addresses(var, addresses)
    except BaseException:
        server.stop()
        raise
    return addresses, server


def _reachable_binaries(home: Home, account: Account) -> Binaries:
    binaries = find_binaries(os.environ, major=home.major())
    if account.can_use(binaries.folder / "postgres"):
        return binaries
    return readable_copy(binaries, home.folder / "binaries")


def _refuse_full_disk(home: Home) -> None:
    free = shutil.disk_usage(home.folder).free
    if free < _SPACE_NEEDED:
        raise PostgresTrouble(
            f"Only {free // 1024**2} MB are free at {home.folder}; the database needs at least "
            f"{_SPACE_NEEDED // 1024**2} MB to start. Make room and start again."
        )


def _prepare_as_owner(owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection, connection.cursor() as cursor:
        prepare_database(cursor)
        if not finds_chinese(cursor):
            raise PostgresTrouble(
                "This database was made with a character type under which Chinese cannot be searched "
                "(pg_trgm finds no trigrams in 争议). It must be made again with --lc-ctype=C.UTF-8."
            )


def is_embedded_home(var: Path) -> bool:
    """Whether an embedded database was ever started in `var`."""
    return connections_file(var).exists()
