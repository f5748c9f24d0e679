"""The stage of a benchmark: a platform in a folder of its own, its people, and the database while nothing else runs."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.db import connection

from concord.config.postgres import ensure_running
from concord.config.postgres.connections import read_addresses
from concord.config.supervise.ports import free_port
from tests.bench.lifecycle import Done
from tests.ground.platform import Platform

AS_RUN = {"CONCORD_WEB_WORKERS": "2", "CONCORD_LOG_LEVEL": "ERROR"}


def _hang_up() -> None:
    """Let go of this process's own lines to a server that has been stopped meanwhile."""
    if settings.configured:
        connection.close()
        connection.close_pool()


@dataclass(slots=True)
class Stage:
    """A platform as `concord run` starts it, with two web workers and without the demo."""

    var: Path
    platform: Platform
    starts: list[float] = field(default_factory=list)

    @property
    def owner(self) -> str:
        """The database's address for the owner of its tables."""
        addresses = read_addresses(self.var)
        assert addresses is not None
        return addresses.owner_url

    @contextmanager
    def running(self) -> Iterator[str]:
        """The whole platform runs within this block; gives its address."""
        self.starts.append(self.platform.start(patience=300))
        _hang_up()
        try:
            yield self.platform.url
        finally:
            self.platform.interrupt()

    @contextmanager
    def database_alone(self) -> Iterator[str]:
        """Only the database runs within this block; gives the owner's address."""
        server = ensure_running(self.var)
        _hang_up()
        try:
            yield server.owner_url
        finally:
            server.stop()


@contextmanager
def a_stage(say: Callable[[str], None], keep: Path | None = None) -> Iterator[Stage]:
    """A stage in a fresh folder, started once so that it has its keys and tables, and taken down whatever happens.

    With `keep`, it stands in that folder, as it was left there, and stays. This process's settings are the platform's
    own from then on.
    """
    folder = keep.parent if keep else Path(tempfile.mkdtemp(prefix="concord-bench-"))
    if keep is None:
        folder.chmod(0o755)
    var = keep or folder / "var"
    stage = Stage(var, Platform(var, free_port(), **AS_RUN))
    os.environ |= {
        "CONCORD_VAR": str(stage.var),
        "CONCORD_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "concord.config.settings",
    }
    try:
        say("Starting the platform for the first time (packages are there, the database is made) …")
        with stage.running():
            pass
        django.setup()
        yield stage
    finally:
        stage.platform.kill_everything()
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def lost(owner: str, done: list[Done]) -> int:
    """How many of these acknowledged lifecycles the database does not hold as they were acknowledged."""
    asked = """SELECT count(*) FROM unnest(%s::bigint[], %s::text[]) AS said (id, number)
        JOIN matters_matter m USING (id, number) WHERE m.stage = 'resolved' AND NOT m.is_open
        AND EXISTS (SELECT FROM matters_searchentry WHERE matter_id = m.id)
        AND 4 = (SELECT count(*) FROM acts_act WHERE matter_id = m.id)"""
    with psycopg.connect(owner) as connection:
        row = connection.execute(asked, [[one.dispute for one in done], [one.number for one in done]]).fetchone()
    assert row is not None
    return len(done) - int(row[0])


def told_after(owner: str, patience: float = 120.0) -> float:
    """Seconds until the worker has passed on every act that stands in the record now.

    Refuses (AssertionError) a worker that has not come so far within `patience`.
    """
    asked = """SELECT count(*) FROM acts_act a, acts_bookmark b
        WHERE b.reader = 'relay' AND (a.xact, a.id) > (b.xact, b.act_id) AND a.id <= %s"""
    began = time.monotonic()
    with psycopg.connect(owner, autocommit=True) as line:
        (last,) = line.execute("SELECT max(id) FROM acts_act").fetchone() or (0,)
        while (line.execute(asked, [last]).fetchone() or (0,))[0]:
            assert time.monotonic() - began < patience, "The worker does not catch up."
            time.sleep(0.1)
    return time.monotonic() - began
