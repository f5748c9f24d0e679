"""What can be recorded: facts in past tense, each a small frozen dataclass with its own sentence for people."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext

from concord.core.acts.models import Act

type_of_kind: dict[str, type["Fact"]] = {}
Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """`value` as JSON can hold it: money as text, dates in ISO form."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"An act cannot hold a {type(value).__name__}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened to a matter; subclasses say what, and how it is told.

    `story` is a sentence in English (a translation source) with %(names)s of the fact's own fields.
    Facts hold ids and plain words, never sealed personal data.
    """

    matter_id: int | None
    visibility: ClassVar[str] = Act.Visibility.STAFF
    story: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: object) -> None:
        super(Fact, cls).__init_subclass__(**kwargs)
        type_of_kind[cls.__name__] = cls

    @property
    def payload(self) -> dict[str, Plain]:
        """The fact's own fields as JSON can hold them."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if f.name != "matter_id"}


def tell(act: Act) -> str:
    """The sentence of an act in the reader's language; an act of a kind no longer known shows its name."""
    known = type_of_kind.get(act.kind)
    return gettext(known.story) % act.payload if known and known.story else act.kind
