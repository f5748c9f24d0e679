"""A server named in CONCORD_DATABASE_URL is used instead of the embedded one; nothing else changes, and it stays."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from concord.config.postgres import ensure_running
from tests.ground.platform import Platform, processes_of, wait_until
from tests.startup.conftest import two_free_ports

pytestmark = pytest.mark.slow
ACT = "INSERT INTO acts_act (at, kind, actor_name, payload, visibility) VALUES (now(), 'Tested', '', '{}', 'staff')"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A database of a server that somebody else runs; its user owns the database and is no superuser."""
    server = ensure_running(folder / "server", durable=False)
    with psycopg.connect(server.owner_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
    yield server.owner_url.rsplit("/", 1)[0] + "/elsewhere"
    server.stop()


@pytest.fixture(scope="module")
def platform(folder: Path, address: str) -> Iterator[Platform]:
    """A platform that is told of the server."""
    port = two_free_ports()
    told = {"CONCORD_DATABASE_URL": address, "CONCORD_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    platform = Platform(folder / "var", port, **told)
    yield platform
    platform.kill_everything()


def found_by_doctor(platform: Platform) -> tuple[int, dict[str, str]]:
    """What `concord doctor --json` finds: its exit code, and how bad each thing is."""
    argv = [sys.executable, "-m", "concord", "doctor", "--json"]
    done = subprocess.run(argv, env=platform.environ, capture_output=True, text=True, check=False)
    return done.returncode, {one["check"]: one["level"] for one in json.loads(done.stdout)}


def passed_on(address: str, act: int) -> bool:
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT 1 FROM acts_bookmark WHERE act_id >= %s", [act]).fetchone() is not None


def test_everything_runs_on_the_named_server(platform: Platform, address: str) -> None:
    platform.start()
    assert (platform.get("/report/"), platform.get("/api/docs")) == (200, 200)
    assert not (platform.var / "postgres").exists()
    assert not [words for words in processes_of(platform.var).values() if "/postgres -D" in words]
    with psycopg.connect(address) as connection:
        users = "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = 'elsewhere'"
        assert connection.execute(users).fetchall() == [("concord_owner",)]
        connection.execute("SET ROLE concord_app")
        connection.execute("SELECT set_config('concord.scope', 'system', true)")
        (act,) = connection.execute(f"{ACT} RETURNING id").fetchone() or (0,)
        connection.commit()
    wait_until(lambda: passed_on(address, act), what="the worker")
    assert platform.interrupt() == 0


def test_the_doctor_finds_nothing_wrong_while_it_runs(platform: Platform) -> None:
    platform.start()
    assert "Preparing" not in platform.said
    code, levels = found_by_doctor(platform)
    assert [check for check, level in levels.items() if level == "bad"] == []
    assert {"database", "role", "tables", "worker", "relay", "pages", "store"} <= set(levels)
    assert code == 0
    assert platform.interrupt() == 0


def test_stopping_leaves_the_server_running_and_the_doctor_says_what_is_away(platform: Platform) -> None:
    code, levels = found_by_doctor(platform)
    assert {check for check, level in levels.items() if level == "bad"} == {"worker", "pages"}
    assert (code, levels["database"], levels["role"]) == (1, "ok", "ok")


def test_a_server_that_does_not_answer_is_named(platform: Platform) -> None:
    away = Platform(platform.var.parent / "away", platform.port, CONCORD_DATABASE_URL="postgresql://a@127.0.0.1:1/b")
    with pytest.raises(AssertionError) as refused:
        away.start()
    assert "The database named in CONCORD_DATABASE_URL does not answer" in str(refused.value)
