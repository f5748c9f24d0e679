"""Work for later, behind one small face: jobs wait in the database and are done by the worker.

A job is enqueued in the transaction of the deed that wants it, takes ids and plain words, and may run twice: after
a crash it is run again. Every app keeps its jobs in `jobs.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.db import close_old_connections, connections, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

Plain = str | int | bool | None
Work = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that can be done now, by calling it, or later."""

    work: Work
    name: str

    def __call__(self, **plain: Plain) -> None:
        """Do it now, here."""
        self.work(**plain)

    def later(self, *, at: datetime | None = None, once: str | None = None, **plain: Plain) -> None:
        """Enqueue it, to be done after commit, or at an instant; with `once`, not while the same one waits."""
        wanted = app.configure_task(self.name, schedule_at=at, queueing_lock=once, allow_unknown=False)
        try:
            with transaction.atomic():
                wanted.defer(**plain)
        except AlreadyEnqueued:
            return


def _with_own_connections(work: Work) -> Work:
    """A worker's thread gets a living connection for each job, and gives it back."""

    @wraps(work)
    def run(**plain: Plain) -> None:
        close_old_connections()
        try:
            work(**plain)
        finally:
            connections.close_all()

    return run


def job(*, attempts: int = 8) -> Callable[[Work], Job]:
    """Mark a function as a job; after a failure it is tried again, after 2, 4, 8 … seconds, `attempts` times."""

    def mark(work: Work) -> Job:
        again = RetryStrategy(max_attempts=attempts, exponential_wait=2)
        name = f"{work.__module__}.{work.__name__}"
        app.task(name=name, retry=again)(_with_own_connections(work))
        return Job(work, name)

    return mark


def periodic(cron: str) -> Callable[[Work], Job]:
    """Mark a function without arguments as work to be done by the clock (`cron`, UTC); missed times are not made up."""

    def mark(work: Work) -> Job:
        name = f"{work.__module__}.{work.__name__}"

        @wraps(work)
        def run(timestamp: int) -> None:
            _with_own_connections(work)()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))
        return Job(work, name)

    return mark
