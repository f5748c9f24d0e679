"""A formula from its file: strict, with the line and column of everything that is wrong, and no expressions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial

import yaml
from django.utils.translation import get_language

from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.core.people.models import Organisation
from concord.engines.flow import scalars
from concord.engines.flow.marked import Findings, composed, entries
from concord.engines.flow.sentences import Path

Read = Callable[[yaml.Node, Path, Findings], object]
WHOLE = 100
CENT = Decimal("0.01")


def _named(zh: str, en: str) -> str:
    return zh if (get_language() or "zh").startswith("zh") else en


@dataclass(frozen=True, slots=True)
class Scale:
    """Points from 0 to 100 for a value: along a line between two values, or by a table of steps."""

    line: tuple[int, int] | None
    steps: tuple[tuple[int, int], ...]

    def points(self, value: Decimal) -> Decimal:
        """The points of a value; below the first step there are none."""
        if self.line is None:
            return Decimal(max((points for least, points in self.steps if value >= least), default=0))
        nothing, full = self.line
        return min(Decimal(WHOLE), max(Decimal(0), (value - nothing) * WHOLE / (full - nothing)))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a formula: what is measured, how much it weighs, how it is turned into points."""

    code: str
    measure: str
    weight: int
    zh: str
    en: str
    scale: Scale

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return _named(self.zh, self.en)

    def points(self, value: Decimal) -> Decimal:
        """The points that a value gives, weighed."""
        return (self.scale.points(value) * self.weight / WHOLE).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Span:
    """From when a formula is in force, and until when, both days included; None: until another version is."""

    starts: date
    ends: date | None

    def holds(self, first: date, last: date) -> bool:
        """Whether the whole of a period lies within."""
        return self.starts <= first and (self.ends is None or last <= self.ends)


@dataclass(frozen=True, slots=True)
class Formula:
    """By what a kind of body, or its people, are evaluated, while it is in force."""

    code: str
    version: int
    in_force: Span
    zh: str
    en: str
    says_zh: str
    says_en: str
    kinds: tuple[str, ...]
    people: bool
    least: int
    objection_days: int
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """What it is called in the reader's language."""
        return _named(self.zh, self.en)

    @property
    def says(self) -> str:
        """What it evaluates, in one sentence of the reader's language."""
        return _named(self.says_zh, self.says_en)


@lru_cache(maxsize=64)
def load(source: str) -> Formula:
    """A sound formula from YAML text; refuses (`UnfitError`) with everything that is wrong, by line and column."""
    findings = Findings()
    node = composed(source)
    fields: dict[str, Read] = {
        "code": scalars.code, "version": scalars.whole, "in_force": _in_force, "zh": scalars.text, "en": scalars.text,
        "says_zh": scalars.text, "says_en": scalars.text, "kinds": _kinds, "people": _yes_no, "least": scalars.whole,
        "objection_days": scalars.whole, "parts": _parts,
    }  # fmt: skip
    known = _record(node, (), findings, fields, optional=("people",))
    findings.refuse_if_any()
    formula = Formula(**{"people": False, **known})  # type: ignore[arg-type]
    _check(formula, node, findings)
    findings.refuse_if_any()
    return formula


def _check(formula: Formula, node: yaml.Node, findings: Findings) -> None:
    weights = sum(part.weight for part in formula.parts)
    if weights != WHOLE:
        findings.at(node, ("parts",), "The weights make {sum}; they must make 100.", sum=weights)
    if len({part.code for part in formula.parts}) != len(formula.parts):
        findings.at(node, ("parts",), "Two parts have the same code.")
    if formula.people and not all(MEASURES[part.measure].of_people for part in formula.parts):
        findings.at(node, ("parts",), "People are evaluated by their own tasks only.")
    if formula.least < 1 or formula.objection_days < 1:
        findings.at(node, (), "“least” and “objection_days” must be at least 1.")


def _record(
    node: yaml.Node, path: Path, findings: Findings, fields: Mapping[str, Read], optional: tuple[str, ...] = ()
) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, key, value in entries(node, path, findings):
        if name in fields:
            found[name] = fields[name](value, (*path, name), findings)
        else:
            findings.at(key, path, "“{key}” is not known here; allowed are: {allowed}.",
                        key=name[:80], allowed=", ".join(fields))  # fmt: skip
    missing = [name for name in fields if name not in found and name not in optional]
    if missing:
        findings.at(node, path, "These keys are missing: {missing}.", missing=", ".join(missing))
    return found


def _day(node: yaml.Node, path: Path, findings: Findings) -> date:
    try:
        return date.fromisoformat(scalars.text(node, path, findings))
    except ValueError:
        findings.at(node, path, "Expected a day, such as 2026-01-31.")
        return date.min


def _in_force(node: yaml.Node, path: Path, findings: Findings) -> Span:
    known = _record(node, path, findings, {"from": _day, "until": _day}, optional=("until",))
    starts, ends = known.get("from", date.min), known.get("until")
    assert isinstance(starts, date)
    return Span(starts, ends if isinstance(ends, date) else None)


def _yes_no(node: yaml.Node, path: Path, findings: Findings) -> bool:
    said = scalars.raw(node)
    if not isinstance(said, bool):
        findings.at(node, path, "Expected true or false.")
    return said is True


def _one_of(allowed: tuple[str, ...], node: yaml.Node, path: Path, findings: Findings) -> str:
    word = scalars.text(node, path, findings)
    if word not in allowed:
        findings.at(node, path, "Expected one of: {words}.", words=", ".join(allowed))
    return word


def _kinds(node: yaml.Node, path: Path, findings: Findings) -> tuple[str, ...]:
    allowed = tuple(Organisation.Kind.values)
    return tuple(_one_of(allowed, one, path, findings) for one in scalars.listed(node, path, findings))


def _parts(node: yaml.Node, path: Path, findings: Findings) -> tuple[Part, ...]:
    return tuple(_part(one, path, findings) for one in scalars.listed(node, path, findings))


def _part(node: yaml.Node, path: Path, findings: Findings) -> Part:
    fields: dict[str, Read] = {
        "code": scalars.code, "measure": partial(_one_of, tuple(MEASURES)), "weight": scalars.whole,
        "zh": scalars.text, "en": scalars.text, "linear": _line, "points": _steps,
    }  # fmt: skip
    known = _record(node, path, findings, fields, optional=("linear", "points"))
    line, steps = known.pop("linear", None), known.pop("points", ())
    if (line is None) == (not steps):
        findings.at(node, path, "Give either “linear” or “points”.")
    absent = {"code": "", "measure": "", "weight": 0, "zh": "", "en": ""}
    return Part(**{**absent, **known}, scale=Scale(line, steps))  # type: ignore[arg-type]


def _line(node: yaml.Node, path: Path, findings: Findings) -> tuple[int, int]:
    known = _record(node, path, findings, {"from": scalars.whole, "to": scalars.whole})
    nothing, full = known.get("from", 0), known.get("to", 0)
    assert isinstance(nothing, int) and isinstance(full, int)  # noqa: PT018
    if nothing == full:
        findings.at(node, path, "“from” and “to” must differ.")
    return nothing, full


def _steps(node: yaml.Node, path: Path, findings: Findings) -> tuple[tuple[int, int], ...]:
    fields: dict[str, Read] = {"from": scalars.whole, "points": scalars.whole}
    rows = [_record(one, path, findings, fields) for one in scalars.listed(node, path, findings)]
    steps = tuple((int(str(row.get("from", 0))), int(str(row.get("points", 0)))) for row in rows)
    if list(steps) != sorted(set(steps)) or any(points > WHOLE for _least, points in steps):
        findings.at(node, path, "Steps rise, and give at most 100 points.")
    return steps
