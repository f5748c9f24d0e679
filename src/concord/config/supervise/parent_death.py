"""A child that dies with its parent, however the parent dies."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with(parent: int, with_signal: int = signal.SIGKILL) -> None:
    """Ask the kernel to signal this process as soon as `parent` (its parent's process id) is gone.

    The kernel watches the *thread* that forked us, so fork from a thread that lives as long as its process,
    and call this after any change of user, which clears the request. Elsewhere than on Linux this does
    nothing; there a server left behind is found and stopped at the next start.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def dying_with_this_process(with_signal: int = signal.SIGKILL) -> Callable[[], None]:
    """A `preexec_fn` that ties the new child's life to the process that calls this."""
    parent = os.getpid()
    return lambda: die_with(parent, with_signal)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose own parent dies, so that they can be reaped (Linux only)."""
    if _libc is not None:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
