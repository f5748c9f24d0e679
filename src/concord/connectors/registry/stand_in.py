"""A stand-in for the register of companies: speaks its protocol, holds what it is given, and can be told to fail.

`PUT /companies/<code>` enters a company. `POST /control` with `{"fail": "timeout" | "500" | "reject" | "garble" |
"forge" | "other", "times": n}` lets the next n questions fail: "garble" answers no JSON, "forge" signs with another
key, "other" answers about somebody else.
"""

import os
from dataclasses import dataclass, field
from json import dumps, loads

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from concord.connectors.failing import Trouble
from concord.connectors.signed import is_signed, signed_headers

WAYS = frozenset({"timeout", "500", "reject", "garble", "forge", "other"})
NOTHING: dict[str, object] = {
    "status": "存续",
    "former_names": [],
    "licences": [],
    "listed": [],
    "small": None,
    "people": [],
}


@dataclass(slots=True)
class Register:
    """The companies that it was given, and what it was told."""

    key: str
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    companies: dict[str, dict[str, object]] = field(default_factory=dict)

    async def enter(self, request: Request) -> Response:
        """Enter a company: its name, and whatever is not ordinary of it."""
        code = request.path_params["code"]
        self.companies[code] = {**NOTHING, **await request.json(), "code": code}
        return JSONResponse(self.companies[code], status_code=201)

    async def ask(self, request: Request) -> Response:
        """Answer a signed question."""
        body = await request.body()
        if not is_signed(body, request.headers, self.key):
            return JSONResponse({"error": "The signature does not fit."}, status_code=401)
        way = self.trouble.coming
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        found = self.companies.get(str(loads(body)["code"]))
        if way == "other" and found is not None:
            found = {**found, "code": "9" * 18}
        content = "你好".encode() if way == "garble" else dumps({"company": found}, ensure_ascii=False).encode()
        return Response(content, headers=signed_headers(content, "forged" if way == "forge" else self.key))


def stand_in(key: str, *, stall: float | None = None) -> Starlette:
    """A register that shares `key`, and stalls so long when told to time out."""
    register = Register(key)
    if stall is not None:
        register.trouble.stall = stall
    return Starlette(
        routes=[
            Route("/companies", register.ask, methods=["POST"]),
            Route("/companies/{code}", register.enter, methods=["PUT"]),
            Route("/control", register.trouble.control, methods=["POST"]),
        ]
    )


def application() -> Starlette:
    """The stand-in as the environment describes it: CONCORD_REGISTER_KEY."""
    return stand_in(os.environ.get("CONCORD_REGISTER_KEY", ""))
