"""`make bench-large`: measure search and lists among very many matters, and print one table. `--help` says how."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from tests.bench.large.cli import main

main()
