"""Commands for whoever operates an installation."""

import os
from typing import Annotated

import typer

from concord.config.commands.within import var_folder, with_platform


def run(
    host: Annotated[
        str, typer.Option(help="Where to listen; 0.0.0.0 lets phones of the same network in.")
    ] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Without it: 8000, or the next free one.")] = None,
) -> None:
    """Start everything: database, pages, live updates, worker. Ctrl-C stops it."""
    from concord.config.start.platform import run_platform
    from concord.config.start.trouble import StartTrouble

    try:
        run_platform(var_folder(), host=host, port=port, say=lambda words: print(words, flush=True))
    except StartTrouble as trouble:
        print(f"\nConcord did not start. {trouble}")
        raise typer.Exit(1) from trouble


def migrate() -> None:
    """Bring the database's tables up to date, as their owner."""
    with_platform()
    from concord.config.schema import pending_migrations, shape_database

    pending = pending_migrations()
    shape_database(verbosity=1 if pending else 0)
    print(f"{len(pending)} migrations done." if pending else "The tables are up to date.")


def load() -> None:
    """Load reference data: places, roles and what else officials keep. Loading again changes nothing."""
    with_platform()
    from concord.config.reference import load_reference_data

    load_reference_data(print)


def demo(
    count: Annotated[int, typer.Option(help="How many invented disputes.", envvar="CONCORD_DEMO_DISPUTES")] = 320,
    seed: Annotated[int, typer.Option(help="Another number invents others.")] = 2026,
) -> None:
    """Fill the demo county with invented people and disputes. Doing it again changes nothing."""
    with_platform()
    from concord.config.demo.load import load_demo

    print(f"The demo county has {load_demo(count=count, seed=seed, say=print)} invented disputes.")


def prepare() -> None:
    """What a start does before the processes run: tables and reference data."""
    with_platform()
    from concord.config.reference import load_reference_data
    from concord.config.schema import shape_database

    shape_database()
    load_reference_data(print)


def work() -> None:
    """Run a worker alone: jobs, listeners and notices. `concord run` starts one by itself."""
    with_platform()
    if os.environ.get("CONCORD_DIE_WITH_PARENT"):
        from concord.config.supervise.parent_death import die_with

        die_with(os.getppid())
    from concord.config.work.main import work as work_until_stopped

    work_until_stopped()


def check() -> None:
    """Let the framework check the settings, models and addresses."""
    with_platform()
    from django.core.management import call_command

    call_command("check", deploy=os.environ.get("CONCORD_PRODUCTION", "") in {"1", "true"})


def front() -> None:
    """Build the front end, if its sources have changed."""
    from concord.config.start.front import build_front
    from concord.config.start.trouble import StartTrouble

    try:
        build_front(print)
    except StartTrouble as trouble:
        print(trouble)
        raise typer.Exit(1) from trouble
