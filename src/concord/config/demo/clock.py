"""Let a deed happen at an instant of the past, so that invented stories have a believable calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within this block the platform's clock shows `instant` (aware); for the demo only."""
    with mock.patch("django.utils.timezone.now", return_value=instant):
        yield
