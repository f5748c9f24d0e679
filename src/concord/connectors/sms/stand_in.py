"""A stand-in for the SMS gateway: shows what would have been sent; can be told to fail.

POST / takes a message; GET / shows the latest as a page, GET /messages as JSON; POST /control {"fail": 500, "times": 3}
makes the next ones fail with that status.
"""

import os
from collections import deque
from hmac import compare_digest
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from concord.connectors.sms.client import signature

MOST = 500
messages: deque[dict[str, str]] = deque(maxlen=MOST)
failing: dict[str, int] = {"status": 0, "times": 0}


async def take(request: Request) -> Response:
    """Take a message, once for each key."""
    body = await request.body()
    key = os.environ.get("CONCORD_SMS_KEY", "")
    if not compare_digest(request.headers.get("X-Signature", ""), signature(body, key)):
        return JSONResponse({"error": "The signature does not fit."}, status_code=403)
    if failing["times"] > 0:
        failing["times"] -= 1
        return JSONResponse({"error": "Told to fail."}, status_code=failing["status"])
    said = await request.json()
    if all(one["key"] != said["key"] for one in messages):
        messages.appendleft(said)
    return JSONResponse({"id": said["key"]})


async def show(request: Request) -> Response:
    """The messages, newest first."""
    rows = "".join(f"<li><b>{escape(one['to'])}</b> {escape(one['text'])}</li>" for one in list(messages)[:50])
    return HTMLResponse(f"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>SMS</title>"
                        f"<h1>短信（演示）</h1><ol>{rows}</ol>")  # fmt: skip


async def listed(request: Request) -> Response:
    """The messages as JSON, newest first."""
    return JSONResponse(list(messages))


async def control(request: Request) -> Response:
    """Tell it to fail."""
    told = await request.json()
    failing.update(status=int(told["fail"]), times=int(told["times"]))
    return JSONResponse(failing)


app = Starlette(
    routes=[
        Route("/", take, methods=["POST"]),
        Route("/", show, methods=["GET"]),
        Route("/messages", listed, methods=["GET"]),
        Route("/control", control, methods=["POST"]),
    ]
)
