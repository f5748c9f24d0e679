"""Tests run on a real PostgreSQL, as the application's own role; the schema is made as its owner."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

VAR = Path(tempfile.mkdtemp(prefix="concord-test-"))
os.environ["CONCORD_VAR"] = str(VAR)
os.environ["CONCORD_PRODUCTION"] = "0"


def pytest_configure(config: pytest.Config) -> None:
    """Start the database before Django reads its settings."""
    from concord.config.postgres import ensure_running

    VAR.chmod(0o755)
    config.stash[SERVER] = ensure_running(VAR, durable=False)


SERVER: pytest.StashKey[object] = pytest.StashKey()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the database."""
    server = config.stash.get(SERVER, None)
    if server is not None:
        server.stop()  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """Migrate as the owner, once; then every test connects as the application's role and is rolled back."""
    import subprocess
    import sys

    environ = {**os.environ, "CONCORD_DB_ROLE": "owner"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], check=True, env=environ)
    yield
