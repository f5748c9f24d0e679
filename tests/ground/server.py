"""The database server of one test run, started before Django reads its settings."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from concord.config.postgres import Connections, ensure_running

RUN = "CONCORD_TEST_RUN"
_server: Connections | None = None


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def run_folder() -> Path:
    """The folder of this run, shared by all its workers."""
    return Path(os.environ["CONCORD_VAR"])


def begin() -> None:
    """Set the environment of this run and start its server; a worker of xdist finds both in place.

    The server is the embedded one, in a folder of its own; or the one named by CONCORD_DATABASE_URL.
    """
    global _server  # noqa: PLW0603
    if _is_worker():
        return
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests set it when their server runs.")
    folder = Path(tempfile.mkdtemp(prefix="concord-test-"))
    folder.chmod(0o755)
    for name in [name for name in os.environ if name.startswith("CONCORD_") and name != "CONCORD_DATABASE_URL"]:
        del os.environ[name]
    os.environ |= {
        "CONCORD_VAR": str(folder),
        "CONCORD_DEMO": "0",
        "CONCORD_API_RATES": "1000000/m,1000000/m",
        "DJANGO_SETTINGS_MODULE": "concord.config.settings",
    }
    if "CONCORD_DATABASE_URL" not in os.environ:
        _server = ensure_running(folder, durable=False)
    atexit.register(end)


def end() -> None:
    """Stop the server and remove the folder of this run."""
    if _server is not None:
        _server.stop()
    elif (run_folder() / "ready.lock").exists():
        from tests.ground.database import drop_databases

        drop_databases()
    shutil.rmtree(run_folder(), ignore_errors=True)
