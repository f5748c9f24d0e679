"""A stand-in for the SMS gateway: shows what phones would have received; can be told to fail.

`GET /` shows the messages as a phone would, `GET /messages` as JSON (`?to=` for one phone). `POST /control` with
`{"fail": "timeout" | "500" | "reject" | "drop-receipts" | "lose", "times": n}` lets the next n requests fail; "lose"
takes a message and reports it as undeliverable.
"""

import os
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from json import loads

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from concord.connectors.failing import Trouble, send_receipt
from concord.connectors.signed import is_signed

MOST = 500
SHOWN = 60
WAYS = frozenset({"timeout", "500", "reject", "drop-receipts", "lose"})
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>短信（演示）</title><style>
body{{font:16px/1.6 system-ui,sans-serif;max-width:26rem;margin:0 auto;padding:1rem;background:#f4f1ec;color:#14222b}}
h1{{font-size:1.2rem}}li{{list-style:none;background:#fff;border-radius:12px;padding:.7rem 1rem;margin:.6rem 0}}
ol{{padding:0}}small{{color:#55626b}}p{{margin:.2rem 0}}</style>
<h1>短信（演示）· Text messages (stand-in)</h1>
<p><small>这些短信没有真正发出。None of these was really sent.</small></p>
<ol>{rows}</ol></html>"""


def _row(one: dict[str, str]) -> str:
    to, when, text = escape(one["to"]), escape(one["at"][11:19]), escape(one["text"])
    return f"<li><p><b>{to}</b> <small>{when}</small></p><p>{text}</p>"


@dataclass(slots=True)
class Gateway:
    """The messages of a stand-in, newest first, and what it was told."""

    key: str
    receipts_url: str = ""
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    messages: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=MOST))

    async def _heard(self, request: Request) -> dict[str, object] | None:
        body = await request.body()
        return dict(loads(body)) if is_signed(body, request.headers, self.key) else None

    async def take(self, request: Request) -> Response:
        """Take a message, once for each key."""
        said = await self._heard(request)
        if said is None:
            return JSONResponse({"error": "The signature does not fit."}, status_code=403)
        way = self.trouble.coming
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        fresh = all(one["key"] != said["key"] for one in self.messages)
        status = {"drop-receipts": "accepted", "lose": "undeliverable"}.get(way, "delivered")
        if fresh:
            taken = {name: str(said[name]) for name in ("key", "to", "text")}
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self.messages.appendleft({**taken, "at": now, "status": status})
        wanted = fresh and self.receipts_url and status != "accepted"
        report = BackgroundTask(send_receipt, self.receipts_url, str(said["key"]), status, self.key) if wanted else None
        return JSONResponse({"id": f"stand-in-{said['key']}", "status": "accepted"}, background=report)

    async def status(self, request: Request) -> Response:
        """The receipts of the messages asked for, as far as they are settled."""
        said = await self._heard(request)
        if said is None:
            return JSONResponse({"error": "The signature does not fit."}, status_code=403)
        wanted = said.get("keys")
        keys = set(wanted) if isinstance(wanted, list) else set()
        settled = [one for one in self.messages if one["key"] in keys and one["status"] != "accepted"]
        return JSONResponse({"receipts": [{"key": one["key"], "status": one["status"]} for one in settled]})

    async def show(self, request: Request) -> Response:
        """The messages as a phone would show them."""
        rows = "".join(_row(one) for one in list(self.messages)[:SHOWN])
        return HTMLResponse(PAGE.format(rows=rows or "<li>还没有短信。Nothing yet.</li>"))

    async def listed(self, request: Request) -> Response:
        """The messages as JSON, newest first; of one phone with `?to=`."""
        to = request.query_params.get("to", "")
        return JSONResponse([one for one in self.messages if to in {"", one["to"]}])


def stand_in(key: str, receipts_url: str = "", *, stall: float | None = None) -> Starlette:
    """A stand-in that shares `key`, reports to `receipts_url` where given, and stalls so long when told to time out."""
    gateway = Gateway(key, receipts_url)
    if stall is not None:
        gateway.trouble.stall = stall
    return Starlette(
        routes=[
            Route("/", gateway.take, methods=["POST"]),
            Route("/status", gateway.status, methods=["POST"]),
            Route("/", gateway.show, methods=["GET"]),
            Route("/messages", gateway.listed, methods=["GET"]),
            Route("/control", gateway.trouble.control, methods=["POST"]),
        ]
    )


def application() -> Starlette:
    """The stand-in as the environment describes it: CONCORD_SMS_KEY, and CONCORD_SMS_RECEIPTS_URL for receipts."""
    return stand_in(os.environ.get("CONCORD_SMS_KEY", ""), os.environ.get("CONCORD_SMS_RECEIPTS_URL", ""))
