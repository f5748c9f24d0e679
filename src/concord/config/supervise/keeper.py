"""Keep several programs running until someone says stop."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from concord.config.supervise.child import Child

LOOK_EVERY = 0.2
STOP_WITHIN = 6.0
Say = Callable[[str], None]


class Stopped(Exception):
    """Someone asked this process to stop (Ctrl-C, SIGTERM or a closed terminal)."""


def _raise_stopped(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Within this block SIGINT, SIGTERM and SIGHUP raise `Stopped`; a second one is ignored while we stop."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, _raise_stopped) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within this block further requests to stop are ignored: we are stopping already."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def keep(children: Sequence[Child], say: Say) -> None:
    """Watch the children and start again whichever ends; returns only by `Stopped`."""
    while True:
        for child in children:
            happened = child.look(time.monotonic())
            if happened:
                say(happened)
        time.sleep(LOOK_EVERY)


def stop_all(children: Sequence[Child], *, within: float = STOP_WITHIN) -> None:
    """Stop all children at once; whoever has not stopped within some seconds is killed."""
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + within
    for child in children:
        child.see_stopped(until)
