"""What a check finds, said in the language of the terminal even when the platform itself cannot be loaded."""

import gettext
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"


class Level(StrEnum):
    """How bad it is; only `BAD` keeps the platform from doing its work."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what is so, and, where something is wrong, what to do."""

    check: str
    level: Level
    says: str
    do: str = ""


Check = Callable[[], Iterator[Finding]]


def reads_chinese() -> bool:
    """Whether the terminal's language is Chinese."""
    told = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((language for language in told if language), "").startswith("zh")


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=True)


def said(words: str, **facts: object) -> str:
    """A sentence in the reader's language, with its facts put in; without translations, in English."""
    sentence = _catalog("zh_Hans").gettext(words) if reads_chinese() else words
    return sentence % facts if facts else sentence


def ok(check: str, says: str) -> Finding:
    """All is well."""
    return Finding(check, Level.OK, says)


def warn(check: str, says: str, do: str) -> Finding:
    """It works, but not for long or not for everyone."""
    return Finding(check, Level.WARN, says, do)


def bad(check: str, says: str, do: str) -> Finding:
    """It does not work."""
    return Finding(check, Level.BAD, says, do)
