"""Read texts at the terminal: classify, extract, mask."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from concord.engines.text.classify import Classified, classify
from concord.engines.text.extract import extract
from concord.engines.text.mask import mask
from concord.engines.text.taxonomy import taxonomy

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _answer(said: Classified) -> dict[str, object]:
    return {
        "category": said.category,
        "item": said.item,
        "top3": list(said.top3),
        "scores": said.scores,
        "because": [reason.word for reason in said.because],
        "model": said.model,
    }


def _text_of(row: dict[str, object]) -> str:
    parts = [row.get("text")] if row.get("text") else [row.get(name) for name in ("留言主题", "留言详情", "title", "body")]
    return "\n".join(str(part) for part in parts if part)


def _lines(file: Path) -> Iterator[dict[str, object]]:
    """One answer for each line of the file, in its order; a line that cannot be read gets an error of its own."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                yield {"line": number, "error": f"Line {number} is not JSON."}
                continue
            if not isinstance(row, dict):
                yield {"line": number, "error": f"Line {number} is not an object with a text."}
                continue
            yield {**row, **_answer(classify(_text_of(row)))}


def classify_command(
    words: Annotated[str | None, typer.Argument(help="The report.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A JSON Lines file of reports.", exists=True, dir_okay=False)] = None,
    as_json: Json = False,
) -> None:
    """Say what a report is about, and by which words."""
    if file is not None:
        wrong = False
        for answer in _lines(file):
            wrong = wrong or "error" in answer
            print(json.dumps(answer, ensure_ascii=False))
        raise typer.Exit(1 if wrong else 0)
    if words is None:
        raise typer.BadParameter("Give a report in quotes, or --file with one report a line.")
    said = classify(words)
    if as_json:
        print(json.dumps(_answer(said), ensure_ascii=False))
        return
    item = taxonomy().items.get(said.item)
    print(f"{said.item}  {item.zh if item else '不是纠纷或诉求'}")
    print("因为：" + "、".join(reason.word for reason in said.because))


def extract_command(words: Annotated[str, typer.Argument(help="The report.")], as_json: Json = False) -> None:
    """Find people, organisations, amounts, dates, places and numbers in a report."""
    found = asdict(extract(words))
    if as_json:
        print(json.dumps(found, ensure_ascii=False, default=str))
        return
    for kind, pieces in found.items():
        for piece in pieces:
            print(f"{kind}\t{piece['text']}\t{piece['start']}–{piece['end']}")


def mask_command(words: Annotated[str, typer.Argument(help="The report.")]) -> None:
    """Hide what identifies people in a report."""
    print(mask(words))
