"""What a platform costs in processor time: a figure that a busy machine spoils less than a rate."""

import os
from pathlib import Path

from tests.ground.platform import processes_of

TICK = os.sysconf("SC_CLK_TCK")
KINDS = {"postgres": "database", "concord work": "jobs", "live.app": "live updates", "wsgi": "web"}


def _ticks(pid: int | str) -> int:
    try:
        words = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return int(words[11]) + int(words[12])


def _family_of(var: Path) -> dict[int, str]:
    """The platform's processes; those of the database carry neither the folder nor its environment, but its parent."""
    known = processes_of(var)
    servers = {pid for pid, words in known.items() if "postgres -D" in words}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent in servers:
                known[int(folder.name)] = "postgres"
    return known


def _kind(words: str) -> str:
    return next((kind for mark, kind in KINDS.items() if mark in words), "others")


def spent(var: Path) -> dict[str, float]:
    """Processor seconds spent so far by each part of the platform in `var`, and by the users of the benchmark."""
    found = dict.fromkeys([*KINDS.values(), "others"], 0.0)
    for pid, words in _family_of(var).items():
        found[_kind(words)] += _ticks(pid) / TICK
    return {**found, "users": _ticks("self") / TICK}
