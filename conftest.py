"""Tests run on a real PostgreSQL, as the application's own role; the tables are made as their owner."""

import django
import pytest
from hypothesis import settings

from tests.ground.server import begin

begin()
django.setup()
settings.register_profile("concord", deadline=None)  # speed is measured by `make bench`, never by a timed test
settings.load_profile("concord")
pytest_plugins = ["tests.ground.cast", "tests.ground.database"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file share a worker; all tests in a browser share one worker, and with it one running platform."""
    for item in items:
        in_browser = item.path.parent.name == "browser"
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else str(item.path)))
