"""`make bench`: measure the running platform, and print one table. `python -m tests.bench --help` says how."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from tests.bench.cli import main

main()
