"""What every test of disputes stands on."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from concord.apps.disputes.tests.told import Told, told_to
from tests.ground.cast import Cast


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def at(cast: Cast) -> Callable[[str], Told]:
    """A dispute told up to a step."""
    return lambda step: told_to(step, cast)
