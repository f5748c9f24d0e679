"""Who waits for news of which matter, and how news reaches them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg

from concord.config.live.listener import Connection, changed_since, listening, pause_before_try
from concord.web.live import SOMETHING

logger = logging.getLogger(__name__)

News = tuple[int, datetime]
MOST_WAITING = 200
MOST_CATCHING_UP = 4
TOGETHER = 0.05


class Hub:
    """Passes news of matters from one database connection to all open pages of this process."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._waiting: dict[int, set[asyncio.Queue[News]]] = defaultdict(set)
        self._heard_at = datetime.now(UTC)
        self._few = asyncio.Semaphore(MOST_CATCHING_UP)

    @contextmanager
    def waiting_for(self, matters: frozenset[int]) -> Iterator["asyncio.Queue[News]"]:
        """Within this block news of `matters` comes into the queue; a reader too slow misses the oldest."""
        queue: asyncio.Queue[News] = asyncio.Queue(MOST_WAITING)
        for matter in matters:
            self._waiting[matter].add(queue)
        try:
            yield queue
        finally:
            for matter in matters:
                self._waiting[matter].discard(queue)
                if not self._waiting[matter]:
                    del self._waiting[matter]

    async def changed_since(self, matters: frozenset[int], since: datetime) -> list[News]:
        """What happened to `matters` since an instant: for a page that was away. Waits for a database that is away."""
        failed = 0
        while True:
            try:
                async with self._few, listening(self._address) as connection:
                    return await changed_since(connection, list(matters), since)
            except psycopg.OperationalError:
                await pause_before_try(failed)
                failed += 1

    async def run(self) -> None:
        """Listen for ever; after a broken connection tell all pages what they may have missed."""
        failed = 0
        while True:
            try:
                async with listening(self._address, "acts") as connection:
                    failed = 0
                    await self._tell(connection, list(self._waiting), self._heard_at)
                    self._pass_on(SOMETHING, datetime.now(UTC))
                    await self._listen(connection)
            except psycopg.OperationalError as trouble:
                logger.warning("The database is away (%s); trying again.", str(trouble).strip().split("\n")[0])
                await pause_before_try(failed)
                failed += 1

    async def _listen(self, connection: Connection) -> None:
        while True:
            changed = {int(heard.payload) async for heard in connection.notifies(timeout=20, stop_after=1)}
            changed |= {int(heard.payload) async for heard in connection.notifies(timeout=TOGETHER)}
            if not changed:
                await connection.execute("SELECT 1")
            await self._tell(connection, [one for one in changed if one in self._waiting], self._heard_at)
            if changed:
                self._pass_on(SOMETHING, datetime.now(UTC))
            self._heard_at = datetime.now(UTC)

    async def _tell(self, connection: Connection, matters: list[int], since: datetime) -> None:
        if not matters:
            return
        for matter, at in await changed_since(connection, matters, since - timedelta(minutes=1)):
            self._pass_on(matter, at)

    def _pass_on(self, matter: int, at: datetime) -> None:
        for queue in self._waiting.get(matter, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait((matter, at))
