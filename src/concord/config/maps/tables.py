"""Tables in Markdown."""

from collections.abc import Iterable, Sequence

NOTICE = "<!-- Printed by `concord docs` from code and data. Do not edit: change the source and print again. -->"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar within a cell is kept as a character."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def document(title: str, *parts: str) -> str:
    """A document of several parts under its title."""
    return "\n\n".join([NOTICE, f"# {title}", *parts]) + "\n"


def listed(names: Iterable[str]) -> str:
    """Names in code type, in order."""
    return ", ".join(f"`{name}`" for name in sorted(names))
