"""Databases of a test run: one is made whole, and each worker copies it.

The first worker makes `ready`: tables as their owner, roles, places and the cast. A copy takes a tenth of a second,
so a test that commits (`transactional_db`) is followed by a fresh copy, and nothing of it is left to the next.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker

from concord.config.environment import database_from
from concord.config.schema import as_owner, shape_database
from tests.ground.cast import make_cast
from tests.ground.server import run_folder


def owner_address(database: str = "") -> str:
    """The owner's address of a database of this run's server; without a name, of the one that is always there."""
    told = database_from(settings.VAR, role="owner")
    parts = {"dbname": database or told["NAME"], "user": told["USER"], "password": told["PASSWORD"]}
    parts |= {"host": told["HOST"], "port": told["PORT"]}
    return make_conninfo(**{name: str(value) for name, value in parts.items() if value})


def _on_server(*statements: str, **names: str) -> None:
    with psycopg.connect(owner_address(), autocommit=True) as connection:
        for statement in statements:
            filled = sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})  # type: ignore[arg-type]
            _patiently(connection, filled)


def _patiently(connection: psycopg.Connection[tuple[object, ...]], statement: sql.Composed) -> None:
    """Carry a statement out; the server's own housekeeping may sit in a database for a moment, and is not cut off."""
    for _try in range(40):
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            sleep(0.25)
        else:
            return
    connection.execute(statement)


def ready_name() -> str:
    """The database that all others of this run are copied from."""
    return f"test_concord_{run_folder().name.rsplit('-', 1)[-1].lower()}"


def copy_database(name: str) -> None:
    """A fresh copy of the ready database under `name`, in place of an older one; whoever used that is cut off."""
    _on_server(
        "DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        "CREATE DATABASE {name} TEMPLATE {ready} STRATEGY FILE_COPY",
        name=name,
        ready=ready_name(),
    )


def use_database(name: str) -> None:
    """Let Django's connections lead to the database `name`, without a pool."""
    connections.close_all()
    for described in (settings.DATABASES["default"], connections["default"].settings_dict):
        described["NAME"] = name
        described["OPTIONS"].pop("pool", None)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (run_folder() / "ready.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_ready() -> None:
    """Make the ready database, unless another worker of this run has."""
    done = run_folder() / "ready.done"
    with _one_at_a_time():
        if done.exists():
            return
        _on_server("CREATE DATABASE {name}", name=ready_name())
        use_database(ready_name())
        shape_database()
        with as_owner():
            make_cast()
        connections.close_all()
        done.touch()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the ready database for this worker, used as the application's role."""
    mine = f"{ready_name()}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    with django_db_blocker.unblock():
        make_ready()
        copy_database(mine)
        use_database(mine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: (use_database(mine), copy_database(mine)))
        yield
    with django_db_blocker.unblock():
        connections.close_all()


def drop_databases() -> None:
    """Remove this run's databases from a server that outlives it."""
    with psycopg.connect(owner_address(), autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ready_name()])
        names = [str(row[0]) for row in rows]
    for name in names:
        _on_server("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)
