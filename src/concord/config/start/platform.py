"""Start the whole platform on this machine, keep it running, stop it without leaving anything behind."""

import fcntl
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from concord.config.postgres import Connections, PostgresTrouble, ensure_running
from concord.config.start.addresses import direct_address
from concord.config.start.doors import Doors, open_doors
from concord.config.start.prepared import is_prepared, note_prepared
from concord.config.start.programs import children_of, has_outside, shows_messages, single
from concord.config.start.secrets_file import ensure_secrets
from concord.config.start.trouble import StartTrouble
from concord.config.start.welcome import wants_demo, welcome
from concord.config.supervise.child import Child, Program, ending
from concord.config.supervise.keeper import Stopped, keep, stop_all, stopping_on_signals, undisturbed
from concord.config.supervise.parent_death import adopt_orphans

ANSWER_WITHIN = 60.0
Say = Callable[[str], None]


def run_platform(var: Path, *, host: str, port: int | None, say: Say) -> None:
    """Start everything, and return when someone has asked to stop and everything has stopped.

    Refuses (StartTrouble) with what to do: a taken port, an unreachable database, a failed preparation.
    """
    adopt_orphans()
    with stopping_on_signals():
        try:
            with _alone_in(var):
                doors = open_doors(host, port)
                ensure_secrets(var)
                with _database(var, say) as database:
                    _prepare(var, doors, say)
                    _serve(var, doors, database, say)
        except Stopped:
            say("Stopped.")
        except PostgresTrouble as trouble:
            raise StartTrouble(str(trouble)) from trouble


@contextmanager
def _alone_in(var: Path) -> Iterator[None]:
    """One start for each folder; the system itself lets go of the lock when we end, however we end."""
    (var / "log").mkdir(parents=True, exist_ok=True)
    with (var / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise StartTrouble(
                f"Concord already runs from {var}. Stop it there with Ctrl-C, or set CONCORD_VAR to another folder."
            ) from held
        yield


@contextmanager
def _database(var: Path, say: Say) -> Iterator[Connections | None]:
    """The embedded server, running within this block; None where the environment names another one."""
    if os.environ.get("CONCORD_DATABASE_URL"):
        _refuse_unreachable(direct_address(var, role="owner"))
        yield None
        return
    embedded = ensure_running(var, say=say)
    try:
        yield embedded
    finally:
        with undisturbed():
            embedded.stop()


def _refuse_unreachable(address: str) -> None:
    try:
        psycopg.connect(address, connect_timeout=10).close()
    except psycopg.OperationalError as refused:
        raise StartTrouble(f"The database named in CONCORD_DATABASE_URL does not answer: {refused}") from refused


def _prepare(var: Path, doors: Doors, say: Say) -> None:
    """Tables, reference data and demo; skipped when nothing has changed since the last time."""
    address, demo = direct_address(var, role="owner"), wants_demo()
    if is_prepared(var, address, demo=demo):
        return
    say("Preparing the database: tables, places, roles …")
    failure = _run_once(single(var, doors, "prepare"))
    if failure:
        raise StartTrouble(f"The database could not be prepared {failure}")
    if demo:
        say("Filling the demo county …")
        failure = _run_once(single(var, doors, "demo"))
    if failure:
        say(f"The demo could not be filled; the platform starts without it, and tries again next time {failure}")
        return
    note_prepared(var, address, demo=demo)


def _run_once(program: Program) -> str:
    """Run a program to its end; '' when it went well, else how it ended and its last words."""
    process = program.launch()
    try:
        code = process.wait()
    except Stopped:
        process.kill()
        process.wait()
        raise
    if code == 0:
        return ""
    return f"({ending(code)}). {_last_words(program.log)}"


def _last_words(log: Path) -> str:
    return "\n".join([f"From {log}:", *log.read_text(errors="replace").splitlines()[-12:]])


def _serve(var: Path, doors: Doors, database: Connections | None, say: Say) -> None:
    """Start the programs, greet, and keep them running until asked to stop."""
    children = _with_database(children_of(var, doors), database)
    try:
        for child in children:
            if child.process is None:
                child.start()
        _wait_until_it_answers(var, doors, children, say)
        messages, outside = doors.sms_url if shows_messages() else "", doors.sources_url if has_outside() else ""
        say(welcome(doors.url, messages, outside))
        keep(children, say)
    finally:
        with undisturbed():
            say("Stopping …")
            stop_all([child for child in children if child.name != "database"])


def _with_database(children: list[Child], database: Connections | None) -> list[Child]:
    """The embedded server comes first among the watched: it, too, is started again when it ends."""
    server = database.server if database is not None else None
    if server is None:
        return children
    watched = Child("database", server.launch, process=server.process, starts=1)
    return [watched, *children]


def _wait_until_it_answers(var: Path, doors: Doors, children: Sequence[Child], say: Say) -> None:
    patience = time.monotonic() + ANSWER_WITHIN
    while not _answers(doors.here):
        for child in children:
            happened = child.look(time.monotonic())
            if happened:
                say(happened)
        if time.monotonic() > patience:
            raise StartTrouble(f"The pages do not answer. {_last_words(var / 'log' / 'web.log')}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health/", timeout=5) as answer:  # noqa: S310  # our own address
            return bool(answer.status == 200)
    except urllib.error.HTTPError as answered:
        return answered.code < 500
    except OSError:
        return False
