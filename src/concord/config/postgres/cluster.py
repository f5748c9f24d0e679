"""Make a new database cluster with `initdb`, whole or not at all."""

import os
import shutil
from pathlib import Path

from concord.config.postgres.account import Account
from concord.config.postgres.binaries import Binaries
from concord.config.postgres.home import Home
from concord.config.postgres.trouble import PostgresTrouble

ADMIN = "concord_admin"


def make_cluster(home: Home, binaries: Binaries, account: Account, admin_password: str) -> None:
    """Create the data folder, if there is none.

    It is made beside its final name and renamed at the end, so a start that was killed half-way leaves
    nothing that a later start would take for a database. Chinese needs a UTF-8 character type: with
    `--lc-ctype=C` trigram search would find nothing.
    """
    if home.major() is not None:
        return
    making = home.folder / "data.making"
    password_file = home.folder / "admin.password"
    shutil.rmtree(making, ignore_errors=True)
    shutil.rmtree(home.data, ignore_errors=True)
    making.mkdir(mode=0o700)
    account.give(making)
    _write_for(account, password_file, admin_password)
    try:
        _run_initdb(making, binaries, account, password_file)
    finally:
        password_file.unlink()
    making.rename(home.data)


def _write_for(account: Account, path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    account.give(path)


def _run_initdb(making: Path, binaries: Binaries, account: Account, password_file: Path) -> None:
    argv = [binaries.program("initdb"), "-D", str(making), "-U", ADMIN, "--pwfile", str(password_file)]
    argv += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", *_locale_options(binaries.major)]
    log = making.parent / "initdb.log"
    with log.open("wb") as output:
        ended = account.start(argv, cwd=making.parent, output=output).wait()
    if ended != 0:
        raise PostgresTrouble(f"A new database could not be made; initdb said:\n{log.read_text()}")


def _locale_options(major: int) -> list[str]:
    if major >= 17:
        return [
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--lc-collate=C",
            "--lc-ctype=C.UTF-8",
        ]
    return ["--locale-provider=libc", "--lc-collate=C", "--lc-ctype=C.UTF-8"]
