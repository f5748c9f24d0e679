"""`concord linkage learn`: train the shipped models of linking anew. Imports the engine only, not Django."""

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from concord.engines.linkage.learning import learn
from concord.engines.linkage.levels import KINDS
from concord.engines.linkage.model import file_of

app = typer.Typer(help="Train the models of linking.", no_args_is_help=True)


class OfWhat(StrEnum):
    """What is linked."""

    DISPUTES = "disputes"
    PARTIES = "parties"


@app.command("learn")
def learn_command(
    kind: Annotated[OfWhat, typer.Argument(help="What is linked.")],
    records: Annotated[int, typer.Option(help="From how many invented records.", min=1_000)] = 200_000,
    file: Annotated[Path | None, typer.Option(help="Where to write the model; the shipped one if not said.")] = None,
) -> None:
    """Learn a model from invented records without their truth, and set its bars by the truth of others."""
    with TemporaryDirectory() as folder:
        learnt = learn(KINDS[kind], records, Path(folder))
    learnt.save(file or file_of(kind))
    bars = learnt.bars
    print(f"{kind}: match from {bars.match}, possible from {bars.possible}, sure from {bars.sure}.")
