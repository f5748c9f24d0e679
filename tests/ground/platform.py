"""A whole platform under test: started as people start it, watched from outside."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psycopg

from concord.config.postgres.connections import read_addresses
from concord.config.supervise.ports import free_port, port_is_free

ROOT = Path(__file__).resolve().parents[2]
CALM = {"CONCORD_DEMO": "0", "CONCORD_WEB_WORKERS": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def wait_until(true: Callable[[], object], *, seconds: float = 90, what: str = "it") -> None:
    """Wait until `true()`; fails with `what` after some seconds."""
    patience = time.monotonic() + seconds
    while not true():
        if time.monotonic() > patience:
            raise AssertionError(f"Waited {seconds:g} s in vain: {what}")
        time.sleep(0.05)


def processes_of(var: Path) -> dict[int, str]:
    """The living processes that belong to the platform in `var`, whoever is their parent now."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal() or int(folder.name) == os.getpid():
            continue
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environ = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if words and (f"CONCORD_VAR={var}".encode() in environ or f"-D {var}/" in words):
            found[int(folder.name)] = words
    return found


def free_ports(count: int) -> int:
    """The first of some ports in a row that nobody uses now."""
    first = free_port()
    while not all(port_is_free(port) for port in range(first, first + count)):
        first = free_port()
    return first


class Platform:
    """`concord run` in a folder of its own."""

    def __init__(self, var: Path, port: int, **environ: str) -> None:
        self.var = var
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.live_url = f"http://127.0.0.1:{port + 1}"
        told = {name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")}
        self.environ = {**told, **CALM, "CONCORD_VAR": str(var), "PYTHONPATH": str(ROOT / "src"), **environ}
        self.output = var.parent / f"{var.name}.out"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *words: str, patience: float = 90) -> float:
        """Start it and wait until it says that it runs; returns how many seconds that took."""
        began = time.monotonic()
        argv = [sys.executable, "-m", "concord", "run", "--port", str(self.port), *words]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                argv, env=self.environ, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
            )
        wait_until(self._runs_or_ended, seconds=patience, what="the start")
        assert self.process.poll() is None, self.said
        return time.monotonic() - began

    def _runs_or_ended(self) -> bool:
        assert self.process is not None
        return "Concord runs" in self.said or self.process.poll() is not None

    @property
    def said(self) -> str:
        """What it printed so far."""
        return self.output.read_text(errors="replace")

    def interrupt(self) -> int:
        """Press Ctrl-C, and wait for the end; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def kill_everything(self) -> None:
        """`kill -9` of the whole tree at once."""
        for pid in processes_of(self.var):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.process is not None:
            self.process.wait(10)

    def get(self, path: str) -> int:
        """The status that a page answers with; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0


def acts_passed_on(var: Path) -> int:
    """How far the worker has come in the record."""
    addresses = read_addresses(var)
    assert addresses is not None
    with psycopg.connect(addresses.owner_url) as connection:
        row = connection.execute("SELECT coalesce(max(act_id), 0) FROM acts_bookmark").fetchone()
    return int(row[0]) if row else 0


def record_something(var: Path, matter: int = 0) -> int:
    """An act as a deed would write it; returns its number."""
    addresses = read_addresses(var)
    assert addresses is not None
    with psycopg.connect(addresses.app_url) as connection:
        connection.execute("SELECT set_config('concord.scope', 'system', true)")
        row = connection.execute(
            "INSERT INTO acts_act (at, kind, matter_id, actor_name, payload, visibility) "
            "VALUES (now(), 'Tested', %s, '', '{}', 'staff') RETURNING id",
            [matter or None],
        ).fetchone()
    assert row is not None
    return int(row[0])
