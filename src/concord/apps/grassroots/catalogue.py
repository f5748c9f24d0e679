"""What can be seen, which core business it belongs to, and where word of it comes from: data that officials keep."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

GRID = "grid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the catalogue, called in both languages.

    A problem names the core businesses that it touches, and the scenario that fits it as a rule.
    """

    id: str
    zh: str
    en: str
    businesses: tuple[str, ...] = ()
    scenario: str = ""

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries by id: sources, typical problems, core businesses."""

    sources: dict[str, Entry]
    problems: dict[str, Entry]
    businesses: dict[str, Entry]

    def businesses_of(self, problem: str) -> list[Entry]:
        """The core businesses that a problem touches."""
        return [self.businesses[one] for one in self.problems[problem].businesses]


def _entry(told: dict[str, object]) -> Entry:
    unknown = told.keys() - {"id", "zh", "en", "businesses", "scenario"}
    if unknown:
        raise ValueError(f"catalogue.yaml: {told.get('id')} has unknown keys: {', '.join(sorted(unknown))}")
    touched = told.get("businesses") or []
    assert isinstance(touched, list)
    return Entry(str(told["id"]), str(told["zh"]), str(told["en"]), tuple(touched), str(told.get("scenario", "")))


def _entries(told: list[dict[str, object]]) -> dict[str, Entry]:
    entries = {entry.id: entry for entry in map(_entry, told)}
    if len(entries) != len(told):
        raise ValueError("catalogue.yaml: an id stands there twice.")
    return entries


@cache
def catalogue() -> Catalogue:
    """The catalogue of `data/grassroots/catalogue.yaml`."""
    told = yaml.safe_load((files("concord") / "data/grassroots/catalogue.yaml").read_text(encoding="utf-8"))
    return Catalogue(*(_entries(told[part]) for part in ("sources", "problems", "businesses")))
