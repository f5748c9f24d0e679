"""One program that is kept running: start it, see it end, start it again, stop it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from concord.config.supervise.parent_death import dying_with_this_process

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
SETTLED_AFTER = 30.0
LARGEST_LOG = 20 * 1024 * 1024

Launch = Callable[[], "subprocess.Popen[bytes]"]


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its arguments, environment and log; it leads a process group of its own."""

    argv: list[str]
    log: Path
    environ: dict[str, str]

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start it, its output going to the end of its log; it dies with this process."""
        turn_log(self.log)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dying_with_this_process(signal.SIGKILL),  # noqa: PLW1509  # we have one thread
                env=self.environ,
            )


def turn_log(log: Path) -> None:
    """Set a log that has grown too large aside, in place of the one set aside before."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


@dataclass(slots=True)
class Child:
    """A running program under watch. It is started again whenever it ends, after a pause that grows."""

    name: str
    launch: Launch
    stop_signal: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None
    starts: int = 0
    _pause: float = field(default=FIRST_PAUSE)
    _started: float = 0.0
    _again_at: float = 0.0

    def start(self) -> None:
        """Launch it now."""
        self.process = self.launch()
        self.starts += 1
        self._started = time.monotonic()

    def look(self, now: float) -> str:
        """Start it again when that is due; returns a sentence when something happened, else ''."""
        if self.process is None:
            if now < self._again_at:
                return ""
            self.start()
            return f"{self.name} was started again."
        code = self.process.poll()
        if code is None:
            return ""
        self._end_group()
        self.process = None
        self._pause = FIRST_PAUSE if now - self._started > SETTLED_AFTER else min(self._pause * 2, LONGEST_PAUSE)
        self._again_at = now + self._pause
        return f"{self.name} ended ({ending(code)}); starting it again in {self._pause:g} s."

    def ask_to_stop(self) -> None:
        """Ask it to stop, without waiting."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def see_stopped(self, until: float) -> None:
        """Wait for its end until the monotonic instant `until`; after that it is killed with all it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_group()
        self.process = None

    def _end_group(self) -> None:
        """End what the program may have left: it led a group, and what it started is in that group."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


def ending(code: int) -> str:
    """How a process ended, from its exit code."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
