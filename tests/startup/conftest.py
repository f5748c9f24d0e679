"""A platform in a folder of its own, stopped whatever happens."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ground.platform import Platform, free_ports, processes_of, wait_until


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL's user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="concord-startup-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def platform(folder: Path) -> Iterator[Platform]:
    """One platform for all tests of a module: each leaves it stopped, its database in place for the next."""
    platform = Platform(folder / "var with space", free_ports(2))
    yield platform
    platform.kill_everything()


@pytest.fixture(autouse=True)
def nothing_left(platform: Platform) -> Iterator[None]:
    """After every test of start-up no process of it remains."""
    yield
    wait_until(lambda: not processes_of(platform.var), seconds=5, what=f"still there: {processes_of(platform.var)}")
