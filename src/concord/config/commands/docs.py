"""`concord docs`: print the documents that are generated from code and data."""

from typing import Annotated

import typer

from concord.config.commands.within import with_platform


def docs(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail when a document is stale.")] = False,
) -> None:
    """Print docs/maps (rights, flows, events, API) from code and data."""
    with_platform()
    from concord.config.maps.documents import FOLDER, print_documents, stale_documents

    stale = stale_documents(FOLDER) if check else print_documents(FOLDER)
    for name in stale:
        print(f"docs/maps/{name} {'is stale; run: concord docs' if check else 'printed'}")
    if check and stale:
        raise typer.Exit(1)
    if not stale:
        print("The documents say what code and data say.")
