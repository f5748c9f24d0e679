"""A record read by its mapping: its identity, its values in our words, and whether it was changed since."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from orjson import OPT_SORT_KEYS, dumps

from concord.core.exchange.mapping import Mapped, Reading, TimeForm, Verb

Row = Mapping[str, object]
Value = str | datetime
LONGEST, LONGEST_ID, EARLIEST = 4000, 120, 1900
SHANGHAI = ZoneInfo("Asia/Shanghai")
WRITTEN = {
    TimeForm.SECONDS: "%Y-%m-%d %H:%M:%S",
    TimeForm.MINUTES: "%Y-%m-%d %H:%M",
    TimeForm.SLASHES: "%Y/%m/%d %H:%M",
    TimeForm.DAY: "%Y-%m-%d",
    TimeForm.DIGITS: "%Y%m%d%H%M%S",
}


class Rejected(Exception):
    """A row that cannot be taken in: which of our fields, and a sentence whose form can be translated."""

    def __init__(self, field: str, form: str, names: dict[str, str]) -> None:
        super().__init__(form)
        self.field, self.form, self.names = field, form, names

    @property
    def sentence(self) -> str:
        """Why, in the reader's language."""
        return sentence_of(self.form, self.names)


def sentence_of(form: str, names: Mapping[str, str]) -> str:
    """A reason in the reader's language; one that a room gave is as the room said it."""
    return gettext(form) % names if names else gettext(form)


class Finder(Protocol):
    """Something that knows places by code and by name."""

    def at(self, code: str) -> str: ...
    def named(self, names: list[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A record in our words: what identifies it outside, its values by our fields, and its fingerprint."""

    outside_id: str
    values: dict[str, Value]
    fingerprint: str

    def text(self, field: str) -> str:
        """A value that is text; '' where there is none."""
        said = self.values.get(field, "")
        return said if isinstance(said, str) else said.isoformat()


def kept_of(mapped: Mapped, row: Row) -> dict[str, str]:
    """What is kept of a row at all: the fields that the mapping reads, as text; all others are dropped here."""
    return kept_under(mapped.columns, row)


def kept_under(columns: tuple[str, ...], row: Row) -> dict[str, str]:
    """The same for one who asks the columns once for many rows."""
    return {column: _text(row, column) for column in columns}


def digest_of(kept: Mapping[str, str]) -> str:
    """The keyed fingerprint of what is kept: useless to who does not hold the key."""
    told = dumps(dict(kept), option=OPT_SORT_KEYS)
    return hmac.new(settings.CONCORD_FIELD_KEYS[-1], told, sha256).hexdigest()


def read(mapped: Mapped, kept: Mapping[str, str], places: Finder) -> Record:
    """A row in our words; refuses (`Rejected`) with the field and the reason."""
    outside_id = kept[mapped.id]
    if not any(kept.values()):
        raise Rejected("", _("There is nothing here of what is read: this is no record of the source."), {})
    if not outside_id:
        raise Rejected("", _("“%(column)s”, by which it would be known again, is empty."), {"column": mapped.id})
    if len(outside_id) > LONGEST_ID:
        raise Rejected("", _("“%(column)s” is longer than 120 characters."), {"column": mapped.id})
    values: dict[str, Value] = {}
    for reading in mapped.fields:
        value = _value(reading, kept, places)
        if value == "" and reading.field in mapped.required:
            raise Rejected(reading.field, _("“%(column)s” is empty."), {"column": " / ".join(reading.columns)})
        if value != "":
            values[reading.field] = value
    return Record(outside_id, values, digest_of(kept))


def _text(row: Row, column: str) -> str:
    """A field as text; a path of keys leads into records within records."""
    said: object = row
    for key in [column] if column in row else column.split("."):
        said = said.get(key) if isinstance(said, Mapping) else None
    if said is None:
        return ""
    if isinstance(said, str):
        return said.replace("\0", "").strip()[:LONGEST]
    if isinstance(said, int | float) and not isinstance(said, bool):
        return str(said)
    return ""


def _value(reading: Reading, kept: Mapping[str, str], places: Finder) -> Value:
    said = [kept[column] for column in reading.columns]
    match reading.verb:
        case Verb.ALWAYS:
            return reading.otherwise
        case Verb.JOIN:
            return reading.link.join(part for part in said if part)
        case Verb.TABLE:
            return _looked_up(reading, said[0])
        case Verb.TIME:
            return _instant(reading, said[0])
        case Verb.PLACE:
            return _place(reading, said, places)
    return said[0]


def _looked_up(reading: Reading, said: str) -> str:
    found = dict(reading.values).get(said, reading.otherwise)
    if not found and said:
        names = {"said": said[:40], "column": reading.columns[0]}
        raise Rejected(reading.field, _("“%(said)s” in “%(column)s” is not in the table of this source."), names)
    return found


def _place(reading: Reading, said: list[str], places: Finder) -> str:
    if not any(said):
        return ""
    return places.at(said[0]) if reading.by_code else places.named(said)


def _instant(reading: Reading, said: str) -> Value:
    if not said:
        return ""
    for form in reading.forms:
        try:
            found = _written(form, said)
        except (ValueError, OverflowError, OSError):
            continue
        if found.year < EARLIEST:
            continue
        return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found
    names = {"said": said[:40], "column": reading.columns[0]}
    raise Rejected(reading.field, _("“%(said)s” in “%(column)s” is no instant in the form agreed."), names)


def _written(form: TimeForm, said: str) -> datetime:
    if form == TimeForm.ISO:
        return datetime.fromisoformat(said)
    if form in {TimeForm.EPOCH, TimeForm.EPOCH_MS}:
        return datetime.fromtimestamp(float(said) / (1000 if form == TimeForm.EPOCH_MS else 1), UTC)
    return datetime.strptime(said, WRITTEN[form])  # noqa: DTZ007  # its offset is added by who asks
