"""One connection that hears of acts as they are committed, and comes back by itself when the database does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import psycopg

logger = logging.getLogger(__name__)
Connection = psycopg.AsyncConnection[tuple[object, ...]]

OVERLAP = timedelta(seconds=5)
LONGEST_PAUSE = 5.0
CHANGED = """
    SELECT matter_id, max(at) FROM acts_act
    WHERE matter_id = ANY(%s) AND at > %s GROUP BY matter_id ORDER BY max(at)
"""


@asynccontextmanager
async def listening(address: str, *channels: str) -> AsyncIterator[Connection]:
    """A connection that listens on `channels`."""
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        for channel in channels:
            await connection.execute(f"LISTEN {channel}")  # a constant of ours, never input
        yield connection


async def changed_since(connection: Connection, matters: list[int], since: datetime) -> list[tuple[int, datetime]]:
    """Which of `matters` have acts later than `since`, and when the last was.

    Looks back a little further, because an act is dated before it is committed: better told twice than never.
    """
    async with connection.transaction():
        await connection.execute("SELECT set_config('concord.scope', 'system', true)")
        rows = await connection.execute(CHANGED, [matters, since - OVERLAP])
        return [(matter, at) async for matter, at in rows if isinstance(matter, int) and isinstance(at, datetime)]


async def pause_before_try(number: int) -> None:
    """Wait before the next try to connect: longer each time, never long."""
    await asyncio.sleep(min(0.1 * 2**number, LONGEST_PAUSE))
