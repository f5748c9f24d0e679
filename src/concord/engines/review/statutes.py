"""The articles that rules stand on, as they read: `data/contracts/statutes`, one file a law, quoted beside a finding.

An article is named "民法典 470". Laws whose official text nobody read are in `unread.yaml`: they exist, without words,
and a rule that cites one never says that something is wrong.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATA = files("concord") / "data/contracts"


@dataclass(frozen=True, slots=True)
class Statute:
    """A law in one version: in force from `since` to `until` (the last day, or none); articles by number.

    `last` is the number of its last article, where that was read.
    """

    name: str
    title: str
    version: str
    since: date
    until: date | None
    source: str
    articles: dict[str, str]
    read: bool
    last: int | None = None

    def covers(self, day: date) -> bool:
        """Whether this version is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a law; `words` is empty where no official text was read."""

    statute: Statute
    number: str
    words: str


def loaded(path: Traversable) -> object:
    """What a data file says."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader


@cache
def statutes() -> dict[str, Statute]:
    """Every law among the data, by its short name."""
    folder = DATA / "statutes"
    found = [_statute(loaded(path), read=True) for path in folder.iterdir() if path.name != "unread.yaml"]
    unread = loaded(folder / "unread.yaml")
    if not isinstance(unread, list):
        raise TypeError("unread.yaml is a list of laws")
    return {one.name: one for one in [*found, *(_statute(row, read=False) for row in unread)]}


def _statute(row: object, *, read: bool) -> Statute:
    if not isinstance(row, dict):
        raise TypeError(f"{row!r} is not a law")
    words = row["articles"]
    articles = {str(number): words[number].strip() if read else "" for number in words}
    return Statute(**{**row, "until": row.get("until"), "articles": articles, "read": read})


def article(name: str) -> Article:
    """The article of a name such as "民法典 470". Raises KeyError where the data do not have it."""
    law, _, number = name.rpartition(" ")
    statute = statutes()[law]
    return Article(statute, number, statute.articles[number])
