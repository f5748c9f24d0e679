"""`concord scenario`: check, draw, try out and exchange a scenario file.

Imports the flow engine only, not Django, so that an answer comes at once.
"""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.bpmn.importing import from_bpmn
from concord.engines.flow.comparing import differences
from concord.engines.flow.drawing.outline import outline
from concord.engines.flow.drawing.svg import draw
from concord.engines.flow.drawing.wording import CHINESE, Wording
from concord.engines.flow.outcomes import DryRun, Outcome, dry_run
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import UnfitError
from concord.engines.flow.template import Template
from concord.engines.flow.values import plain
from concord.engines.flow.writing import write

app = typer.Typer(help="Check, draw, try out and exchange scenario files.", no_args_is_help=True)


class Language(StrEnum):
    """The language of the words on a drawing."""

    ZH = "zh"
    EN = "en"


WORDINGS = {Language.ZH: CHINESE, Language.EN: Wording()}
File = Annotated[Path, typer.Argument(help="A scenario file (YAML).")]
Files = Annotated[list[Path], typer.Argument(help="Scenario files (YAML).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Where to write (default: standard output).")]
In = Annotated[Language, typer.Option("--language", help="Language of the words around the template's own.")]


@app.command("check")
def check_command(files: Files) -> None:
    """Say everything that is wrong with scenario files; exit 1 if anything is."""
    wrong = 0
    for file in files:
        try:
            template = load(_text(file))
            typer.echo(f"{file}: {template.title}: {len(template.nodes)} tasks, sound.")
        except UnfitError as refused:
            wrong += 1
            for problem in refused.problems:
                typer.echo(f"{file}:{problem}", err=True)
    if wrong:
        raise typer.Exit(1)


@app.command("draw")
def draw_command(
    file: File,
    output: Output = None,
    narrow: Annotated[bool, typer.Option("--narrow", help="One column, for a phone.")] = False,
    text: Annotated[bool, typer.Option("--text", help="A text outline instead of a picture.")] = False,
    language: In = Language.ZH,
) -> None:
    """Draw a scenario as SVG swim lanes, as a column for a phone, or as text."""
    template, wording = _load(file), WORDINGS[language]
    drawn = outline(template, wording=wording) if text else draw(template, wording=wording, narrow=narrow)
    _put(drawn.encode(), output)


@app.command("outcomes")
def outcomes_command(file: File, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Try every way a scenario can go: which ends are reached, how long it takes, what never happens."""
    template = _load(file)
    run = dry_run(template)
    if as_json:
        typer.echo(json.dumps(_as_data(run), ensure_ascii=False, indent=1))
        return
    names = {node.code: node.name for node in template.nodes}
    tried = f"{run.tried} of {run.possible} combinations tried" if run.capped else f"all {run.tried} combinations tried"
    typer.echo(f"{template.title}: {tried}, {len(run.outcomes)} different ways.")
    for end in run.ends:
        typer.echo(
            f"  ends at {names[end.code]} ({end.code}): {end.ways} ways, {end.shortest}–{end.longest} working days"
        )
    typer.echo(f"  longest way, {run.longest.days} working days: {' → '.join(run.longest.path)}")
    for code in run.never:
        typer.echo(f"  {'not seen to open' if run.capped else 'never opens'}: {names[code]} ({code})")


@app.command("bpmn")
def bpmn_command(file: File, output: Output = None) -> None:
    """Write a scenario as BPMN 2.0, or a file that ends in .bpmn or .xml as a scenario; losses are listed."""
    if file.suffix not in (".bpmn", ".xml"):
        _put(to_bpmn(_load(file)), output)
        return
    try:
        imported = from_bpmn(_bytes(file))
    except UnfitError as refused:
        _refuse(str(refused))
    for loss in imported.lost:
        typer.echo(f"{loss.element}: {loss.sentence}", err=True)
    _put(write(imported.template).encode(), output)


@app.command("compare")
def compare_command(old: File, new: File) -> None:
    """Say what a new version of a scenario changes."""
    for sentence in differences(_load(old), _load(new)) or ("No difference.",):
        typer.echo(str(sentence))


def _as_data(run: DryRun) -> dict[str, object]:
    return {
        "possible": run.possible,
        "tried": run.tried,
        "capped": run.capped,
        "never": list(run.never),
        "ends": [
            {"end": end.code, "ways": end.ways, "shortest": end.shortest, "longest": end.longest} for end in run.ends
        ],
        "outcomes": [_way(outcome) for outcome in run.outcomes],
    }


def _way(outcome: Outcome) -> dict[str, object]:
    facts = {name: plain(value) for name, value in outcome.facts}
    return {"facts": facts, "ends": list(outcome.ends), "days": outcome.days, "path": list(outcome.path)}


def _load(file: Path) -> Template:
    try:
        return load(_text(file))
    except UnfitError as refused:
        _refuse("\n".join(f"{file}:{problem}" for problem in refused.problems))


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode()
    except UnicodeDecodeError:
        _refuse(f"{file}: this is not UTF-8 text.")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as wrong:
        _refuse(f"{file}: {wrong.strerror}.")


def _put(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as wrong:
        _refuse(f"{output}: {wrong.strerror}.")


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
