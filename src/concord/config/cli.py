"""The `concord` command: one door for operators, clerks of law and developers."""

import typer

from concord.config.commands import law, text

app = typer.Typer(
    help="Concord: a platform for digital rule of law.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.add_typer(law.app, name="law")
app.command("classify")(text.classify_command)
app.command("extract")(text.extract_command)
app.command("mask")(text.mask_command)


def main() -> None:
    """Run the command line."""
    app()
