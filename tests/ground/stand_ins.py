"""Stand-ins for outside services, run for tests as people run them."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from concord.connectors.mail.stand_in import MailStandIn

SOURCES = Path(__file__).resolve().parents[2] / "src"
KEY = "a-key-shared-in-tests"


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def stand_in(name: str, *more: str) -> Iterator[str]:
    """`concord stand-in <name> …`, running within this block; gives its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    told = {**os.environ, "PYTHONPATH": str(SOURCES), "CONCORD_SMS_KEY": KEY, "CONCORD_WEBHOOK_KEY": KEY}
    told["CONCORD_SOURCE_KEY"] = told["CONCORD_OPINION_KEY"] = told["CONCORD_REGISTER_KEY"] = KEY
    program = [sys.executable, "-m", "concord", "stand-in", name, *more, "--port", str(port)]
    with subprocess.Popen(program, env=told, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            wait_for(url)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # the web server's own worker too


def enter_company(url: str, code: str, name: str, **other: object) -> None:
    """Let the stand-in for the register of companies know a company; it is an ordinary one unless something is said."""
    assert httpx.put(f"{url}/companies/{code}", json={"name": name, **other}).status_code == 201


def wait_for(url: str) -> None:
    for _try in range(400):
        try:
            httpx.get(url)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{url} did not start.")


@contextmanager
def mail_stand_in() -> Iterator[MailStandIn]:
    """A mail server that keeps what it is given, running within this block."""
    with MailStandIn("127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
