"""A stand-in for a model server: speaks its protocol and reads by a crude rule; can be told to fail.

It finds fault with each sentence that says 一切, 任何 or 全部 beside 责任 or 损失. `GET /asked` lists what it was sent,
newest first. `POST /control` with `{"fail": "timeout" | "500" | "reject" | "garble" | "invent", "times": n}` lets the
next n requests fail; "garble" answers no JSON, "invent" quotes what stands nowhere.
"""

import os
import re
from collections import deque
from dataclasses import dataclass, field
from json import dumps, loads

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from concord.connectors.failing import Trouble

MOST = 100
WAYS = frozenset({"timeout", "500", "reject", "garble", "invent"})
SWEEPING = re.compile(r"[^。；;\n]*(?:一切|任何|全部)[^。；;\n]*(?:责任|损失)[^。；;\n]*")


@dataclass(slots=True)
class Reader:
    """What the stand-in was sent, newest first, and what it was told."""

    key: str
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    asked: deque[str] = field(default_factory=lambda: deque(maxlen=MOST))

    async def complete(self, request: Request) -> Response:
        """Answer a chat."""
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": {"message": "The key does not fit."}}, status_code=401)
        said = loads(await request.body())
        way = self.trouble.coming
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        shown = str(said["messages"][-1]["content"])
        self.asked.appendleft(shown)
        content = "好的，这份合同没有问题。" if way == "garble" else dumps({"findings": [*_read(shown, way)]})
        return JSONResponse({"choices": [{"message": {"role": "assistant", "content": content}}]})

    async def listed(self, request: Request) -> Response:
        """What was sent here."""
        return JSONResponse(list(self.asked))


def _read(shown: str, way: str) -> list[dict[str, str]]:
    told = []
    for line in shown.split("\n"):
        block, _tab, words = line.partition("\t")
        for found in SWEEPING.finditer(words):
            quote = "这句话不在合同里" if way == "invent" else found[0].strip()
            reason, proposal = "范围过宽，责任不明。", "写明责任的范围和上限。"
            told.append(
                {"block": block, "quote": quote, "reason": reason, "proposal": proposal, "article": "民法典 584"}
            )
    return told


def stand_in(key: str, *, stall: float | None = None) -> Starlette:
    """A model server that knows `key`, and stalls so long when told to time out."""
    reader = Reader(key)
    if stall is not None:
        reader.trouble.stall = stall
    return Starlette(
        routes=[
            Route("/chat/completions", reader.complete, methods=["POST"]),
            Route("/asked", reader.listed, methods=["GET"]),
            Route("/control", reader.trouble.control, methods=["POST"]),
        ]
    )


def application() -> Starlette:
    """The stand-in as the environment describes it: CONCORD_OPINION_KEY."""
    return stand_in(os.environ.get("CONCORD_OPINION_KEY", ""))
