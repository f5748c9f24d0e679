"""`make bench-data`: link 2,400,000 invented records of five sources, and take some in. `--help` says how."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from tests.bench.data.cli import main

main()
