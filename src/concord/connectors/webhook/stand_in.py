"""A stand-in for a program that receives webhooks: keeps what was rightly signed; can be told to fail.

`GET /received` lists it, newest first. `POST /control` with `{"fail": "timeout" | "500" | "reject" | "redirect",
"times": n}` lets the next n calls fail.
"""

import os
from collections import deque
from dataclasses import dataclass, field
from json import loads

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from concord.connectors.failing import Trouble
from concord.connectors.signed import is_signed

MOST = 500
WAYS = frozenset({"timeout", "500", "reject", "redirect"})


@dataclass(slots=True)
class Receiver:
    """The notices a stand-in received, newest first, and what it was told."""

    key: str
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    received: deque[dict[str, object]] = field(default_factory=lambda: deque(maxlen=MOST))

    async def take(self, request: Request) -> Response:
        """Take a notice, once for each key."""
        body = await request.body()
        if not is_signed(body, request.headers, self.key):
            return JSONResponse({"error": "The signature does not fit."}, status_code=403)
        if self.trouble.times > 0 and self.trouble.fail == "redirect":
            self.trouble.next()
            return RedirectResponse("/received", status_code=307)
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        said = dict(loads(body))
        if all(one["key"] != said["key"] for one in self.received):
            self.received.appendleft(said)
        return Response(status_code=204)

    async def listed(self, request: Request) -> Response:
        """What was received."""
        return JSONResponse(list(self.received))


def stand_in(key: str, *, stall: float | None = None) -> Starlette:
    """A receiver that shares `key`, and stalls so long when told to time out."""
    receiver = Receiver(key)
    if stall is not None:
        receiver.trouble.stall = stall
    return Starlette(
        routes=[
            Route("/", receiver.take, methods=["POST"]),
            Route("/received", receiver.listed, methods=["GET"]),
            Route("/control", receiver.trouble.control, methods=["POST"]),
        ]
    )


def application() -> Starlette:
    """The stand-in as the environment describes it: CONCORD_WEBHOOK_KEY."""
    return stand_in(os.environ.get("CONCORD_WEBHOOK_KEY", ""))
