"""The documents that print themselves, and whether those in the repository are still what code and data say."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import override

from concord.config.maps.events import events
from concord.config.maps.flows import flows
from concord.config.maps.operations import operations
from concord.config.maps.rights import rights

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "maps"
DOCUMENTS: dict[str, Callable[[], str]] = {
    "rights.md": rights,
    "flows.md": flows,
    "events.md": events,
    "api.md": operations,
}


def printed() -> dict[str, str]:
    """Each document as it must read now, in English whatever the language of the terminal."""
    with override("en"):
        return {name: make() for name, make in DOCUMENTS.items()}


def stale_documents(folder: Path) -> list[str]:
    """Which documents in `folder` are missing or no longer what code and data say."""
    return [name for name, text in printed().items() if _read(folder / name) != text]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def print_documents(folder: Path) -> list[str]:
    """Write those that are stale; returns their names."""
    texts = printed()
    stale = [name for name, text in texts.items() if _read(folder / name) != text]
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(texts[name], encoding="utf-8")
    return stale
