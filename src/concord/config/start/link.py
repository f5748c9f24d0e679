"""Make `concord` a command of the environment that runs this file, and these sources its package.

Run by path, before the package can be imported. Two small files instead of a build: the sources' folder on the
environment's path, and a launcher.
"""

import sys
import sysconfig
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[3]
LAUNCHER = """#!/bin/sh
exec "{python}" -m concord "$@"
"""


def link() -> None:
    """Write both files; writing them again changes nothing."""
    folder = Path(sysconfig.get_path("purelib"))
    (folder / "concord.pth").write_text(f"{SOURCES}\n", encoding="utf-8")
    launcher = Path(sysconfig.get_path("scripts")) / "concord"
    launcher.write_text(LAUNCHER.format(python=sys.executable), encoding="utf-8")
    launcher.chmod(0o755)


if __name__ == "__main__":
    link()
