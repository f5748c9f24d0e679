"""Indicators and the index as officials define them: what may stand there, checked in plain words; no expressions."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concord.apps.insight.figures.access import COUNTED
from concord.apps.insight.figures.measures import MEASURES
from concord.core.refusals import Refusal

SHOWS = ("count", "share", "per_inhabitants", "median", "ninth")
BETTER = ("more", "less", "neither")
WHOLE = 100
Body = dict[str, object]


def _named(zh: str, en: str) -> str:
    return zh if (get_language() or "zh").startswith("zh") else en


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is shown, of which measures, of which matters; `least` is the smallest number of cases that is shown."""

    code: str
    zh: str
    en: str
    says_zh: str
    says_en: str
    shows: str
    counts: str
    of: str = ""
    kinds: tuple[str, ...]
    sources: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    better: str
    least: int

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return _named(self.zh, self.en)

    @property
    def says(self) -> str:
        """Its definition in the reader's language."""
        return _named(self.says_zh, self.says_en)

    @property
    def in_days(self) -> bool:
        """Whether it says how long matters took."""
        return self.shows in {"median", "ninth"}

    @property
    def body(self) -> Body:
        """As it is kept."""
        told = {name: getattr(self, name) for name in (one.name for one in fields(self))}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the index: an indicator, its weight, and the values between which its points run from 0 to 100."""

    indicator: str
    weight: int
    nothing: float
    full: float

    def points(self, value: float) -> float:
        """Points from 0 to 100."""
        return min(100.0, max(0.0, (value - self.nothing) * 100 / (self.full - self.nothing)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the governance index is made of."""

    code: str
    zh: str
    en: str
    says_zh: str
    says_en: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return _named(self.zh, self.en)

    @property
    def says(self) -> str:
        """How it is made, in the reader's language."""
        return _named(self.says_zh, self.says_en)

    @property
    def body(self) -> Body:
        """As it is kept."""
        parts = [{"indicator": p.indicator, "weight": p.weight, "from": p.nothing, "to": p.full} for p in self.parts]
        words = {name: getattr(self, name) for name in ("code", "zh", "en", "says_zh", "says_en")}
        return {**words, "parts": parts}


def _refuse_unknown(body: Body, known: set[str]) -> None:
    if unknown := sorted(body.keys() - known):
        raise Refusal(_("Not known here: %(names)s.") % {"names": ", ".join(unknown)})


def _words(body: Body, *names: str) -> dict[str, str]:
    told = {name: str(body.get(name) or "").strip() for name in names}
    if missing := [name for name, value in told.items() if not value]:
        raise Refusal(_("Say what stands in: %(names)s.") % {"names": ", ".join(missing)})
    return told


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Refusal(_("“%(value)s” is none of: %(allowed)s.") % {"value": value, "allowed": ", ".join(allowed)})
    return value


def _list(body: Body, name: str) -> tuple[str, ...]:
    told = body.get(name) or []
    if not isinstance(told, list | tuple):
        raise Refusal(_("“%(name)s” is a list.") % {"name": name})
    return tuple(dict.fromkeys(str(one) for one in told))


def indicator_of(body: Body) -> Indicator:
    """An indicator that makes sense; refuses everything else and says why."""
    _refuse_unknown(body, {one.name for one in fields(Indicator)})
    words = _words(body, "code", "zh", "en", "says_zh", "says_en", "shows", "counts", "better")
    shows, counts = _one_of(words["shows"], SHOWS), _one_of(words["counts"], tuple(MEASURES))
    of = str(body.get("of") or "")
    _one_of(words["better"], BETTER)
    if shows == "share" and (not of or MEASURES[counts].of != of):
        fits = ", ".join(f"{name} ÷ {one.of}" for name, one in MEASURES.items() if one.of)
        raise Refusal(_("A share is taken of what its measure is a part of: %(fits)s.") % {"fits": fits})
    if shows != "share" and of:
        raise Refusal(_("Only a share has something that it is taken of."))
    if shows in {"median", "ninth"} and counts != "closed":
        raise Refusal(_("How long matters took is known of those that ended: it counts “closed”."))
    kinds = _list(body, "kinds")
    for kind in kinds or ("",):
        _one_of(kind, COUNTED)
    lists = {name: _list(body, name) for name in ("sources", "categories", "stages")}
    return Indicator(**words, of=of, kinds=kinds, **lists, least=_whole(body.get("least"), 1))  # type: ignore[arg-type]


def _whole(told: object, least: int) -> int:
    if isinstance(told, bool) or not str(told).isdigit() or int(str(told)) < least:
        raise Refusal(_("“%(told)s” is not a whole number of %(least)s or more.") % {"told": told, "least": least})
    return int(str(told))


def _number(told: object) -> float:
    try:
        return float(str(told))
    except ValueError:
        raise Refusal(_("“%(told)s” is not a number.") % {"told": told}) from None


def _part(told: object, indicators: dict[str, Indicator]) -> Part:
    if not isinstance(told, dict):
        raise Refusal(_("A part names its indicator, weight, from and to."))
    _refuse_unknown(told, {"indicator", "weight", "from", "to"})
    code = str(told.get("indicator"))
    known = indicators.get(code)
    if known is None or known.shows in {"count", "per_inhabitants"}:
        raise Refusal(_("“%(code)s” is no indicator that is a share or a number of days.") % {"code": code})
    part = Part(
        indicator=code, weight=_whole(told.get("weight"), 1),
        nothing=_number(told.get("from")), full=_number(told.get("to")),
    )  # fmt: skip
    if part.nothing == part.full:
        raise Refusal(_("“From” and “to” of %(name)s must differ.") % {"name": known.name})
    return part


def index_of(body: Body, indicators: dict[str, Indicator]) -> Index:
    """An index that makes sense: known indicators, once each, weights that make 100."""
    _refuse_unknown(body, {"code", "zh", "en", "says_zh", "says_en", "parts"})
    words = _words(body, "code", "zh", "en", "says_zh", "says_en")
    told = body.get("parts")
    parts = tuple(_part(one, indicators) for one in told) if isinstance(told, list) else ()
    weights = sum(part.weight for part in parts)
    if weights != WHOLE:
        raise Refusal(_("The weights make %(sum)s; they must make 100.") % {"sum": weights})
    if len({part.indicator for part in parts}) != len(parts):
        raise Refusal(_("An indicator stands there twice."))
    return Index(**words, parts=parts)


def shipped(name: str) -> list[Body]:
    """The definitions of a file of `data/insight`."""
    told = yaml.safe_load((files("concord") / f"data/insight/{name}.yaml").read_text(encoding="utf-8"))
    return list(told[name])


@dataclass(frozen=True, slots=True)
class Population:
    """How many residents a place has, where it is known, and who says so."""

    residents: dict[str, int]
    source_zh: str
    source_en: str

    @property
    def source(self) -> str:
        """The source, in the reader's language."""
        return _named(self.source_zh, self.source_en)


@cache
def population() -> Population:
    """The residents of `data/insight/population.yaml`."""
    told = yaml.safe_load((files("concord") / "data/insight/population.yaml").read_text(encoding="utf-8"))
    return Population(
        {str(code): int(n) for code, n in told["residents"].items()}, told["source_zh"], told["source_en"]
    )
