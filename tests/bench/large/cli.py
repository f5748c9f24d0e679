"""Search and lists among very many matters, from beginning to end: fill, ask through the doors, compare, show plans."""

import argparse
import os
import platform
import time
from pathlib import Path

from tests.bench.cli import say, show
from tests.bench.report import Figure
from tests.bench.stage import Stage, a_stage

WORDS = """Measure search and lists through real HTTP and the JSON API, as people of every width from a mediator to a
supervisor of the province, beside plain ILIKE and OFFSET. --keep FOLDER keeps the database there, and takes it up
again another time. Takes some minutes; a quick look: --matters 20000 --rounds 5."""


def asked(argv: list[str] | None = None) -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=WORDS)
    parser.add_argument("--matters", type=int, default=100_000, help="how many there are")
    parser.add_argument("--rounds", type=int, default=60, help="how often each question is asked by each width")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the database stays")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    return parser.parse_args(argv)


def main() -> None:
    """Measure, print, write; what was measured is shown also when something ends it early."""
    told, figures = asked(), list[Figure]()
    about: dict[str, object] = {
        "processors": os.cpu_count(), "python": platform.python_version(), "load before": round(os.getloadavg()[0], 2),
        "matters": told.matters,
    }  # fmt: skip
    try:
        with a_stage(say, told.keep) as stage:
            measure(stage, told, figures)
    except KeyboardInterrupt:
        say("Stopped; what was measured so far:")
    finally:
        about["load after"] = round(os.getloadavg()[0], 2)
        show(told, figures, about)


def measure(stage: Stage, told: argparse.Namespace, figures: list[Figure]) -> None:
    """Measure everything; each figure is added as soon as it is known."""
    from concord.config.schema import as_owner
    from tests.bench.county import make_counties, make_lookers
    from tests.bench.filling import fill
    from tests.bench.large import baseline, plans
    from tests.bench.large.asking import waits

    with stage.database_alone() as owner:
        with as_owner():
            counties = make_counties()
            lookers = make_lookers(counties)
        say(f"Filling up to {told.matters:,} matters …")
        began = time.monotonic()
        if fill(owner, counties, told.matters):
            figures.append(Figure("filling, with indexes and VACUUM ANALYZE", round(time.monotonic() - began, 1), "s"))
        say("Plain ILIKE and OFFSET, for comparison …")
        plain = baseline.measured()
        for plan in plans.shown():
            say(f"    {plan}")
    with stage.running() as url:
        say("Searches and lists, one at a time …")
        figures += waits(url, lookers, told.rounds, plain, say)
