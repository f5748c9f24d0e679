"""Stand-ins for sources: each speaks the protocol of its own file in `samples/`; can be told to fail.

`GET /` shows what a source holds. `POST /records` with one record adds it, or puts it in the place of the one with
its id. `POST /control` with `{"fail": "timeout" | "500" | "reject" | "broken" | "duplicate" | "endless", "times": n}`
lets the next n requests fail: "broken" is half an answer, "duplicate" gives each row twice, "endless" never goes on.
`POST /push` lets a pushing source push all it holds to CONCORD_SOURCE_PUSH_URL; `GET /table` is the file of a source
that sends files.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from json import dumps

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from concord.connectors.failing import Trouble
from concord.connectors.signed import is_signed, signed_headers
from concord.connectors.sources.samples import KINDS, Sample, placed, sample, samples, table_of

WAYS = frozenset({"timeout", "500", "reject", "broken", "duplicate", "endless"})
MOST_A_PAGE = 3
NOT_SIGNED = {"error": "The signature does not fit."}
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>外部系统（演示）</title><style>body{{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:0 auto;
padding:1rem;background:#f4f1ec;color:#14222b}}pre{{white-space:pre-wrap;background:#fff;border-radius:8px;padding:.7rem}}
button,a{{min-height:48px}}</style><h1>外部系统（演示）· Outside systems (stand-ins)</h1>
<p>这里的记录都是虚构的。All records here are invented.</p>{body}</html>"""


@dataclass(slots=True)
class Source:
    """One outside system: its sample, what it holds now, and what it was told."""

    told: Sample
    key: str
    push_url: str = ""
    most: int = MOST_A_PAGE
    trouble: Trouble = field(default_factory=lambda: Trouble(WAYS))
    records: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.records = [dict(one) for one in self.told.records]

    async def pulled(self, request: Request) -> Response:
        """One page, by the protocol of this source."""
        if not is_signed(request.scope["query_string"], request.headers, self.key):
            return JSONResponse(NOT_SIGNED, status_code=403)
        way = self.trouble.coming
        failed = await self.trouble.answer()
        if failed is not None:
            return failed
        asked = {ours: request.query_params.get(theirs, "") for ours, theirs in self.told.asks.items()}
        rows, more = getattr(self, f"_by_{self.told.by}")(asked)
        if way == "endless":
            more = asked.get("cursor", "") or more
        body: dict[str, object] = {}
        placed(body, self.told.rows, rows * 2 if way == "duplicate" else rows)
        placed(body, self.told.more, more)
        sent = dumps(body, ensure_ascii=False).encode()
        return Response(sent[: len(sent) // 2] if way == "broken" else sent, media_type="application/json")

    def _size(self, asked: Mapping[str, str]) -> int:
        return min(self.most, int(asked.get("size") or self.most))

    def _since(self, when: str) -> list[dict[str, object]]:
        return [one for one in self.records if str(one[self.told.newest]) >= when]

    def _by_page(self, asked: Mapping[str, str]) -> tuple[list[dict[str, object]], object]:
        rows, size, number = self._since(asked["updated_after"]), self._size(asked), int(asked["page"] or 1)
        return rows[(number - 1) * size : number * size], max(1, -(-len(rows) // size))

    def _by_cursor(self, asked: Mapping[str, str]) -> tuple[list[dict[str, object]], object]:
        first = int(asked["cursor"] or 0)
        rows = self.records[first : first + self._size(asked)]
        return rows, str(first + len(rows)) if rows else ""

    def _by_since(self, asked: Mapping[str, str]) -> tuple[list[dict[str, object]], object]:
        return self._since(asked["since"])[: int(asked["size"] or self.most)], None

    async def put(self, request: Request) -> Response:
        """Add a record, or put it in the place of the one with its id; it comes last."""
        told = dict(await request.json())
        name = self.told.id
        self.records = [one for one in self.records if one[name] != told[name]] + [told]
        return JSONResponse({"records": len(self.records)})

    async def push(self, request: Request) -> Response:
        """Push all that is held, a few at a time; shows what was answered."""
        answers = []
        async with httpx.AsyncClient(timeout=20) as client:
            for first in range(0, len(self.records), self.most):
                part = {"records": self.records[first : first + self.most]}
                body = dumps(part, ensure_ascii=False).encode()
                answer = await client.post(self.push_url, content=body, headers=signed_headers(body, self.key))
                answers.append({"status": answer.status_code, "told": answer.text[:2000]})
        return JSONResponse(answers)

    async def table(self, request: Request) -> Response:
        """What is held as the file that this source sends."""
        content, kind = table_of(self.records, self.told.by)
        name = f'attachment; filename="{self.told.source}.{kind}"'
        return Response(content, media_type=KINDS[kind], headers={"Content-Disposition": name})

    async def show(self, request: Request) -> Response:
        """What is held, for people."""
        return HTMLResponse(PAGE.format(body=f"<pre>{escape(dumps(self.records, ensure_ascii=False, indent=1))}</pre>"))

    def routes(self) -> list[Route]:
        """Its doors."""
        return [
            Route("/", self.show),
            Route("/records", self.put, methods=["POST"]),
            Route("/control", self.trouble.control, methods=["POST"]),
            Route("/push", self.push, methods=["POST"]),
            Route("/table", self.table),
            Route(self.told.path, self.pulled),
        ]


def stand_in(source: str, key: str, push_url: str = "", *, stall: float | None = None) -> Starlette:
    """One source, which shares `key`, pushes to `push_url`, and stalls so long when told to time out."""
    made = Source(sample(source), key, push_url)
    if stall is not None:
        made.trouble.stall = stall
    return Starlette(routes=made.routes())


def _line(one: Sample) -> str:
    button = f'<form method="post" action="{one.source}/push"><button>推送 Push</button></form>'
    doors = {"push": button, "csv": f'<a href="{one.source}/table">下载 CSV</a>',
             "xlsx": f'<a href="{one.source}/table">下载 Excel</a>'}  # fmt: skip
    return f'<li><a href="{one.source}/">{escape(one.name)}</a> · {one.by} · {len(one.records)} {doors.get(one.by, "")}'


def all_sources(key: str, push_base: str = "", place: str = "") -> Starlette:
    """All sources at once, each under its code; those that push do so for one place."""
    body = f"<ul>{''.join(_line(one) for one in samples())}</ul>"

    async def index(_request: Request) -> Response:
        return HTMLResponse(PAGE.format(body=body))

    mounts = [
        Mount(f"/{one.source}", stand_in(one.source, key, f"{push_base}/{one.source}/{place}")) for one in samples()
    ]
    return Starlette(routes=[Route("/", index), *mounts])


def application() -> Starlette:
    """The stand-in as the environment describes it: CONCORD_SOURCE, CONCORD_SOURCE_KEY, CONCORD_SOURCE_PUSH_URL."""
    source, key = os.environ.get("CONCORD_SOURCE", "hotline"), os.environ.get("CONCORD_SOURCE_KEY", "")
    return stand_in(source, key, os.environ.get("CONCORD_SOURCE_PUSH_URL", ""))
