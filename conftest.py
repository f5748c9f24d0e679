"""Tests run on a real PostgreSQL, as the application's own role; the tables are made as their owner."""

import django
from hypothesis import settings

from tests.ground.server import begin

begin()
django.setup()
settings.register_profile("concord", deadline=None)  # speed is measured by `make bench`, never by a timed test
settings.load_profile("concord")
pytest_plugins = ["tests.ground.cast", "tests.ground.database"]
