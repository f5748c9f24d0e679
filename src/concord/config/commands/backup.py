"""`concord backup` and `concord restore`: take everything out, and put it back."""

from pathlib import Path
from typing import Annotated

import typer

from concord.config.commands.within import var_folder, with_platform

Folder = Annotated[Path, typer.Argument(help="The folder of the backup.")]


def backup(folder: Folder) -> None:
    """Take database and papers out into a new folder, while everything runs. The keys are kept apart."""
    with_platform()
    from concord.config.backup import BackupTrouble, back_up
    from concord.config.postgres import PostgresTrouble
    from concord.config.start.secrets_file import secrets_file

    try:
        size = back_up(var_folder(), folder.resolve())
    except (BackupTrouble, PostgresTrouble) as trouble:
        print(trouble)
        raise typer.Exit(1) from trouble
    print(f"{folder}: {size / 1e6:.1f} MB.")
    if secrets_file(var_folder()).exists():
        print(f"Without its keys it cannot be read. Keep them in another place: {secrets_file(var_folder())}")


def restore(folder: Folder) -> None:
    """Put a backup into an empty database."""
    with_platform()
    from concord.config.backup import BackupTrouble, put_back
    from concord.config.postgres import PostgresTrouble

    try:
        about = put_back(var_folder(), folder.resolve())
    except (BackupTrouble, PostgresTrouble) as trouble:
        print(trouble)
        raise typer.Exit(1) from trouble
    print(f"The backup of {about['taken']} (Concord {about['version']}) is back. Start with: concord run")
