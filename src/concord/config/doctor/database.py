"""The database: reached, new enough, Chinese found, the application held short, tables up to date, clocks agreed."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from concord.config.doctor.findings import Finding, bad, ok
from concord.config.doctor.findings import said as _
from concord.config.postgres.binaries import OLDEST_MAJOR
from concord.config.postgres.roles import EXTENSIONS, finds_chinese
from concord.config.schema import pending_migrations
from concord.config.start.addresses import direct_address

PATIENCE = 5
MOST_APART = timedelta(seconds=5)
RUN_MIGRATE = "concord migrate"


def asked(question: str) -> tuple[object, ...]:
    """The one row that answers a question to the database."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return tuple(cursor.fetchone() or ())


def reached() -> Iterator[Finding]:
    """Whether the database answers, as the application."""
    try:
        psycopg.connect(direct_address(settings.VAR, role="app"), connect_timeout=PATIENCE).close()
    except psycopg.OperationalError as refused:
        says = _("The database does not answer: %(why)s", why=str(refused).strip().splitlines()[0])
        do = _("Start Concord (concord run), or check the server and CONCORD_DATABASE_URL.")
        yield bad("database", says, do)
    else:
        yield ok("database", _("The database answers."))


def version() -> Iterator[Finding]:
    """Whether PostgreSQL is new enough, and has the extensions and the character type that Chinese search needs."""
    number, name = asked("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version')")
    if int(str(number)) < OLDEST_MAJOR:
        says = _("The server is PostgreSQL %(version)s.", version=name)
        yield bad("version", says, _("Use PostgreSQL 16 or newer."))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        missing = sorted(set(EXTENSIONS) - {str(row[0]) for row in cursor.fetchall()})
    if missing:
        says = _("These extensions are missing: %(names)s.", names=", ".join(missing))
        yield bad("version", says, _("Run: %(command)s", command=RUN_MIGRATE))
        return
    with connection.cursor() as cursor:
        found = finds_chinese(cursor)
    if found:
        yield ok("version", _("PostgreSQL %(version)s, with its extensions; Chinese is found.", version=name))
    else:
        says = _("Chinese cannot be searched in this database: its character type is not UTF-8.")
        yield bad("version", says, _("Make the database again with --lc-ctype=C.UTF-8, and restore a backup into it."))


OWN_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
UNSHIELDED = """
    SELECT count(*) FROM pg_class WHERE oid IN (SELECT polrelid FROM pg_policy) AND NOT relrowsecurity
"""
CHANGES_ACTS = """
    SELECT CASE WHEN to_regclass('acts_act') IS NULL THEN false
           ELSE has_table_privilege('acts_act', 'UPDATE, DELETE, TRUNCATE')
                OR has_any_column_privilege('acts_act', 'UPDATE') END
"""
ABOVE_ALL = "SELECT rolsuper OR rolbypassrls, current_user FROM pg_roles WHERE rolname = current_user"


def role() -> Iterator[Finding]:
    """Whether the application's role is held short: it owns nothing, bypasses nothing, changes no act."""
    above, name = asked(ABOVE_ALL)
    trouble = {
        _("is above the rules (superuser, or bypasses row-level security)"): above,
        _("owns tables"): asked(OWN_TABLES)[0],
        _("can change or remove acts"): asked(CHANGES_ACTS)[0],
        _("reads tables whose row-level security is switched off"): asked(UNSHIELDED)[0],
    }
    do = _("Let CONCORD_DATABASE_URL name the owner, who may take on the role concord_app; then run: concord migrate")
    for what in [what for what, found in trouble.items() if found]:
        yield bad("role", _("The application's role %(name)s %(what)s.", name=name, what=what), do)
    if not any(trouble.values()):
        yield ok(
            "role", _("The application's role %(name)s can use the tables and cannot change the record.", name=name)
        )


def tables() -> Iterator[Finding]:
    """Whether the tables are those of this version: neither older nor newer."""
    pending = pending_migrations()
    loader = MigrationLoader(connection)
    ours = {app for app, _name in loader.disk_migrations}
    newer = sorted(".".join(one) for one in set(loader.applied_migrations) - _known(loader) if one[0] in ours)
    if pending:
        says = _("%(count)s migrations are pending, %(first)s first.", count=len(pending), first=pending[0])
        yield bad("tables", says, _("Run: %(command)s", command=RUN_MIGRATE))
    elif newer:
        says = _("The database is of a newer version of Concord: %(first)s is unknown here.", first=newer[0])
        yield bad("tables", says, _("Start the newer version, or restore a backup of before the upgrade."))
    else:
        yield ok("tables", _("The tables are up to date."))


def _known(loader: MigrationLoader) -> set[tuple[str, str]]:
    replaced = {each for migration in loader.disk_migrations.values() for each in migration.replaces}
    return {*loader.disk_migrations, *replaced}


def clock() -> Iterator[Finding]:
    """Whether this machine and the database agree on the time, and nothing was recorded in the future."""
    there, last = asked("SELECT clock_timestamp(), (SELECT max(at) FROM acts_act)")
    here = timezone.now()
    apart = abs(there - here) if isinstance(there, type(here)) else timedelta(0)
    do = _("Let both machines take their time from the same server (NTP).")
    if apart > MOST_APART:
        says = _(
            "The clocks of this machine and of the database differ by %(seconds)s s.",
            seconds=int(apart.total_seconds()),
        )
        yield bad("clock", says, do)
    elif isinstance(last, type(here)) and last - here > MOST_APART:
        says = _("The record has an act of %(at)s, which is in the future: a clock was set back.", at=last.isoformat())
        yield bad("clock", says, do)
    else:
        yield ok("clock", _("The clocks agree: %(now)s.", now=timezone.localtime(here).strftime("%Y-%m-%d %H:%M %Z")))
