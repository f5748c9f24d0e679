"""How a stand-in is told to fail: `POST /control {"fail": "timeout", "times": 3}`; "" makes it well again."""

import asyncio
import logging
from dataclasses import dataclass
from json import dumps

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from concord.connectors.signed import signed_headers

logger = logging.getLogger(__name__)
LONGER_THAN_ANYONE_WAITS = 30.0


@dataclass(slots=True)
class Trouble:
    """What the next requests meet, and how many of them."""

    ways: frozenset[str]
    fail: str = ""
    times: int = 0
    stall: float = LONGER_THAN_ANYONE_WAITS

    @property
    def coming(self) -> str:
        """The way in which the next request is to fail; '' when it is to go well."""
        return self.fail if self.times > 0 else ""

    def next(self) -> str:
        """The way in which this request is to fail; '' when it is to go well."""
        way = self.coming
        self.times -= bool(way)
        return way

    async def control(self, request: Request) -> Response:
        """Take an order to fail; 422 for a way that is not known."""
        told = await request.json()
        fail, times = told.get("fail", ""), told.get("times", 1)
        if fail not in {"", *self.ways} or not isinstance(times, int):
            return JSONResponse({"error": "unknown", "ways": sorted(self.ways)}, status_code=422)
        self.fail, self.times = fail, times if fail else 0
        return JSONResponse({"fail": self.fail, "times": self.times})

    async def answer(self) -> Response | None:
        """The answer to a request that is to fail in one of the common ways; None when it is to go on."""
        way = self.next()
        if way == "timeout":
            await asyncio.sleep(self.stall)
            return Response(status_code=504)
        if way == "500":
            return JSONResponse({"error": "told to fail"}, status_code=500)
        return JSONResponse({"error": "told to reject"}, status_code=422) if way == "reject" else None


async def send_receipt(url: str, key: str, status: str, shared: str) -> None:
    """Report what became of a message to where receipts are wanted, three times if need be."""
    reason = {"reason": "told to lose it"} if status == "undeliverable" else {}
    body = dumps({"receipts": [{"key": key, "status": status, **reason}]}).encode()
    async with httpx.AsyncClient(timeout=5) as client:
        for pause in (0.2, 1.0, 5.0):
            await asyncio.sleep(pause)
            try:
                answer = await client.post(url, content=body, headers=signed_headers(body, shared))
            except httpx.HTTPError as away:
                logger.warning("The receipt of %s was not taken: %s", key, away)
                continue
            if answer.is_success:
                return
