"""Statute tables: YAML under `concord/data/law`, read into typed rows, chosen by the day they are in force.

A file holds one or more editions, each with `name`, `version`, `since`, `until` and `source`. A change of law
is a new edition in the file; nothing in Python changes. A key that the rows do not know is an error.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from types import NoneType, UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

import yaml

from concord.engines.law.reckoning import Edition, NotInForceError

# libyaml where it is built in: ten times as fast, the same safe subset.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")
E = TypeVar("E", bound=Edition)


def rows(path: str, kind: type[T]) -> tuple[T, ...]:
    """All entries of the data file `path` (below data/law), each read as `kind`."""
    text = (files("concord") / "data/law" / path).read_text(encoding="utf-8")
    return tuple(read(kind, row) for row in yaml.load(text, Loader=_Loader))  # noqa: S506  # a safe loader


def in_force(editions: Iterable[E], as_of: date, what: str) -> E:
    """The edition in force on `as_of`; refuses when there is none."""
    for edition in editions:
        if edition.covers(as_of):
            return edition
    raise NotInForceError(f"{as_of.isoformat()}没有生效的“{what}”,无法计算。")


def read(kind: type[T], raw: object) -> T:
    """`raw` from YAML as a value of `kind`: a dataclass, tuple, dict, Decimal, optional or plain value."""
    value = _read(kind, raw)
    if not isinstance(value, get_origin(kind) or kind):
        raise TypeError(f"{raw!r} is not a {kind}")
    return value


def _read(kind: object, raw: object) -> object:
    inner = get_args(kind)
    if isinstance(kind, UnionType):
        return None if raw is None else _read(next(arm for arm in inner if arm is not NoneType), raw)
    if kind is Decimal:
        return Decimal(str(raw))
    if get_origin(kind) is tuple and isinstance(raw, list):
        return tuple(_read(inner[0], entry) for entry in raw)
    if get_origin(kind) is dict and isinstance(raw, dict):
        return {key: _read(inner[1], entry) for key, entry in raw.items()}
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(raw, dict):
        return _row(kind, raw)
    return raw


def _row(kind: type, raw: dict[str, object]) -> object:
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    if strange := set(raw) - known:
        raise TypeError(f"{kind.__name__} does not know {sorted(strange)}")
    return kind(**{name: _read(hints[name], value) for name, value in raw.items()})
