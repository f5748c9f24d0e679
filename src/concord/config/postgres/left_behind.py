"""What a killed start can leave behind: a server without an owner, or the pid file of a dead one."""

import os
import signal
import subprocess
import time
from pathlib import Path

from concord.config.postgres.trouble import PostgresTrouble

STOP_FAST = signal.SIGINT
STOP_AT_ONCE = signal.SIGQUIT
_PROC = Path("/proc")


def retire_pid_file(data: Path) -> None:
    """Stop a server left on this data, and see that a stale pid file does not keep a new one from starting.

    PostgreSQL takes any living process with the old number for a server and refuses to start. The file is
    not deleted, since it also names the shared memory by which PostgreSQL notices that processes of the old
    server still write: only the number is replaced by that of a process which has surely ended.
    """
    pid_file = data / "postmaster.pid"
    pid = _pid_in(pid_file)
    if pid is None:
        return
    if is_server_of(pid, data):
        _end(pid, data)
    elif _lives(pid):
        _, rest = pid_file.read_text().split("\n", 1)
        pid_file.write_text(f"{_number_of_an_ended_process()}\n{rest}")


def _pid_in(pid_file: Path) -> int | None:
    try:
        first = pid_file.read_text().splitlines()[0]
    except (FileNotFoundError, IndexError):
        return None
    return int(first) if first.isdecimal() else None


def is_server_of(pid: int, data: Path) -> bool:
    """Whether process `pid` is a PostgreSQL server on `data` (an ended, unreaped one is not)."""
    words = command_line(pid)
    return "postgres" in words and f"-D {data} " in f"{words} "


def command_line(pid: int) -> str:
    """The words process `pid` was started with; empty when there is none."""
    if _PROC.joinpath("self").exists():
        try:
            return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    ps = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _number_of_an_ended_process() -> int:
    with subprocess.Popen(["/bin/sh", "-c", "exit"]) as ended:
        return ended.pid


def _end(pid: int, data: Path) -> None:
    """Ask for a fast stop, and wait: it ends by writing a checkpoint, which can take a while."""
    for how, seconds in ((STOP_FAST, 60), (STOP_AT_ONCE, 30)):
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            return
        for _ in range(seconds * 10):
            if not is_server_of(pid, data):
                return
            time.sleep(0.1)
    raise PostgresTrouble(f"A PostgreSQL server (process {pid}) left on this data does not stop.")
