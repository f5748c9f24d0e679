"""Those who knock at the doors: browsers that are signed in, each request as a transaction of its own would see it."""

import json
from itertools import count

from django.http import HttpResponse
from django.test import Client

from concord.apps.grassroots.sensing.tests.conftest import Grids
from concord.core.matters.access import declare_follower

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_numbers = count(1)


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object, *, key: str = "") -> HttpResponse:
        """A request of a program: JSON, under an idempotency key."""
        headers = {"Idempotency-Key": key or f"fresh-key-{next(_numbers)}"}
        return self.post(path, json.dumps(said), content_type="application/json", headers=headers)  # type: ignore[return-value]


def browser(grids: Grids, who: str = "") -> Browser:
    """The browser of someone, signed in; of nobody without a name."""
    client = Browser()
    if who:
        client.force_login(grids.person(who), backend=BACKEND)
    return client
