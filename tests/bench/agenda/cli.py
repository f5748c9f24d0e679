"""The agenda's benchmark from beginning to end: fill, ask, turn the lights, run the 62 granules, compare."""

import argparse
import os
import platform
import statistics
import time
from pathlib import Path

from tests.bench.cli import say, show
from tests.bench.report import Figure
from tests.bench.stage import Stage, a_stage

WORDS = """Measure the agenda on the embedded PostgreSQL with every write on disk, as the application's role with
row-level security on: what people ask of a million tasks, the sweep of the lights, a run of 62 granules, and the same
run in SpiffWorkflow. Takes some minutes; a quick look: --tasks 20000 --rounds 20. Ctrl-C leaves nothing behind."""
TURN_TODAY = 50  # one task in so many turns its light today


def asked(argv: list[str] | None = None) -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.agenda", description=WORDS)
    parser.add_argument("--tasks", type=int, default=1_000_000, help="how many exist; a fifth of them are open")
    parser.add_argument("--rounds", type=int, default=500, help="how often each question is asked")
    parser.add_argument("--runs", type=int, default=8, help="how many whole runs of 62 granules")
    parser.add_argument("--threads", type=int, default=8, help="how many people at once on one run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    return parser.parse_args(argv)


def main() -> None:
    """Measure, print, write; what was measured is shown also when something ends it early."""
    told, figures = asked(), list[Figure]()
    about: dict[str, object] = {
        "processors": os.cpu_count(), "python": platform.python_version(), "load before": round(os.getloadavg()[0], 2),
        "tasks": told.tasks,
    }  # fmt: skip
    try:
        with a_stage(say) as stage:
            measure(stage, told, figures)
    except KeyboardInterrupt:
        say("Stopped; what was measured so far:")
    finally:
        about["load after"] = round(os.getloadavg()[0], 2)
        show(told, figures, about)


def measure(stage: Stage, told: argparse.Namespace, figures: list[Figure]) -> None:
    """Measure everything; each figure is added as soon as it is known."""
    from django.utils.timezone import localdate

    from concord.config.schema import as_owner
    from tests.bench.agenda.asking import measured
    from tests.bench.agenda.bodies import make_bodies
    from tests.bench.agenda.filling import fill

    with stage.database_alone() as owner:
        say(f"Filling {told.tasks:,} tasks …")
        began = time.monotonic()
        with as_owner():
            bodies = make_bodies()
            fill(owner, bodies, told.tasks, told.tasks // TURN_TODAY)
        figures.append(Figure("filling, with indexes and ANALYZE", round(time.monotonic() - began, 1), "s"))
        say(f"{len(bodies)} bodies; questions, one at a time …")
        figures += measured(localdate(), told.rounds, say)
        say("Turning the lights …")
        figures += _lights(told)
        say("Runs of 62 granules …")
        figures += _runs(owner, bodies[0].county, told)


def _lights(told: argparse.Namespace) -> list[Figure]:
    from django.utils.timezone import localdate

    from concord.core.agenda.lights import MOST, turn_lights
    from tests.bench.agenda.plans import plans_of

    for plan in plans_of(lambda: turn_lights(localdate())):
        say(f"    {plan}")
    turned, began = 0, time.monotonic()
    while (part := turn_lights(localdate())) == MOST:
        turned += part
    turned += part
    seconds = time.monotonic() - began
    assert turned >= told.tasks // TURN_TODAY
    began = time.monotonic()
    assert turn_lights(localdate()) == 0
    idle = time.monotonic() - began
    return [
        Figure(
            f"sweep of {turned:,} lights that turn, with their acts", round(turned / seconds), "lights/s", more=True
        ),
        Figure("sweep when none turns", round(1000 * idle, 1), "ms"),
    ]


def _runs(owner: str, county: str, told: argparse.Namespace) -> list[Figure]:
    from django.utils.timezone import localdate

    from tests.bench.agenda import baseline, running
    from tests.bench.agenda.plans import plans_of, times_of

    ground = running.Ground(county, localdate())
    running.walk(ground)
    ours = [running.walk(ground) for _number in range(told.runs)]
    for plan in plans_of(lambda: running.first_step(ground)):
        say(f"    {plan}")
    started = running.starts(ground, 4 * told.runs)
    engine = baseline.Engine(running.granules(), owner)
    try:
        baseline.walk(engine, 0, running.answers())
        theirs = [baseline.walk(engine, number, running.answers()) for number in range(1, told.runs + 1)]
    finally:
        engine.close()
    assert len(ours[0].steps) == len(theirs[0].steps)
    step, peer = times_of([s for one in ours for s in one.steps]), times_of([s for one in theirs for s in one.steps])
    whole = statistics.median(one.starting + sum(one.steps) for one in ours)
    sizes = [size for one in theirs for size in one.sizes]
    rate, done, late = running.crowd(ground, told.runs, told.threads)
    assert done == told.runs * len(ours[0].steps)  # each step once, whoever else tried
    costs = sorted(cost for one in ours for cost in one.statements)
    return [
        _beside("62 granules: start, median", started.median, 1000 * statistics.median(
            one.starting for one in theirs)),
        _beside("62 granules: do a step, median", step.median, peer.median),
        _beside("62 granules: do a step, 99th", step.p99, peer.p99),
        _beside(f"62 granules: whole run, {len(ours[0].steps)} steps done", 1000 * whole,
                1000 * statistics.median(one.whole for one in theirs)),
        Figure("62 granules: SQL statements of a step, median", statistics.median(costs), f"· at most {costs[-1]}"),
        Figure("62 granules: acts of a whole run", ours[0].acts),
        Figure("SpiffWorkflow: state of a run, median", round(statistics.median(sizes) / 1024),
               f"· at most {max(sizes) / 1024:,.0f} KB, written at each step"),
        Figure(f"{told.threads} people at once on one run", round(rate, 1),
               f"steps/s, {done} done, {late} too late"),
    ]  # fmt: skip


def _beside(what: str, ours: float, theirs: float) -> Figure:
    return Figure(what, round(ours, 1), "ms", peer=f"{theirs:.1f}")
