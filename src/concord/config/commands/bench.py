"""`concord bench NAME`: run one of the measurements of a checkout; what stands behind the name is the measurement's."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

# What each measures, and its module in the checkout.
BENCHES: dict[str, tuple[str, str]] = {
    "platform": ("tests.bench", "the running platform: lifecycles, bursts, lists, searches"),
    "agenda": ("tests.bench.agenda", "desks, lists and sweeps at a million tasks"),
    "contracts": ("tests.bench.contracts", "what contract screening finds of planted defects"),
    "data": ("tests.bench.data", "2,400,000 records of five sources, imported and linked"),
    "figures": ("tests.bench.figures", "pages of figures and the index at 2,400,000 disputes"),
    "large": ("tests.bench.large", "search and lists among very many matters"),
    "reading": ("tests.bench.reading", "how fast contract files are read"),
    "risk": ("tests.bench.risk", "early warning on simulated years and on real messages"),
}
CHECKOUT = Path(__file__).resolve().parents[4]
NAMES = "; ".join(f"{name}: {what}" for name, (_module, what) in BENCHES.items())


def bench(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help=NAMES)], root: Path = CHECKOUT
) -> None:
    """Measure something, and print a table; what follows the name goes to the measurement (--help says what)."""
    if name not in BENCHES:
        raise typer.BadParameter(f"{name} is none of: {', '.join(BENCHES)}.", param_hint="NAME")
    if not (root / "tests" / "bench").is_dir():
        print("Measurements come with the source, not with an installation. Run this in a checkout.", file=sys.stderr)
        raise typer.Exit(2)
    done = subprocess.run([sys.executable, "-m", BENCHES[name][0], *context.args], cwd=root, check=False)
    raise typer.Exit(done.returncode)
