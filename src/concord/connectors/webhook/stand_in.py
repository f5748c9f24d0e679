"""A stand-in for a program that receives webhooks: keeps what was rightly signed; can be told to fail.

`GET /received` lists it, newest first. `POST /control` with `{"fail": "timeout" | "500" | "reject" | "redirect" |
"later" | "lose", "times": n}` lets the next n calls fail; "later" takes a notice with 202 and reports it as delivered
afterwards, "lose" reports it as undeliverable.
"""

import os
from collections import deque
from dataclasses import dataclass, field
from json import loads

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from concord.connectors.failing import Trouble, send_receipt
from concord.connectors.signed import is_signed

MOST = 500
REPORTED = {"later": "delivered", "lose": "undeliverable"}
WAYS = frozenset({"timeout", "500", "reject", "redirect", *REPORTED})


@dataclass(slots=True)
class Receiver:
    """The notices a stand-in received, newest first, and what it was told."""

    key: str
    receipts_url: str = ""
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    received: deque[dict[str, object]] = field(default_factory=lambda: deque(maxlen=MOST))

    async def take(self, request: Request) -> Response:
        """Take a notice, once for each key."""
        body = await request.body()
        if not is_signed(body, request.headers, self.key):
            return JSONResponse({"error": "The signature does not fit."}, status_code=403)
        said, way = dict(loads(body)), self.trouble.coming
        if way == "redirect":
            self.trouble.next()
            return RedirectResponse("/received", status_code=307)
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        if all(one["key"] != said["key"] for one in self.received):
            self.received.appendleft(said)
        if way in REPORTED:
            report = BackgroundTask(send_receipt, self.receipts_url, str(said["key"]), REPORTED[way], self.key)
            return Response(status_code=202, background=report)
        return Response(status_code=204)

    async def listed(self, request: Request) -> Response:
        """What was received."""
        return JSONResponse(list(self.received))


def stand_in(key: str, receipts_url: str = "", *, stall: float | None = None) -> Starlette:
    """A receiver that shares `key`, reports to `receipts_url`, and stalls so long when told to time out."""
    receiver = Receiver(key, receipts_url)
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
    """The stand-in as the environment describes it: CONCORD_WEBHOOK_KEY, and CONCORD_WEBHOOK_RECEIPTS_URL."""
    return stand_in(os.environ.get("CONCORD_WEBHOOK_KEY", ""), os.environ.get("CONCORD_WEBHOOK_RECEIPTS_URL", ""))
