"""Bring a database's tables up to date, as their owner."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from concord.config.environment import database_from
from concord.config.postgres.roles import prepare_database


@contextmanager
def as_owner() -> Iterator[None]:
    """Within this block the database is used as the owner of its tables, who may shape them."""
    app = connections["default"]
    described = {**app.settings_dict, **database_from(settings.VAR, role="owner"), "NAME": app.settings_dict["NAME"]}
    owner = DatabaseWrapper(described, "default")
    connections["default"] = owner
    try:
        yield
    finally:
        owner.close()
        connections["default"] = app


def pending_migrations() -> list[str]:
    """The migrations that the code has and the database has not, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def shape_database(*, verbosity: int = 0) -> None:
    """Extensions, roles, tables and the application's rights; doing it again changes nothing."""
    with as_owner():
        with connection.cursor() as cursor:
            prepare_database(cursor)
        call_command("migrate", interactive=False, verbosity=verbosity, skip_checks=True)
