"""The command line of the benchmark: how much, how many, how long, and where the figures go."""

import argparse
import json
import os
import platform
import time
from pathlib import Path

from tests.bench.report import Figure, as_json, table
from tests.bench.stage import a_stage

WORDS = """Measure the whole platform as `concord run` starts it: embedded PostgreSQL with every write on disk, two web
workers, the worker of jobs, real HTTP with tokens. Takes about 15 minutes; a quick look:
--disputes 2000 --users 8 --seconds 5. Ctrl-C stops it and leaves nothing behind."""
_began = time.monotonic()


def say(words: str) -> None:
    """Progress, with the minutes gone by."""
    gone = int(time.monotonic() - _began)
    print(f"[{gone // 60:3d}:{gone % 60:02d}] {words}", flush=True)


def asked(argv: list[str] | None = None) -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=WORDS)
    parser.add_argument("--disputes", type=int, nargs="+", default=[100_000, 1_000_000], help="how many exist already")
    parser.add_argument("--users", type=int, default=50, help="how many work at once")
    parser.add_argument("--seconds", type=float, default=60, help="how long each steady load lasts")
    parser.add_argument("--bursts", type=int, default=3, help="how many bursts, of four times as many users each")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    return parser.parse_args(argv)


def circumstances(told: argparse.Namespace) -> dict[str, object]:
    """Under which circumstances the figures came about."""
    return {
        "processors": os.cpu_count(),
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "disputes": told.disputes,
        "users": told.users,
        "seconds": told.seconds,
    }


def main() -> None:
    """Measure, print, write; what was measured is shown also when something ends it early."""
    told = asked()
    about, figures = circumstances(told), list[Figure]()
    try:
        with a_stage(say) as stage:
            from tests.bench.measure import measure

            measure(stage, told, figures, say)
    except KeyboardInterrupt:
        say("Stopped; what was measured so far:")
    finally:
        show(told, figures, about)


def show(told: argparse.Namespace, figures: list[Figure], about: dict[str, object]) -> None:
    """Print the table, and write the file if one was asked for."""
    print("\n" + table(figures))
    print("\n" + ", ".join(f"{name} {value}" for name, value in about.items()))
    if told.json:
        told.json.write_text(json.dumps(as_json(figures, about), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
