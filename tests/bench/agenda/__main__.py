"""`make bench-agenda`: measure the agenda at a million tasks, and print one table. `--help` says how."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from tests.bench.agenda.cli import main

main()
