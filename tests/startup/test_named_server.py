"""A server named in CONCORD_DATABASE_URL is used instead of the embedded one; nothing else changes, and it stays."""

import json
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from concord.config.postgres import ensure_running
from tests.ground.platform import Platform, acts_passed_on, free_ports, processes_of, record_something, wait_until

pytestmark = pytest.mark.slow
OTHER_KEYS = b64encode(bytes(32)).decode()
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
    port = free_ports(2)
    told = {"CONCORD_DATABASE_URL": address, "CONCORD_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    platform = Platform(folder / "var", port, **told)
    yield platform
    platform.kill_everything()


def concord(platform: Platform, *words: str, **told: str) -> tuple[int, str]:
    """What a command of this installation answers: its exit code and what it prints."""
    argv = [sys.executable, "-m", "concord", *words]
    done = subprocess.run(argv, env={**platform.environ, **told}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def found_by_doctor(platform: Platform) -> tuple[int, dict[str, str]]:
    """What `concord doctor --json` finds: its exit code, and how bad each thing is."""
    code, said = concord(platform, "doctor", "--json")
    return code, {one["check"]: one["level"] for one in json.loads(said)}


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


def kept(address: str) -> list[tuple[object, ...]]:
    """What a database holds of what matters most, and what the application may do with it."""
    questions = ("places FROM people_place", "acts FROM acts_act", "done FROM django_migrations")
    with psycopg.connect(address) as connection:
        counts = [connection.execute(f"SELECT count(*) {question}").fetchone() or () for question in questions]  # type: ignore[arg-type]
        rights = (
            "SELECT relname::text, relrowsecurity, relacl::text FROM pg_class WHERE relkind IN ('r', 'S') ORDER BY 1"
        )
        later = "SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl ORDER BY 1"
        return [*counts, *connection.execute(rights).fetchall(), *connection.execute(later).fetchall()]


def test_a_backup_is_put_back_whole_and_over_nothing(platform: Platform, address: str, folder: Path) -> None:
    (platform.var / "papers").mkdir(exist_ok=True)
    (platform.var / "papers" / "one").write_bytes(b"paper")
    taken, elsewhere = str(folder / "backup"), f"{address}_restored"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere_restored")
    assert concord(platform, "backup", taken)[0] == 0
    (platform.var / "papers" / "one").unlink()
    refusals = [concord(platform, "backup", taken), concord(platform, "restore", taken)]
    refusals += [concord(platform, "restore", taken, CONCORD_DATABASE_URL=elsewhere, CONCORD_FIELD_KEYS=OTHER_KEYS)]
    refusals += [concord(platform, "backup", f"{taken}-of-nothing", CONCORD_DATABASE_URL=elsewhere)]
    reasons = ["never overwrites another", "This database is not empty", "did not seal this backup", "nothing to take"]
    assert [(code, reason in said) for reason, (code, said) in zip(reasons, refusals, strict=True)] == [(1, True)] * 4
    assert concord(platform, "restore", taken, CONCORD_DATABASE_URL=elsewhere)[0] == 0
    assert kept(elsewhere) == kept(address)
    assert (platform.var / "papers" / "one").read_bytes() == b"paper"


def test_a_backup_goes_on_where_it_stopped_on_another_server(platform: Platform, address: str, folder: Path) -> None:
    """Transactions of the old server are ahead of the new one's, and an act waits to be passed on."""
    with psycopg.connect(address, autocommit=True) as connection:
        for _transaction in range(5000):
            connection.execute("SELECT pg_current_xact_id()")
        (waiting,) = connection.execute(f"{ACT} RETURNING id").fetchone() or (0,)
    assert concord(platform, "backup", str(folder / "moved"))[0] == 0
    again = Platform(folder / "again", free_ports(2))
    again.var.mkdir()
    shutil.copy(platform.var / "secrets.env", again.var)
    assert concord(again, "restore", str(folder / "moved"))[0] == 0
    again.start()
    try:
        wait_until(lambda: acts_passed_on(again.var) >= waiting, what="the act that waited")
        late = record_something(again.var)
        wait_until(lambda: acts_passed_on(again.var) >= late, what="an act of the new server")
        assert again.interrupt() == 0
    finally:
        again.kill_everything()


def test_a_server_that_does_not_answer_is_named(platform: Platform) -> None:
    away = Platform(platform.var.parent / "away", platform.port, CONCORD_DATABASE_URL="postgresql://a@127.0.0.1:1/b")
    with pytest.raises(AssertionError) as refused:
        away.start()
    assert "The database named in CONCORD_DATABASE_URL does not answer" in str(refused.value)
