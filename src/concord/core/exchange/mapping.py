"""What a mapping says: how the records of a source arrive, and which outside field becomes which of ours.

Six verbs, and no seventh: `take` one field, `join` several, look it up in a `table`, read a `time`, find a `place`
by code or by name, or say `always` the same. There are no expressions.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language


class Way(StrEnum):
    """How records arrive: pulled by page number, by mark or by time, read from a view, pushed, or in a file."""

    PAGE = "page"
    CURSOR = "cursor"
    SINCE = "since"
    VIEW = "view"
    PUSH = "push"
    FILE = "file"


BY_ADDRESS = frozenset({Way.PAGE, Way.CURSOR, Way.SINCE})
PULLED = BY_ADDRESS | {Way.VIEW}


class Verb(StrEnum):
    """What is done with the outside fields."""

    TAKE = "take"
    JOIN = "join"
    TABLE = "table"
    TIME = "time"
    PLACE = "place"
    ALWAYS = "always"


class TimeForm(StrEnum):
    """How an outside system writes an instant; without an offset it is time in Shanghai."""

    ISO = "iso"
    SECONDS = "YYYY-MM-DD hh:mm:ss"
    MINUTES = "YYYY-MM-DD hh:mm"
    SLASHES = "YYYY/MM/DD hh:mm"
    DAY = "YYYY-MM-DD"
    DIGITS = "YYYYMMDDhhmmss"
    EPOCH = "epoch"
    EPOCH_MS = "epoch_ms"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the records of a source arrive, and how an answer that holds them is read.

    `rows`, `more` and `newest` are paths of keys joined by full stops: to the list of records, to the number of pages
    or the next mark, and in a record to when it was last changed. `asks` are the names of the parameters of a pull.
    Of a database `path` is the view, and `newest` the column that says when a row was last changed, if there is one.
    """

    by: Way
    path: str = "/"
    rows: str = ""
    more: str = ""
    newest: str = ""
    size: int = 50
    every: int = 10
    asks: tuple[tuple[str, str], ...] = ()

    def asked(self, name: str) -> str:
        """What the outside system calls a parameter."""
        return dict(self.asks).get(name, name)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one of our fields is read from a record: the verb, the outside fields, and what the verb needs besides."""

    field: str
    verb: Verb
    columns: tuple[str, ...] = ()
    link: str = ""
    values: tuple[tuple[str, str], ...] = ()
    otherwise: str = ""
    forms: tuple[TimeForm, ...] = ()
    by_code: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """A source as its file describes it."""

    source: str
    zh: str
    en: str
    receiver: str
    arrives: Arrival
    id: str
    fields: tuple[Reading, ...]
    required: tuple[str, ...]
    never: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the source is called, in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    @property
    def columns(self) -> tuple[str, ...]:
        """The outside fields that are read, each once, the identifying one first."""
        read = (column for reading in self.fields for column in reading.columns)
        return tuple(dict.fromkeys((self.id, *read)))

    def reading(self, field: str) -> Reading | None:
        """How one of our fields is read."""
        return next((one for one in self.fields if one.field == field), None)
