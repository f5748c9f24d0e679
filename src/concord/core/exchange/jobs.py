"""The queue's door to data exchange: a job goes on, and what is due is fetched by the clock."""

from concord.core.exchange.running import due_jobs, run
from concord.core.jobs import job, periodic


@job()
def go_on(*, job_id: int) -> None:
    """Go on with an import for some pages; what remains waits its turn behind other work."""
    if run(job_id):
        go_on.later(job_id=job_id)


@periodic("*/5 * * * *")
def fetch_what_is_due() -> None:
    """Fetch from every source whose time has come, and go on with what a dead worker left."""
    for job_id in due_jobs():
        go_on.later(job_id=job_id, once=f"import-{job_id}")
