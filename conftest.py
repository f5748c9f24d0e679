"""Tests run on a real PostgreSQL, as the application's own role; the tables are made as their owner."""

import django
import pytest

from tests.ground.server import begin

begin()
django.setup()
pytest_plugins = ["tests.ground.cast", "tests.ground.database"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file share a worker; all tests in a browser share one worker, and with it one running platform."""
    for item in items:
        in_browser = item.path.parent.name == "browser"
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else str(item.path)))
