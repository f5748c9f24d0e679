"""The `concord` command: one door for operators, clerks of law and developers.

Only the module of the command that was asked for is imported, so that `concord law` needs no database driver and
`concord run` no classifier; the help imports them all.
"""

import sys
from collections.abc import Iterable
from importlib import import_module

import typer

RUN = "Run an installation"
ASK = "Ask the engines"
BUILD = "Build Concord"

# What it is called: in which module · as what · under which heading of the help ("" hides it).
COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("operate", "run", RUN),
    "migrate": ("operate", "migrate", RUN),
    "load": ("operate", "load", RUN),
    "demo": ("operate", "demo", RUN),
    "operator": ("operator", "app", RUN),
    "work": ("operate", "work", RUN),
    "check": ("operate", "check", RUN),
    "doctor": ("doctor", "doctor", RUN),
    "backup": ("backup", "backup", RUN),
    "restore": ("backup", "restore", RUN),
    "source": ("source", "app", RUN),
    "stand-in": ("stand_in", "app", RUN),
    "figures": ("figures", "app", RUN),
    "prepare": ("operate", "prepare", ""),
    "law": ("law", "app", ASK),
    "scenario": ("scenario", "app", ASK),
    "contract": ("contract", "app", ASK),
    "classify": ("text", "classify_command", ASK),
    "extract": ("text", "extract_command", ASK),
    "mask": ("text", "mask_command", ASK),
    "front": ("operate", "front", BUILD),
    "docs": ("docs", "docs", BUILD),
    "text": ("text", "app", BUILD),
    "linkage": ("linkage", "app", BUILD),
    "bench": ("bench", "bench", BUILD),
}
# Commands that hand what follows their own argument to something else.
PASSES_ON = {"bench"}
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False}


def _welcome() -> None:
    """Concord · 和衡: a platform for digital rule of law. Begin with `concord run`."""


def command_line(names: Iterable[str]) -> typer.Typer:
    """The command line with these commands."""
    line = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
    line.callback()(_welcome)
    for name in names:
        module, attribute, panel = COMMANDS[name]
        found = getattr(import_module(f"concord.config.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            line.add_typer(found, name=name, rich_help_panel=panel)
        else:
            passed_on = PASSED_ON if name in PASSES_ON else None
            line.command(name, rich_help_panel=panel or None, hidden=not panel, context_settings=passed_on)(found)
    return line


def main() -> None:
    """Run the command line."""
    asked = sys.argv[1:2]
    command_line(asked if asked and asked[0] in COMMANDS else COMMANDS)(prog_name="concord")
