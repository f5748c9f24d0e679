"""Tests run on a real PostgreSQL, as the application's own role; the tables are made as their owner."""

import django

from tests.ground.server import begin

begin()
django.setup()
pytest_plugins = ["tests.ground.cast", "tests.ground.database"]
