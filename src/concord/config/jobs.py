"""The platform's own jobs: keep the queue sound, tell a listener again that failed, forget what is over."""

import logging

from asgiref.sync import async_to_sync
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from concord.config.retention import forget_what_is_over
from concord.core.acts.models import Act
from concord.core.acts.relay import tell_again
from concord.core.jobs import job, periodic
from concord.core.matters.access import declare_system

logger = logging.getLogger(__name__)


@job(attempts=12)
def tell_listener(*, act_id: int, listener: str) -> None:
    """Let one listener hear of one act again, after it had failed."""
    with transaction.atomic():
        declare_system()
        tell_again(Act.objects.get(pk=act_id), listener)


@async_to_sync
async def _rescue() -> None:
    """Runs on the worker's own connections."""
    for stalled in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(stalled)


@periodic("* * * * *")
def rescue_stalled_jobs() -> None:
    """Jobs of a worker that died are given to another."""
    _rescue()


@periodic("17 18 * * *")
def forget() -> None:
    """At night in China: forget what is no longer needed."""
    logger.info("Forgotten: %s", forget_what_is_over(timezone.now()))
