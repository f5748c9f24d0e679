"""The platform starts with one command, stops with Ctrl-C, and leaves nothing behind however it ends."""

import os
import signal
import socket
import stat

import pytest

from tests.ground.platform import Platform, acts_passed_on, processes_of, record_something, wait_until

pytestmark = pytest.mark.slow


def test_the_first_start_makes_all_and_ctrl_c_stops_all(platform: Platform) -> None:
    platform.start()
    secrets = platform.var / "secrets.env"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    assert platform.get("/health/") == 200
    assert platform.get("/report/") == 200
    assert platform.interrupt() == 0
    assert "Traceback" not in platform.said


def test_a_second_start_takes_seconds_and_keeps_the_keys(platform: Platform) -> None:
    before = (platform.var / "secrets.env").read_text()
    took = platform.start()
    assert platform.interrupt() == 0
    assert (platform.var / "secrets.env").read_text() == before
    assert "Preparing" not in platform.said
    assert took < 10


def test_after_kill_9_of_the_whole_tree_a_start_recovers(platform: Platform) -> None:
    platform.start()
    kept = record_something(platform.var)
    platform.kill_everything()
    wait_until(lambda: not processes_of(platform.var), seconds=10, what="one respawned during the kill outlives it")
    platform.start()
    wait_until(lambda: acts_passed_on(platform.var) >= kept, what="the act written before the kill")
    assert platform.interrupt() == 0


def test_when_only_the_first_process_is_killed_the_others_end_by_themselves(platform: Platform) -> None:
    platform.start()
    assert platform.process is not None
    platform.process.kill()
    platform.process.wait(10)
    wait_until(lambda: not processes_of(platform.var), seconds=10, what=f"{processes_of(platform.var)}")


def test_worker_and_pages_come_back_after_the_database_was_killed(platform: Platform) -> None:
    platform.start()
    server = min(pid for pid, words in processes_of(platform.var).items() if "/postgres -D" in words)
    os.kill(server, signal.SIGKILL)
    wait_until(lambda: "database was started again" in platform.said, what="the database")
    wait_until(lambda: platform.get("/health/") == 200, what="the pages")
    late = record_something(platform.var)
    wait_until(lambda: acts_passed_on(platform.var) >= late, what="the worker")
    assert platform.interrupt() == 0


def test_a_killed_worker_is_started_again(platform: Platform) -> None:
    platform.start()
    (worker,) = [pid for pid, words in processes_of(platform.var).items() if words.endswith("-m concord work ")]
    os.kill(worker, signal.SIGKILL)
    late = record_something(platform.var)
    wait_until(lambda: acts_passed_on(platform.var) >= late, what="the worker")
    assert platform.interrupt() == 0


def test_a_taken_port_is_named_with_a_free_one(platform: Platform) -> None:
    with socket.create_server(("127.0.0.1", platform.port)), pytest.raises(AssertionError) as refused:
        platform.start()
    assert f"Port {platform.port} is in use" in str(refused.value)
    assert "--port" in str(refused.value)
