"""How a stand-in is told to fail: `POST /control {"fail": "timeout", "times": 3}`; "" makes it well again."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

LONGER_THAN_ANYONE_WAITS = 30.0


@dataclass(slots=True)
class Trouble:
    """What the next requests meet, and how many of them."""

    ways: frozenset[str]
    fail: str = ""
    times: int = 0
    stall: float = LONGER_THAN_ANYONE_WAITS

    def next(self) -> str:
        """The way in which this request is to fail; '' when it is to go well."""
        if self.times <= 0:
            return ""
        self.times -= 1
        return self.fail

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
