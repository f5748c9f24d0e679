"""Tests run on a real PostgreSQL, as the application's own role; the tables are made as their owner."""

from importlib import import_module

import django
from hypothesis import settings

from tests.ground.server import begin

begin()
django.setup()
shelf = import_module("concord.apps.insight.classes.forcing").shelf
shelf.every = float("inf")  # which model is in force is looked up by the tests about it alone
shelf.looked = 0.0
settings.register_profile("concord", deadline=None)  # speed is measured by `make bench`, never by a timed test
settings.load_profile("concord")
pytest_plugins = ["tests.ground.cast", "tests.ground.database"]
