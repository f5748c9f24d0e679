"""Which user runs the server: the one who starts it, except that root hands it to `nobody`."""

import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from concord.config.postgres.trouble import PostgresTrouble


@dataclass(frozen=True)
class Account:
    """The user id and group id that the server runs as; None for both means: as we are."""

    uid: int | None = None
    gid: int | None = None

    def start(
        self,
        argv: list[str],
        *,
        cwd: Path,
        output: IO[bytes] | int,
        before_exec: Callable[[], None] | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start a program as this user, in a session of its own, its output going to `output`."""
        return subprocess.Popen(
            argv,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            preexec_fn=before_exec,  # noqa: PLW1509  # our launcher has one thread when it forks
            env=_bare_environment(),
        )

    def can_use(self, path: Path) -> bool:
        """Whether this user can enter or run `path`, found out by trying, not by reading modes."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        script = 'test -x "$1"'
        trial = self.start(["/bin/sh", "-c", script, "sh", str(path)], cwd=Path("/"), output=subprocess.DEVNULL)
        return trial.wait() == 0

    def give(self, path: Path) -> None:
        """Make this user the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def _bare_environment() -> dict[str, str]:
    """Only what the programs need: the application's keys are none of the database server's business."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C"}


def server_account() -> Account:
    """PostgreSQL refuses to run as root: then it is `nobody`, otherwise whoever starts Concord."""
    if os.geteuid() != 0:
        return Account()
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as missing:
        raise PostgresTrouble(
            "PostgreSQL does not run as root and this system has no user `nobody` to run it as. Start Concord "
            "as an ordinary user, or name a server in CONCORD_DATABASE_URL."
        ) from missing
    return Account(nobody.pw_uid, nobody.pw_gid)
