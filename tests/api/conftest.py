"""The world of the API's tests: made once for a file, in a transaction that is never committed."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.api.world import World, make_world, rolled_back
from tests.ground.cast import Cast

SIGNALS = (request_started, request_finished)


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world; a request within it does not close the connection on which it stands."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(Cast())
        transaction.set_rollback(True)
    for signal in SIGNALS:
        signal.connect(close_old_connections)


@pytest.fixture
def world(lasting_world: World) -> Iterator[World]:
    """The world as it was made, for one test."""
    with rolled_back():
        yield lasting_world
