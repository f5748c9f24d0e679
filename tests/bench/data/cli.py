"""The benchmark of the complete database: five sources are linked and joined, and taken in through data exchange."""

import argparse
import logging
import os
import platform
from pathlib import Path
from tempfile import TemporaryDirectory

from concord.engines.linkage.levels import KINDS
from tests.bench.cli import say, show
from tests.bench.report import Figure

WORDS = """Invent records of five sources with their truth, link them on this machine with the shipped model, and
compare what was found with the truth; then find single records among all. Then take records of the same five sources
in with `concord source import`, into a platform of their own. The whole takes some ten minutes and some four gigabytes
of disk; a quick look: --records 100000. Ctrl-C leaves nothing behind."""
STAGES = ("link", "import")


def asked(argv: list[str] | None = None) -> argparse.Namespace:
    """What was typed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.data", description=WORDS)
    parser.add_argument("--records", type=int, default=2_400_000, help="how many records")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES, help="what is measured")
    parser.add_argument("--imported", type=int, default=20_000, help="how many records are taken in")
    parser.add_argument("--kind", choices=sorted(KINDS), default="disputes", help="what is linked")
    parser.add_argument("--seed", type=int, default=2026, help="another seed, other records")
    parser.add_argument("--memory", default="2GB", help="what DuckDB may use")
    parser.add_argument("--singly", type=int, default=500, help="how many records are looked for one at a time")
    parser.add_argument("--folder", type=Path, help="where files lie meanwhile; a temporary one if not said")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    return parser.parse_args(argv)


def main() -> None:
    """Measure, print, write; what was measured is shown also when something ends it early."""
    told, figures = asked(), list[Figure]()
    logging.disable(logging.WARNING)
    about: dict[str, object] = {
        "processors": os.cpu_count(), "python": platform.python_version(), "load before": round(os.getloadavg()[0], 2),
        "records": told.records, "kind": told.kind, "imported": told.imported,
    }  # fmt: skip
    try:
        with TemporaryDirectory(dir=told.folder) as folder:
            for stage in told.stages:
                _measure(stage, told, Path(folder), figures)
    except KeyboardInterrupt:
        say("Stopped; what was measured so far:")
    finally:
        about["load after"] = round(os.getloadavg()[0], 2)
        show(told, figures, about)


def _measure(stage: str, told: argparse.Namespace, folder: Path, figures: list[Figure]) -> None:
    """One stage; its module is read when its turn comes, because the platform's settings are."""
    if stage == "link":
        from tests.bench.data.measuring import measure

        measure(told, folder, figures, say)
    else:
        os.environ["CONCORD_SOURCES"] = str(Path(__file__).with_name("sources"))
        from tests.bench.stage import a_stage

        with a_stage(say) as platform:
            from tests.bench.data.importing import importing

            importing(platform, told, folder, figures, say)
