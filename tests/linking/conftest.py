"""The county of the cast, into which two sources bring the same dispute; refusals are read in English."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from tests.ground.cast import Cast
from tests.linking.county import County


@pytest.fixture
def county(cast: Cast) -> County:
    """Nothing was reported yet."""
    return County(cast)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet."""
    cache.clear()
    with translation.override("en"):
        yield
