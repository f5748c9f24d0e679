"""Follow an import at the terminal: how far it is, and Ctrl-C stops it where it can go on."""

import sys
import time
from collections.abc import Iterator

import typer

from concord.core.exchange.models import ImportJob
from concord.core.exchange.running import run
from concord.core.exchange.services.importing import stop_import
from concord.core.people.models import Person

INTERRUPTED = 130
EVERY_SECONDS = 10


def page_by_page(job: ImportJob) -> Iterator[ImportJob]:
    """Let a job run here to its end, and tell how far it is after each page."""
    more = True
    while more:
        more = run(job.pk, pages=1)
        job.refresh_from_db()
        yield job


def follow(job: ImportJob, told: Iterator[ImportJob], *, by: Person) -> ImportJob:
    """Tell how far a job is until it ends; after Ctrl-C it is stopped behind the last page that was taken in whole."""
    before, began, line, now = job.seen, time.monotonic(), Line(), job
    try:
        for now in told:
            gone = max(time.monotonic() - began, 0.001)
            line.write(f"{now.seen:,} rows · {now.rejected:,} refused · {(now.seen - before) / gone:,.0f} rows/s")
    except KeyboardInterrupt:
        line.end()
        stopped = stop_import(job.pk, by=by)
        typer.echo(f"Stopped after {stopped.seen:,} rows. The same command goes on from there.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    line.end()
    return now


class Line:
    """One line of progress: overwritten on a terminal, and in a log a new one every ten seconds."""

    def __init__(self) -> None:
        self._shown, self._live, self._last = False, sys.stderr.isatty(), time.monotonic()

    def write(self, words: str) -> None:
        """Show it, unless a log has heard of it just now."""
        if self._live:
            sys.stderr.write(f"\r\x1b[K{words}")
            sys.stderr.flush()
            self._shown = True
        elif time.monotonic() - self._last >= EVERY_SECONDS:
            typer.echo(words, err=True)
            self._last = time.monotonic()

    def end(self) -> None:
        """Leave the line as it is, and go to the next."""
        if self._shown:
            sys.stderr.write("\n")
