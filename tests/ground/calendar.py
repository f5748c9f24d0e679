"""Days that pass on a running platform: what waits grows older, and the worker looks at its lights."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import psycopg

from concord.config.postgres.connections import read_addresses
from tests.ground.platform import ROOT

OLDER = """
    UPDATE agenda_task
    SET opened_on = opened_on - %(days)s, yellow_on = yellow_on - %(days)s, due_on = due_on - %(days)s
    WHERE done_at IS NULL AND matter_id = ANY(%(matters)s)
"""
LOOK = "import django; django.setup(); from concord.core.agenda.jobs import turn_the_lights; turn_the_lights()"


def days_pass(var: Path, matters: list[int], days: int) -> None:
    """Let calendar days pass for the open tasks of some matters, then do what the worker does every ten minutes."""
    addresses = read_addresses(var)
    assert addresses is not None
    with psycopg.connect(addresses.owner_url) as connection:
        changed = connection.execute(OLDER, {"days": days, "matters": matters})
        assert changed.rowcount > 0, "No open task: nothing grew older."
    environ = {
        "CONCORD_VAR": str(var),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "concord.config.settings",
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run([sys.executable, "-c", LOOK], env=environ, check=True, timeout=60)


def open_tasks(var: Path, matter: int) -> list[tuple[str, str, date, date | None, date | None]]:
    """The open tasks of a matter: kind, body, and the days on which each was opened, turns yellow, and is due."""
    addresses = read_addresses(var)
    assert addresses is not None
    with psycopg.connect(addresses.owner_url) as connection:
        found = connection.execute(
            "SELECT t.kind, coalesce(o.name, ''), t.opened_on, t.yellow_on, t.due_on FROM agenda_task t "
            "LEFT JOIN people_organisation o ON o.id = t.organisation_id "
            "WHERE t.matter_id = %s AND t.done_at IS NULL ORDER BY t.id",
            [matter],
        )
        return [tuple(row) for row in found.fetchall()]  # type: ignore[misc]
