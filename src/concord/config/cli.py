"""The `concord` command: one door for operators, clerks of law and developers."""

import typer

from concord.config.commands import law, operate, text

OPERATE = "Run an installation"
ASK = "Ask the engines"
BUILD = "Build Concord"

app = typer.Typer(
    help="Concord · 和衡: a platform for digital rule of law. Begin with `concord run`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (operate.run, operate.demo, operate.migrate, operate.load, operate.check, operate.work):
    app.command(rich_help_panel=OPERATE)(command)
app.command("prepare", hidden=True)(operate.prepare)
app.command(rich_help_panel=BUILD)(operate.front)
app.add_typer(law.app, name="law", rich_help_panel=ASK)
app.command("classify", rich_help_panel=ASK)(text.classify_command)
app.command("extract", rich_help_panel=ASK)(text.extract_command)
app.command("mask", rich_help_panel=ASK)(text.mask_command)


def main() -> None:
    """Run the command line."""
    app(prog_name="concord")
