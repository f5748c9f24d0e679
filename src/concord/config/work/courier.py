"""Carry on what deeds left behind, right after they commit: acts to listeners, notices to carriers."""

import asyncio
import logging
from pathlib import Path

import psycopg
from asgiref.sync import sync_to_async
from django.db import OperationalError, close_old_connections, connections, transaction

from concord.config.jobs import tell_listener
from concord.config.live.listener import listening, pause_before_try
from concord.config.start.addresses import direct_address
from concord.core.acts.models import Act
from concord.core.acts.relay import is_waiting, pass_on
from concord.core.matters.access import declare_system
from concord.core.notices.carrying import hand_over_waiting

logger = logging.getLogger(__name__)
ROUND_EVERY, SOON = 5.0, 0.3
GATHER = 0.15
MANY = 500


def _put_off(act: Act, listener: str) -> None:
    tell_listener.later(act_id=act.pk, listener=listener)


def _pass_on_some() -> int:
    with transaction.atomic():
        declare_system()
        return pass_on(most=MANY, put_off=_put_off)


def one_round() -> bool:
    """Pass on all settled acts, then hand over all waiting notices; returns whether acts wait to be settled.

    What waits for a neighbour's transaction to end is not told of again when it does.
    """
    close_old_connections()
    try:
        while _pass_on_some() == MANY:
            pass
        hand_over_waiting()
        return is_waiting()
    finally:
        connections.close_all()


async def carry(var: Path) -> None:
    """Make a round soon after something was committed, and every few seconds; for ever.

    The short wait lets one round serve many deeds when many are done at once.
    """
    failed = 0
    while True:
        try:
            async with listening(direct_address(var), "acts", "notices") as connection:
                failed = 0
                while True:
                    waiting = await sync_to_async(one_round, thread_sensitive=False)()
                    async for _heard in connection.notifies(timeout=SOON if waiting else ROUND_EVERY, stop_after=1):
                        pass  # several may come at once
                    await asyncio.sleep(GATHER)
        except (psycopg.OperationalError, OperationalError) as trouble:
            logger.warning("The database is away (%s); trying again.", str(trouble).strip().split("\n")[0])
            await pause_before_try(failed)
            failed += 1
