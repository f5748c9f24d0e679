"""`concord source`: records of outside systems in, refused rows and matters out, on the server itself (K10).

For what is too large for a browser, and for the clock of the machine. Everything is done in the name of a member of
staff (`--as`), by the same deeds as on the screens, and stands in the record. Ends with 0 when all is well, 1 when
rows were refused, 2 when nothing could be done, 3 when the source failed or somebody stopped the import, and 130 after
Ctrl-C.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from concord.config.commands.within import in_own_language, with_platform

if TYPE_CHECKING:
    from concord.core.exchange.models import Feed, ImportJob
    from concord.core.people.models import Person

app = typer.Typer(no_args_is_help=True, help="Take records of outside systems in, and matters out.")

SOME_REFUSED, NOTHING_DONE, FAILED = 1, 2, 3
SHOWN = 20

Source = Annotated[str, typer.Argument(help="The source, by its code: hotline.")]
File = Annotated[Path, typer.Argument(help="CSV, Excel or JSON lines.", exists=True, dir_okay=False)]
As = Annotated[str, typer.Option("--as", help="In whose name: the username of a member of staff.")]
At = Annotated[str, typer.Option("--place", help="Which of its places, where the source is connected for several.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Where to write.", dir_okay=False)]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


class Form(StrEnum):
    """In which form matters go out."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    XLSX = "xlsx"


def _refuse(why: object) -> NoReturn:
    typer.echo(str(why), err=True)
    raise typer.Exit(NOTHING_DONE)


@contextmanager
def _as(username: str) -> Iterator["Person"]:
    """The platform, for one member of staff; what it refuses is said in a sentence."""
    with_platform()
    from django.core.exceptions import ObjectDoesNotExist

    from concord.core.people.models import Person
    from concord.core.refusals import Refusal

    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        _refuse(f"Nobody signs in as {username}.")
    with in_own_language():
        try:
            yield person
        except ObjectDoesNotExist:
            _refuse("This source is not connected for a place where this person may do that.")
        except Refusal as refusal:
            _refuse(refusal)


def _feed(person: "Person", source: str, place: str) -> "Feed":
    from concord.core.exchange.access import feeds_seen_by

    found = list(feeds_seen_by(person).filter(source=source, place__code__startswith=place, stopped_at=None)[:SHOWN])
    exact = [one for one in found if one.place_id == place] or found
    if len(exact) > 1:
        _refuse("It is connected for several places: " + ", ".join(f"{one.place_id} {one.place}" for one in exact))
    if not exact:
        _refuse(f"No source {source} is connected for a place of this person; `concord source list` names those.")
    return exact[0]


@app.command("list")
def list_command(who: As) -> None:
    """Name the connected sources, and how each stands."""
    with _as(who) as person:
        from concord.core.exchange.selectors import feed_page

        before: int | None = None
        while True:
            states, before = feed_page(person, before, size=100)
            for one in states:
                about = f"{one.feed.mapped.name} · {one.feed.place.name} · {one.way_name} · {one.state_name}"
                told = f"taken in 30 days: {one.taken:,}, refused rows waiting: {one.refused:,}"
                typer.echo(
                    f"{one.feed.source}\t{one.feed.place_id}\t{about}\t{told}{' · ' * bool(one.error)}{one.error}"
                )
            if before is None:
                return


@app.command("show")
def show_command(source: Source) -> None:
    """Say what is read from the records of a source, and what is never taken over."""
    with_platform()
    from concord.core.exchange.reading import mappings
    from concord.core.exchange.selectors import mapping_in_words, way_name

    with in_own_language():
        mapped = mappings().get(source)
        if mapped is None:
            _refuse(f"There is no source {source}. There are: {', '.join(mappings())}.")
        typer.echo(f"{mapped.name} · {way_name(mapped.arrives.by)} · known again by {mapped.id}")
        for one in mapping_in_words(mapped):
            typer.echo(f"  {one.label}{' *' if one.required else ''}: {one.says}")
        if mapped.never:
            typer.echo(f"  never taken over: {', '.join(mapped.never)}")


@app.command("check")
def check_command(files: Annotated[list[Path], typer.Argument(help="Mapping files (YAML).")]) -> None:
    """Say everything that is wrong with mapping files, by line and column; ends with 1 if anything is."""
    with_platform()
    wrong = 0
    for file in files:
        problems = list(_problems(file))
        wrong += len(problems)
        for problem in problems:
            typer.echo(f"{file}:{problem}", err=True)
        if not problems:
            typer.echo(f"{file}: sound.")
    if wrong:
        raise typer.Exit(SOME_REFUSED)


def _problems(file: Path) -> Iterator[str]:
    from concord.core.exchange.reading import load
    from concord.core.exchange.receiving import misfits, receivers
    from concord.engines.flow.sentences import UnfitError

    try:
        mapped = load(file.read_text(encoding="utf-8"))
    except UnfitError as refused:
        yield from map(str, refused.problems)
    except (OSError, UnicodeDecodeError) as unreadable:
        yield f" {unreadable}"
    else:
        if mapped.receiver not in receivers:
            yield f" No room is called “{mapped.receiver}”; there are: {', '.join(receivers)}."
        else:
            yield from (f" “{field}” is missing, or no field of its room." for field in misfits(mapped))


@app.command("try")
def try_command(source: Source, file: File, who: As, place: At = "") -> None:
    """Dry run: say what would become of the rows of a file, and write nothing."""
    from collections import Counter

    counts, shown = Counter[str](), 0
    with _as(who) as person, file.open("rb") as opened:
        from django.utils.timezone import localdate

        from concord.core.exchange.trying import tried

        for found in tried(_feed(person, source, place), opened, localdate()):
            counts += found.counts
            for one in found.wrong[: SHOWN - shown]:
                typer.echo(f"row {one.number}\t{' / '.join(one.columns)}\t{one.reason}")
            shown = min(SHOWN, shown + len(found.wrong))
    refused = counts["rejected"]
    if refused > shown:
        typer.echo(f"… and {refused - shown:,} more.")
    typer.echo(f"It would be: {counts['made']:,} new, {counts['changed']:,} changed, {counts['same']:,} known, "
               f"{refused:,} refused.")  # fmt: skip
    raise typer.Exit(SOME_REFUSED if refused else 0)


@app.command("import")
def import_command(source: Source, file: File, who: As, place: At = "") -> None:
    """Take in a file of any size. Broken off, the same command goes on where it was."""
    from hashlib import file_digest

    with _as(who) as person, file.open("rb") as opened:
        from concord.config.commands.following import follow
        from concord.core.exchange.running import run_file
        from concord.core.exchange.services.sending import begin_file_here

        feed = _feed(person, source, place)
        digest = file_digest(opened, "sha256").hexdigest()
        opened.seek(0)
        job = begin_file_here(feed.pk, digest=digest, filename=file.name, by=person)
        _told(follow(job, run_file(job, opened), by=person))


@app.command("pull")
def pull_command(source: Source, who: As, place: At = "") -> None:
    """Fetch from a source now, to the end; a job that failed or was stopped goes on where it was."""
    with _as(who) as person:
        from concord.config.commands.following import follow, page_by_page
        from concord.core.exchange.services.importing import begin_or_resume

        job = begin_or_resume(_feed(person, source, place).pk, by=person)
        _told(follow(job, page_by_page(job), by=person))


@app.command("again")
def again_command(source: Source, who: As, place: At = "") -> None:
    """Look at all open refused rows again, as they are: after the mapping or the places were changed."""
    with _as(who) as person:
        from concord.config.commands.following import follow, page_by_page
        from concord.core.exchange.services.sending import begin_again

        job = begin_again(_feed(person, source, place).pk, by=person)
        _told(follow(job, page_by_page(job), by=person))


def _told(job: "ImportJob") -> NoReturn:
    """How it ended, and the code that says so."""
    typer.echo(f"{job.made:,} new, {job.changed:,} changed, {job.same:,} known, {job.rejected:,} refused.")
    if job.state != job.State.DONE:
        typer.echo(job.error or "Somebody stopped it. The same command goes on from there.", err=True)
        raise typer.Exit(FAILED)
    raise typer.Exit(SOME_REFUSED if job.rejected else 0)


@app.command("rejected")
def rejected_command(source: Source, who: As, place: At = "", output: Output = None) -> None:
    """List the refused rows with field and reason; with -o, write them whole (.csv or .jsonl) to be mended.

    The mended file is imported like any other. That the rows were taken out whole is recorded.
    """
    with _as(who) as person:
        from concord.config.commands.refused import listed, taken_out

        feed = _feed(person, source, place)
        if output is None:
            for line in listed(person, feed):
                typer.echo(line)
        else:
            typer.echo(f"{taken_out(person, feed, output):,} refused rows written to {output}.", err=True)


@app.command("export")
def export_command(
    *,
    who: As,
    form: Annotated[Form, typer.Option(help="CSV and JSON lines are written while they are read.")] = Form.CSV,
    output: Output = None,
    kind: Annotated[str, typer.Option(help="Only matters of this kind: sighting.")] = "",
    place: Annotated[str, typer.Option(help="Only those in this place, or below it.")] = "",
    first: Day = None,
    last: Day = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only open ones.")] = False,
) -> None:
    """Take out the matters that one may read, without personal data; that they were taken out is recorded."""
    if form == Form.XLSX and output is None:
        _refuse("A spreadsheet needs a file: -o matters.xlsx.")
    with _as(who) as person:
        from concord.core.exchange.exporting import Chosen, begin_export, csv_lines, json_lines, workbook
        from concord.core.people.access import require

        require(person, "export_matters")
        chosen = Chosen(kind, place, first.date() if first else None, last.date() if last else None, only_open)
        newest = begin_export(person, chosen, form)
        if form == Form.XLSX and output is not None:
            output.write_bytes(workbook(person, chosen, newest))
            return
        lines = csv_lines(person, chosen, newest) if form == Form.CSV else json_lines(person, chosen, newest)
        with output.open("w", encoding="utf-8", newline="") if output else nullcontext(sys.stdout) as out:
            out.writelines(lines)
