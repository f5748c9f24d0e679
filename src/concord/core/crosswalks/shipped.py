"""Crosswalks that come with the platform: classifications that are public, read and decided class by class."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext_noop as _

OFFICIAL = "official"
# What each is called; its table is `data/crosswalks/<code>.csv`.
SHIPPED = {OFFICIAL: _("Official classification of messages to leaders (15 / 103 / 517)")}


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """A class, what it was decided to be, and why that may be doubted."""

    key: str
    targets: str
    doubt: str


@cache
def shipped_lines(code: str) -> tuple[ShippedLine, ...]:
    """The lines of a crosswalk that comes with the platform."""
    text = (files("concord") / f"data/crosswalks/{code}.csv").read_text(encoding="utf-8")
    return tuple(
        ShippedLine("/".join((row["一级"], row["二级"], row["三级"])), row["对应"], row["存疑"])
        for row in csv.DictReader(text.splitlines())
    )
