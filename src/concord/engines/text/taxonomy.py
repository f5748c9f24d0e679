"""The taxonomy of disputes: 21 categories, 84 items, with departments, committees and flags (D3)."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

NONE = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the 84 kinds of dispute, and who deals with it by default."""

    id: str
    category: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    lead_departments: tuple[str, ...]
    co_departments: tuple[str, ...]
    committee: str | None
    channels: tuple[str, ...]
    flags: tuple[str, ...]
    causes: tuple[str, ...]
    covers: str = ""
    not_here: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """One of the 21 families of items."""

    id: str
    zh: str
    en: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The whole, with items by id and the Chinese names of departments and committees by id."""

    version: str
    categories: tuple[Category, ...]
    departments: dict[str, str]
    committees: dict[str, str]
    flags: dict[str, str]
    items: dict[str, Item] = field(default_factory=dict)


def _item(category: str, raw: dict[str, object]) -> Item:
    lists = ("aliases", "lead_departments", "co_departments", "channels", "flags", "causes")
    told = {name: tuple(value) if name in lists else value for name, value in raw.items()}  # type: ignore[arg-type]
    return Item(category=category, **told)  # type: ignore[arg-type]


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy in force, read once (`data/disputes/taxonomy.yaml`)."""
    text = (files("concord") / "data/disputes/taxonomy.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    categories = tuple(
        Category(one["id"], one["zh"], one["en"], tuple(_item(one["id"], item) for item in one["items"]))
        for one in raw["categories"]
    )
    names = {kind: {one["id"]: one["zh"] for one in raw[kind]} for kind in ("departments", "committees", "flags")}
    return Taxonomy(
        raw["meta"]["version"],
        categories,
        names["departments"],
        names["committees"],
        names["flags"],
        {item.id: item for category in categories for item in category.items},
    )
