"""The county of the cast, ready to exchange data; refusals are read in English."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.exchange.outside import Exchange
from tests.ground.cast import Cast


@pytest.fixture
def exchange(cast: Cast) -> Exchange:
    """No source is connected yet."""
    return Exchange(cast)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet."""
    cache.clear()
    with translation.override("en"):
        yield
