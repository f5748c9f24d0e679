"""Run the worker (`concord work`) until it is told to stop."""

import asyncio
import signal

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from concord.config.work.courier import carry


async def _work() -> None:
    """Do jobs and carry, side by side; when one fails the other is not kept alive alone."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as ours:
        async with ours.open_async():
            jobs = ours.run_worker_async(install_signal_handlers=False)
            running = {asyncio.create_task(jobs), asyncio.create_task(carry(settings.VAR))}
            stop = asyncio.create_task(asked.wait())
            await asyncio.wait({stop, *running}, return_when=asyncio.FIRST_COMPLETED)
            for task in running:
                task.cancel()
            ended = await asyncio.gather(*running, return_exceptions=True)
    for failure in ended:
        if isinstance(failure, Exception):
            raise failure


def work() -> None:
    """Work until SIGTERM or Ctrl-C; jobs under way get a few seconds to end, others are done by the next worker."""
    asyncio.run(_work())
