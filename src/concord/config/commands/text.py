"""`concord classify`, `extract`, `mask` and `text train`: read reports at the terminal, one or very many.

Imports the text engine only, not Django, so that an answer comes at once.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from concord.engines.text.classify import Classified, classify, classify_many
from concord.engines.text.extract import extract
from concord.engines.text.mask import mask
from concord.engines.text.taxonomy import taxonomy

AT_ONCE = 500
FIELDS = (("留言主题", "留言详情"), ("title", "body"))

app = typer.Typer(help="Train and measure the classifier.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class UnreadableLineError(ValueError):
    """A line of a file that holds no report; says why."""


def _answer(said: Classified) -> dict[str, object]:
    return {
        "category": said.category,
        "item": said.item,
        "top3": list(said.top3),
        "scores": said.scores,
        "because": [reason.word for reason in said.because],
        "tags": [tag.id for tag in said.tags],
        "model": said.model,
    }


def _text_of(row: dict[str, object]) -> str:
    """The report in a row: `text`, or a subject and a body; refuses a row without."""
    if isinstance(text := row.get("text"), str):
        return text
    for pair in FIELDS:
        parts = [part for name in pair if isinstance(part := row.get(name), str)]
        if parts:
            return "\n".join(parts)
    raise UnreadableLineError("has no field text (nor title and body) with the words of a report")


def _row(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise UnreadableLineError("is not JSON") from wrong
    if not isinstance(row, dict):
        raise UnreadableLineError("is not an object with a field text")
    return row


def _read(number: int, line: str) -> tuple[dict[str, object], str | None]:
    """A row and its report; or what is wrong with the line, and None."""
    row: dict[str, object] = {}
    try:
        row = _row(line)
        return row, _text_of(row)
    except UnreadableLineError as wrong:
        return {**row, "line": number, "error": f"Line {number} {wrong}."}, None


def _answers(lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """One answer for each line that is not blank, in order, its other fields kept; read and classified in batches."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := [_read(number, line) for number, line in islice(numbered, AT_ONCE)]:
        said = iter(classify_many([text for _, text in batch if text is not None]))
        yield from (row if text is None else {**row, **_answer(next(said))} for row, text in batch)


def _classify_file(file: Path) -> bool:
    """Print an answer a line; whether every line could be read."""
    well = True
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for answer in _answers(lines):
            well = well and "error" not in answer
            _print_json(answer)
    return well


def _print_json(answer: object) -> None:
    """Print one line of JSON; half characters (lone surrogates) are written as escapes."""
    line = json.dumps(answer, ensure_ascii=False, default=str)
    print(line if line.isprintable() or _is_whole(line) else json.dumps(answer, default=str))


def _is_whole(line: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in line)


def classify_command(
    words: Annotated[str | None, typer.Argument(help="The report.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A JSON Lines file of reports.", exists=True, dir_okay=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what a report is about, and by which words."""
    if file is not None:
        raise typer.Exit(0 if _classify_file(file) else 1)
    if words is None:
        raise typer.BadParameter("Give a report in quotes, or --file with one report a line.")
    said = classify(words)
    if as_json:
        _print_json(_answer(said))
        return
    print(f"{_named(said.item)}  ({said.scores.get(said.category, 0):.0%})")
    print("因为：" + "、".join(reason.word for reason in said.because))
    print("也可能：" + "、".join(_named(category) for category in said.top3[1:]))


def _named(label: str) -> str:
    names = {item.id: item.zh for item in taxonomy().items.values()}
    names |= {category.id: category.zh for category in taxonomy().categories}
    return f"{label} {names.get(label, '不是纠纷或诉求')}"


def extract_command(
    words: Annotated[str, typer.Argument(help="The report.")],
    as_json: Json = False,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", help="Day of the report, to read dates like 上个月5号.", formats=["%Y-%m-%d"]),
    ] = None,
) -> None:
    """Find people, organisations, amounts, dates, places and numbers in a report."""
    found = asdict(extract(words, as_of=as_of.date() if as_of else None))
    if as_json:
        _print_json(found)
        return
    for kind, pieces in found.items():
        for piece in pieces:
            print(f"{kind}\t{piece['text']}\t{piece['start']}–{piece['end']}\t{piece.get('value') or ''}".rstrip())


def mask_command(words: Annotated[str, typer.Argument(help="The report.")]) -> None:
    """Hide what identifies people in a report."""
    print(mask(words))


@app.command("train")
def train_command() -> None:
    """Train the classifier from corpus and lexicon, and write its model and card (needs the development packages)."""
    from concord.engines.text.card import train_and_describe

    print(train_and_describe())


@app.command("learn")
def learn_command(
    file: Annotated[Path, typer.Argument(help="JSON Lines of answers, as the desk gives them out.", exists=True)],
    out: Annotated[Path, typer.Option(help="Where the new model is written.")],
    version: Annotated[str, typer.Option(help="What it is called, at most 40 characters.")],
) -> None:
    """Train a model from the corpus and from people's answers; it is offered on the desk, where it is compared."""
    from concord.engines.text.heldout import held_out
    from concord.engines.text.measure import UnreadableError, figures, judge, labelled_in
    from concord.engines.text.training import Example, examples_in, train

    try:
        answers = [Example(one.text, one.item) for one in labelled_in(file)]
    except (UnreadableError, json.JSONDecodeError) as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    made = train([*examples_in("corpus"), *answers], version[:40])
    made.save(out)
    found = figures(judge(held_out(), made))
    print(f"{version}: {len(answers)} answers learnt; of {found.texts} held-out texts ", end="")
    print(f"{found.first:.1%} right by category, {found.three:.1%} in the first three.")


@app.command("measure")
def measure_command(
    file: Annotated[Path, typer.Argument(help="JSON Lines of texts, each with the item a person gave.", exists=True)],
) -> None:
    """Say how well the classifier does on labelled texts of your own, beside the baseline."""
    from concord.engines.text.measure import UnreadableError, figures, judge, labelled_in

    try:
        found = figures(judge(labelled_in(file)))
    except (UnreadableError, json.JSONDecodeError) as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    print(f"{found.texts} texts: category right {found.first:.1%}, in the first three {found.three:.1%}, ", end="")
    print(f"item right {found.item:.1%}; counting alias words {found.counted_first:.1%} and {found.counted_three:.1%}")
