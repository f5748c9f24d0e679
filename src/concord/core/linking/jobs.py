"""The queue's door to linking: what waits is compared within the second, what came in bulk by a run that goes on."""

from collections.abc import Iterable

from concord.core.jobs import job, periodic
from concord.core.linking.running import quiet_runs, run_on, run_wanted
from concord.core.linking.services.taking import A_FEW, let_wait, take_a_few

AT_A_TIME = 20


@job()
def compare_what_waits() -> None:
    """Compare the matters that wait; where very many do, all are compared at once instead."""
    if (run := run_wanted()) is not None:
        go_on.later(run_id=run, once=f"link-run-{run}")
        return
    for _part in range(AT_A_TIME):
        if take_a_few() < A_FEW:
            return
    compare_what_waits.later(once="compare-what-waits")


def compare_later(matters: Iterable[int | None]) -> None:
    """Have these matters compared; for listeners of the rooms whose matters they are."""
    let_wait(matters)
    compare_what_waits.later(once="compare-what-waits")


@job()
def go_on(*, run_id: int) -> None:
    """Go on with a run for some pages; what remains waits its turn behind other work."""
    if run_on(run_id):
        go_on.later(run_id=run_id)


@periodic("*/5 * * * *")
def go_on_with_what_is_quiet() -> None:
    """Go on with a run whose worker died, and with matters that were left waiting."""
    for run in quiet_runs():
        go_on.later(run_id=run, once=f"link-run-{run}")
    compare_what_waits.later(once="compare-what-waits")
