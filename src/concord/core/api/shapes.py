"""Shapes that all JSON doors share: what a key, a text, a day and an instant may be, and how a refusal reads."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.errors import ValidationError
from pydantic import AfterValidator, BeforeValidator, ConfigDict, StrictBool, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2200


class Given(Schema):
    """Something that is sent in; a field that is not known here is refused, so that a slip is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Done(Schema):
    """That it was done."""

    done: bool = True


def spelled_out(choices: type[TextChoices]) -> WithJsonSchema:
    """For a field whose enumeration shares its name with another's (a stage, a state): its values stand in the field.

    The document keeps one shape a name; without this, the last `Stage` that is read would be every application's.
    """
    return WithJsonSchema({"type": "string", "enum": [*choices.values]})


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("not_text", _("This holds a character that is no text (U+0000)."))
    return text


def _day(said: object) -> date:
    if isinstance(said, str) and DAY.fullmatch(said) and FIRST_YEAR <= int(said[:4]) <= LAST_YEAR:
        try:
            return date.fromisoformat(said)
        except ValueError:
            pass
    raise PydanticCustomError("no_day", _("This day does not exist. Write it like 2026-03-15."))


def _instant(said: object) -> datetime:
    try:
        instant = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        hint = _("Write an instant with its offset, like 2026-03-12T10:00:00+08:00.")
        raise PydanticCustomError("no_instant", hint)
    return instant


def wrong(where: str, field: str, sentence: str) -> ValidationError:
    """What to raise (422) for an answer that only a deed can judge, like a phone in a query."""
    return ValidationError([{"type": "judged", "loc": (where, field), "msg": sentence}])


Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_without_nul)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{2,15}$", examples=["330105001"])]
ItemId = Annotated[str, Field(pattern=r"^C[0-9]{2}-[0-9]{1,2}$", examples=["C05-1"])]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Instant = Annotated[datetime, BeforeValidator(_instant, json_schema_input_type=datetime)]
Money = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2, allow_inf_nan=False)]
Latitude = Annotated[Decimal, Field(ge=-90, le=90, decimal_places=16, allow_inf_nan=False)]
Longitude = Annotated[Decimal, Field(ge=-180, le=180, decimal_places=16, allow_inf_nan=False)]
YesNo = StrictBool
