"""The `concord` command: one door for operators, clerks of law and developers."""

import typer

app = typer.Typer(
    help="Concord: a platform for digital rule of law.", no_args_is_help=True, pretty_exceptions_enable=False
)


def main() -> None:
    """Run the command line."""
    app()
