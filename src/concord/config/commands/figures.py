"""`concord figures rebuild`: make what is counted of every matter anew, from the matters and their acts."""

import typer

from concord.config.commands.within import with_platform

app = typer.Typer(help="Make figures anew.", no_args_is_help=True)


@app.callback()
def _figures() -> None:
    """Make figures anew."""


@app.command("rebuild")
def rebuild_command() -> None:
    """Forget all entries and sums and make them again; people see figures meanwhile, as they were."""
    with_platform()
    from concord.apps.insight.figures.services.gathering import rebuild
    from concord.apps.insight.figures.services.rolling import roll_up_all

    print(f"{rebuild():,} entries.")
    print(f"{roll_up_all():,} sums.")
