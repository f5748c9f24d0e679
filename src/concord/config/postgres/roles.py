"""The two roles: the owner, who shapes the schema, and the application, which can only use it.

The application's role owns nothing, is no superuser and cannot bypass row-level security, so what migrations
withhold from it (changing an act, seeing a stranger's row) no error in the application can give back.
"""

from typing import Protocol

import psycopg
from psycopg import sql

from concord.config.postgres.trouble import PostgresTrouble

OWNER = "concord_owner"
APP = "concord_app"
EXTENSIONS = ("pg_trgm", "btree_gin", "ltree")
_APP_ATTRIBUTES = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION NOINHERIT"


class Cursor(Protocol):
    """What this needs of a cursor, so that Django's and psycopg's both do."""

    def execute(self, query: str, params: tuple[str, ...] | None = None) -> object: ...
    def fetchone(self) -> tuple[object, ...] | None: ...


def make_embedded_roles(admin_url: str, database: str, owner_password: str, app_password: str) -> None:
    """Make both roles and the database of an embedded server, or bring them up to date.

    `admin_url` leads to the server's `postgres` database as superuser. The owner may create databases,
    which the tests need and which gives it nothing over what it owns.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _make_role(connection, OWNER, "NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS", owner_password)
        _make_role(connection, APP, _APP_ATTRIBUTES, app_password)
        connection.execute(f"GRANT {APP} TO {OWNER} WITH INHERIT FALSE, SET TRUE")
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
        if known is None:
            make = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(make.format(sql.Identifier(database), sql.Identifier(OWNER)))


def _make_role(connection: "psycopg.Connection[tuple[object, ...]]", name: str, attributes: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = "ALTER" if known else "CREATE"
    statement = sql.SQL(f"{verb} ROLE {name} LOGIN {attributes} PASSWORD {{}}")
    connection.execute(statement.format(sql.Literal(password)))


def prepare_database(cursor: Cursor) -> None:
    """Make a database fit for migrations, as its owner: the application's role, extensions, default grants.

    Idempotent; run it before migrations in every database, test databases too. Grants are *defaults for
    tables to come*: it never grants on a table that exists, so what a migration revoked stays revoked.
    """
    cursor.execute("SELECT pg_advisory_lock(hashtext('concord: prepare database'))")
    try:
        _ensure_app_role(cursor)
        _ensure_extensions(cursor)
        for objects, rights in (
            ("TABLES", "SELECT, INSERT, UPDATE, DELETE"),
            ("SEQUENCES", "USAGE, SELECT"),
        ):
            cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {objects} TO {APP}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
    finally:
        cursor.execute("SELECT pg_advisory_unlock(hashtext('concord: prepare database'))")


def _ensure_app_role(cursor: Cursor) -> None:
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    may_make = cursor.fetchone() == (True,)
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APP,))
    if cursor.fetchone() is None:
        if not may_make:
            raise PostgresTrouble(_what_the_administrator_runs())
        cursor.execute(f"CREATE ROLE {APP} NOLOGIN {_APP_ATTRIBUTES}")
    cursor.execute("SELECT pg_has_role(current_user, %s, 'SET')", (APP,))
    if cursor.fetchone() != (True,):
        if not may_make:
            raise PostgresTrouble(_what_the_administrator_runs())
        cursor.execute(f"GRANT {APP} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE")


def _what_the_administrator_runs() -> str:
    return (
        "The database user in CONCORD_DATABASE_URL may not make roles. Have an administrator of the server "
        f"run once:\n  CREATE ROLE {APP} NOLOGIN {_APP_ATTRIBUTES};\n"
        f"  GRANT {APP} TO <user of the URL> WITH INHERIT FALSE, SET TRUE;"
    )


def _ensure_extensions(cursor: Cursor) -> None:
    for extension in EXTENSIONS:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = %s", (extension,))
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE EXTENSION {extension}")


def finds_chinese(cursor: Cursor) -> bool:
    """Whether trigram search sees Chinese at all; with a wrong character type it silently finds nothing."""
    cursor.execute("SELECT public.show_trgm('争议') <> '{}'")
    return cursor.fetchone() == (True,)
