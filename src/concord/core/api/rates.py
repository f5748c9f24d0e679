"""How often one may ask: strangers by their address, those who are known by who they are.

Each process counts for itself, in windows of the rate's length; what is over the rate gets 429 with Retry-After.
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from concord.core.matters.models import Party
from concord.core.people.models import Person

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def asker_of(request: HttpRequest) -> str:
    """Who asks, as a key: a person, a party, or an address."""
    asker = getattr(request, "auth", None)
    if isinstance(asker, Person):
        return f"person:{asker.pk}"
    if isinstance(asker, Party):
        return f"party:{asker.pk}"
    return f"address:{BaseThrottle().get_ident(request)}"


class Rate(BaseThrottle):
    """At most so many requests in a while; `rate` is like 60/m, or the position of one in CONCORD_API_RATES."""

    def __init__(self, rate: str | int, *, name: str, strangers: bool) -> None:
        self.rate, self.name, self.strangers = rate, name, strangers

    @property
    def limit(self) -> tuple[int, int]:
        """How many requests, in how many seconds."""
        told = settings.CONCORD_API_RATES[self.rate] if isinstance(self.rate, int) else self.rate
        most, _slash, per = str(told).partition("/")
        return int(most), SECONDS[per]

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; whether it is still within the rate."""
        if (getattr(request, "auth", None) is None) != self.strangers:
            return True
        most, seconds = self.limit
        key = f"rate:{self.name}:{asker_of(request)}:{int(time.time() // seconds)}"
        cache.add(key, 0, 2 * seconds)
        return cache.incr(key) <= most

    def wait(self) -> float:
        """Seconds until the present window ends."""
        seconds = self.limit[1]
        return seconds - time.time() % seconds


FOR_STRANGERS = Rate(0, name="strangers", strangers=True)
FOR_KNOWN = Rate(1, name="known", strangers=False)
UPLOADS = Rate("40/h", name="uploads", strangers=True)
