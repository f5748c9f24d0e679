"""The door for live updates: `GET /live/?ticket=…`, an event stream of matters that changed."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")

from django.conf import settings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from concord.config.live.hub import Hub, News
from concord.config.start.addresses import direct_address
from concord.config.supervise.parent_death import die_with
from concord.web.live import Ticket, read_ticket

logger = logging.getLogger(__name__)
BEAT = 20.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Access-Control-Allow-Origin": "*"}
hub = Hub(direct_address(settings.VAR))


def _event(matter: int, at: datetime) -> str:
    return f"id: {at.timestamp():.6f}\nevent: changed\ndata: {matter}\n\n"


def _last_seen(request: Request, ticket: Ticket) -> datetime:
    """Since when this page has to be told: the last event it saw, or when it was made."""
    said = request.headers.get("last-event-id", "")
    try:
        return max(datetime.fromtimestamp(float(said), UTC), ticket.since)
    except (ValueError, OverflowError, OSError):
        return ticket.since


async def _next(queue: "asyncio.Queue[News]", seconds: float) -> News | None:
    try:
        return await asyncio.wait_for(queue.get(), seconds)
    except TimeoutError:
        return None


async def _events(ticket: Ticket, since: datetime) -> AsyncIterator[str]:
    """News of the ticket's matters until it runs out, with a beat that keeps the line open."""
    yield "retry: 1000\n\n"
    with hub.waiting_for(ticket.matters) as queue:
        for matter, at in await hub.changed_since(ticket.matters, since):
            yield _event(matter, at)
        while (left := (ticket.until - datetime.now(UTC)).total_seconds()) > 0:
            news = await _next(queue, min(BEAT, left))
            yield _event(*news) if news else ": still here\n\n"


async def live(request: Request) -> Response:
    """The event stream of one page; a forged or old ticket gets 403, after which the page asks for a new one."""
    ticket = read_ticket(request.query_params.get("ticket", ""))
    if ticket is None:
        return PlainTextResponse("This ticket is not valid (any more).", 403, HEADERS)
    events = _events(ticket, _last_seen(request, ticket))
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def health(_request: Request) -> Response:
    """Whether this process answers."""
    return PlainTextResponse("ok")


@asynccontextmanager
async def _with_hub(_app: Starlette) -> AsyncIterator[None]:
    if os.environ.get("CONCORD_DIE_WITH_PARENT"):
        die_with(os.getppid())
    listening = asyncio.create_task(hub.run())
    listening.add_done_callback(_die_loudly)
    yield
    listening.cancel()


def _die_loudly(task: "asyncio.Task[None]") -> None:
    """A hub that fails for an unforeseen reason takes its process with it; it is started again, and seen."""
    if not task.cancelled():
        logger.critical("The listener failed.", exc_info=task.exception())
        os._exit(1)


application = Starlette(routes=[Route("/live/", live), Route("/health/", health)], lifespan=_with_hub)
