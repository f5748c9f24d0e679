"""One embedded PostgreSQL server: start it, wait until it answers, stop it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable

import psycopg

from concord.config.postgres.account import Account
from concord.config.postgres.binaries import Binaries
from concord.config.postgres.cluster import ADMIN
from concord.config.postgres.home import Home, Passwords
from concord.config.postgres.left_behind import STOP_AT_ONCE, STOP_FAST, retire_pid_file
from concord.config.postgres.trouble import PostgresTrouble
from concord.config.postgres.tuning import tuning
from concord.config.supervise.parent_death import dying_with_this_process
from concord.config.supervise.ports import HOST, free_port, port_is_free

DATABASE = "concord"
Say = Callable[[str], None]


class Server:
    """The server of one home. The process that starts it owns it: when that dies, the server stops."""

    def __init__(
        self, home: Home, binaries: Binaries, account: Account, passwords: Passwords, *, durable: bool = True
    ) -> None:
        self.home = home
        self.binaries = binaries
        self.account = account
        self.passwords = passwords
        self.durable = durable
        self.port = _port_for(home)
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, user: str, password: str, database: str = DATABASE) -> str:
        return f"postgresql://{user}:{password}@{HOST}:{self.port}/{database}"

    def admin_url(self, database: str = DATABASE) -> str:
        """The superuser's address: for making roles and extensions, never for the application."""
        return self.url(ADMIN, self.passwords.admin, database)

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start the server process without waiting; it recovers by itself from an earlier crash."""
        retire_pid_file(self.home.data)
        with self.home.log.open("ab") as log:
            self.process = self.account.start(
                self._argv(),
                cwd=self.home.folder,
                output=log,
                before_exec=dying_with_this_process(STOP_FAST),
            )
        return self.process

    def _argv(self) -> list[str]:
        settings = tuning(durable=self.durable)
        settings["listen_addresses"] = HOST
        settings["unix_socket_permissions"] = "0700"
        settings["unix_socket_directories"] = self._private_socket_folder()
        argv = [self.binaries.program("postgres"), "-D", str(self.home.data), "-p", str(self.port)]
        for name, value in settings.items():
            argv += ["-c", f"{name}={value}"]
        return argv

    def _private_socket_folder(self) -> str:
        """An emptied folder for the socket: its lock files, too, can be left over from a kill."""
        folder = self.home.socket
        if folder is None:
            return ""
        folder.mkdir(mode=0o700, exist_ok=True)
        self.account.give(folder)
        for left_over in folder.iterdir():
            left_over.unlink(missing_ok=True)
        return str(folder)

    def start(self, say: Say) -> None:
        """Start the server and wait until it answers; a recovery may take as long as it takes.

        Tries again for a minute where processes of a killed server still hold its memory.
        """
        patience = time.monotonic() + 60
        while True:
            process = self.launch()
            if self._answers_before_it_ends(process, say):
                return
            if "shared memory block" not in self.last_words() or time.monotonic() > patience:
                raise PostgresTrouble(
                    f"PostgreSQL did not start (exit code {process.returncode}). Its last words, from "
                    f"{self.home.log}:\n{self.last_words()}"
                )
            time.sleep(0.5)

    def _answers_before_it_ends(self, process: "subprocess.Popen[bytes]", say: Say) -> bool:
        began = time.monotonic()
        next_word = began + 3
        while process.poll() is None:
            if self._answers():
                return True
            if time.monotonic() >= next_word:
                waited = int(time.monotonic() - began)
                say(f"PostgreSQL is starting, {waited} s so far: {self.last_words(1) or 'no word yet'}")
                next_word += 5
            time.sleep(0.03)
        return False

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.admin_url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def last_words(self, lines: int = 12) -> str:
        """The end of the server's log."""
        if not self.home.log.exists():
            return ""
        with self.home.log.open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 8192))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])

    def stop(self, *, how: signal.Signals = STOP_FAST) -> None:
        """Stop the server: running transactions are broken off, acknowledged ones are on disk."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.send_signal(STOP_AT_ONCE)
            self.process.wait()


def _port_for(home: Home) -> int:
    """The port used before, if it is free, otherwise another one, remembered for the next start."""
    remembered = home.port_file.read_text() if home.port_file.exists() else ""
    if remembered.isdecimal() and port_is_free(int(remembered)):
        return int(remembered)
    port = free_port()
    home.port_file.write_text(str(port))
    return port
