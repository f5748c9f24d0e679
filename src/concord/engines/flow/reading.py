"""A template file, read: every unknown key, wrong type and repeated key is told with its line and column, together.

The shape only; `checking` says whether the template makes sense. `load` does both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import yaml

from concord.engines.flow import scalars
from concord.engines.flow.checking import check
from concord.engines.flow.conditions import DEEPEST, SETS, All, AnyOf, Condition, Leaf, Op
from concord.engines.flow.marked import Findings, composed, entries
from concord.engines.flow.sentences import NotAllowedError, Path, Problem, UnfitError
from concord.engines.flow.template import Deadline, Escalation, Kind, Limit, Node, Stage, Template, Unit
from concord.engines.flow.values import Fact, FactType, Value, typed

Marks = Mapping[Path, tuple[int, int]]
T = TypeVar("T")
Read = Callable[[yaml.Node, Path, Findings], object]

_LIMIT: dict[str, Read] = {"n": scalars.whole, "unit": partial(scalars.one_of, Unit), "what": scalars.text}
_ESCALATION: dict[str, Read] = {"yellow": scalars.texts, "red": scalars.texts}


@dataclass(slots=True)
class _File:
    """What is being read, what was found wrong, the places of all that was read, and the facts declared."""

    findings: Findings = field(default_factory=Findings)
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The values of a fact, and what people call each where names are given."""

    values: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A template as far as its file goes, and everything that is wrong with it so far."""

    template: Template
    problems: tuple[Problem, ...]


def load(text: str) -> Template:
    """A sound template from YAML text; refuses with everything that is wrong, by line and column."""
    template, marks = read(text)
    if problems := check(template):
        raise UnfitError(tuple(sorted((_placed(one, marks) for one in problems), key=lambda one: one.line)))
    return template


def read(text: str) -> tuple[Template, Marks]:
    """The template that YAML text describes, and where each part stands; refuses a wrong shape."""
    file = _File()
    template = _template(composed(text.removeprefix("\ufeff")), file)
    file.findings.refuse_if_any()
    return template, file.marks


def sketch(text: str) -> Sketch:
    """The template of a file that is still being written; refuses only what is not YAML.

    What is wrong is told once: at one place the sense before the shape, elsewhere in a part of a wrong shape the shape
    alone, from which the rest follows.
    """
    file = _File()
    template = _template(composed(text), file)
    shape = {found.path: found for found in file.findings.problems}
    parts = {path[:2] for path in shape}
    sense = [one for one in check(template) if one.path in shape or one.path[:2] not in parts]
    told = {one.path for one in sense}
    problems = [_placed(one, file.marks) for one in sense]
    problems += [one for one in file.findings.problems if one.path not in told]
    return Sketch(template, tuple(sorted(problems, key=lambda one: (one.line, one.column))))


def _placed(found: Problem, marks: Marks) -> Problem:
    """The problem with the line and column of the nearest part that the file has."""
    lengths = range(len(found.path), -1, -1)
    line, column = next(marks[found.path[:length]] for length in lengths if found.path[:length] in marks)
    return replace(found, line=line, column=column)


def _template(node: yaml.Node, file: _File) -> Template:
    fields: dict[str, Read] = {
        "code": scalars.code, "version": scalars.whole, "title": scalars.text, "english": scalars.text,
        "trigger": scalars.text, "status": scalars.text, "sources": scalars.texts, "basis": scalars.texts,
        "outputs": scalars.texts, "measures": scalars.texts, "max_rounds": scalars.whole,
        "bodies": partial(_bodies, file), "data": partial(_facts, file), "stages": partial(_stages, file),
        "nodes": _later, "escalation": partial(_escalation, file),
    }  # fmt: skip
    known = _record(node, (), file, fields, ("code", "version", "title", "stages", "nodes"))
    nodes = known.pop("nodes", None)
    read_nodes = _nodes(file, nodes, ("nodes",)) if isinstance(nodes, yaml.Node) else ()
    return _made(Template, known, code="", version=0, title="", stages=(), nodes=read_nodes)


def _record(
    node: yaml.Node, path: Path, file: _File, fields: Mapping[str, Read], required: tuple[str, ...] = ()
) -> dict[str, object]:
    """The known keys of a mapping, each read by its reader; unknown and missing ones are noted."""
    file.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    found: dict[str, object] = {}
    for name, key, value in entries(node, path, file.findings):
        if name not in fields:
            file.findings.at(key, path, "“{key}” is not known here; allowed are: {allowed}.",
                             key=name[:80], allowed=", ".join(fields))  # fmt: skip
            continue
        file.marks[(*path, name)] = (value.start_mark.line + 1, value.start_mark.column + 1)
        found[name] = fields[name](value, (*path, name), file.findings)
    missing = [name for name in required if name not in found]
    if missing and isinstance(node, yaml.MappingNode):
        file.findings.at(node, path, "These keys are missing: {missing}.", missing=", ".join(missing))
    return found


def _made(kind: Callable[..., T], known: Mapping[str, object], **absent: object) -> T:
    """A record of the known fields, each read by the reader of its own key; `absent` stands in for missing ones."""
    return kind(**{**absent, **known})


def _later(node: yaml.Node, _path: Path, _findings: Findings) -> object:
    return node


def _named(file: _File, node: yaml.Node, path: Path) -> list[tuple[str, yaml.Node, Path]]:
    """The entries of a mapping from codes, with bad codes noted."""
    found = []
    for name, key, value in entries(node, path, file.findings):
        file.marks[(*path, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
        found.append((scalars.code(key, (*path, name), file.findings), value, (*path, name)))
    return found


def _bodies(file: _File, node: yaml.Node, path: Path, findings: Findings) -> tuple[tuple[str, str], ...]:
    return tuple((code, scalars.text(value, at, findings)) for code, value, at in _named(file, node, path))


def _stages(file: _File, node: yaml.Node, path: Path, findings: Findings) -> tuple[Stage, ...]:
    """A list of codes, or a mapping from codes to what people call them."""
    if isinstance(node, yaml.MappingNode):
        return tuple(Stage(code, scalars.text(value, at, findings)) for code, value, at in _named(file, node, path))
    return tuple(Stage(scalars.code(entry, path, findings)) for entry in scalars.listed(node, path, findings))


def _facts(file: _File, node: yaml.Node, path: Path, findings: Findings) -> tuple[Fact, ...]:
    for code, value, at in _named(file, node, path):
        fields: dict[str, Read] = {
            "type": partial(scalars.one_of, FactType), "values": _values, "label": scalars.text,
        }  # fmt: skip
        known = _record(value, at, file, fields, ("type",))
        choice = known.pop("values", None)
        if isinstance(choice, _Choice):
            known |= {"values": choice.values, "names": choice.names}
        file.facts[code] = _made(Fact, known, code=code, type=FactType.TEXT)
    return tuple(file.facts.values())


def _values(node: yaml.Node, path: Path, findings: Findings) -> _Choice:
    """The values of a choice, and what people call them: a list, or a mapping from values to names."""
    if not isinstance(node, yaml.MappingNode):
        return _Choice(scalars.texts(node, path, findings))
    named = [(scalars.text(key, path, findings), name) for _key, key, name in entries(node, path, findings)]
    return _Choice(
        tuple(value for value, _name in named), tuple(scalars.text(name, path, findings) for _value, name in named)
    )


def _escalation(file: _File, node: yaml.Node, path: Path, findings: Findings) -> Escalation:
    return _made(Escalation, _record(node, path, file, _ESCALATION))


def _nodes(file: _File, nodes: yaml.Node, path: Path) -> tuple[Node, ...]:
    fields: dict[str, Read] = {
        "stage": scalars.text, "name": scalars.text, "english": scalars.text, "owner": scalars.text,
        "kind": partial(scalars.one_of, Kind), "template": scalars.code, "after": scalars.texts,
        "when": partial(_condition, file, 1), "jurisdiction": scalars.text, "consult": scalars.texts,
        "deliverable": scalars.texts, "deadline": partial(_deadline, file), "sets": scalars.texts,
        "returns": scalars.texts, "escalation": partial(_escalation, file), "basis": scalars.texts,
        "note": scalars.text, "marks": scalars.texts,
    }  # fmt: skip
    found = []
    for code, value, at in _named(file, nodes, path):
        known = _record(value, at, file, fields, ("stage", "name", "owner"))
        found.append(_made(Node, known, code=code, stage="", name="", owner=""))
    return tuple(found)


def _deadline(file: _File, node: yaml.Node, path: Path, findings: Findings) -> Deadline:
    fields: dict[str, Read] = {"days": scalars.whole, "yellow": scalars.whole, "statutory": partial(_limits, file)}
    return _made(Deadline, _record(node, path, file, fields, ("days",)), days=0)


def _limits(file: _File, node: yaml.Node, path: Path, findings: Findings) -> tuple[Limit, ...]:
    found = [
        _record(entry, (*path, str(number)), file, _LIMIT, ("n", "unit", "what"))
        for number, entry in enumerate(scalars.listed(node, path, findings))
    ]
    return tuple(_made(Limit, known, n=0, unit=Unit.DAY, what="") for known in found)


def _condition(file: _File, level: int, node: yaml.Node, path: Path, findings: Findings) -> Condition:
    """A leaf {field, op, value}, or {all: […]} or {any: […]} of conditions."""
    nothing = Leaf("", Op.EQ, ())
    if level > DEEPEST:
        findings.at(node, path, "A condition is nested deeper than {most} levels.", most=DEEPEST)
        return nothing
    parts: Read = partial(_parts, file, level)
    keys = {key.value for key, _value in node.value} if isinstance(node, yaml.MappingNode) else set()
    if keys & {"all", "any"}:
        known = _record(node, path, file, {name: parts for name in ("all", "any") if name in keys})
        if len(known) == 1:
            joined: Callable[..., Condition] = All if "all" in known else AnyOf
            return joined(*known.values())
        findings.at(node, path, "Use either “all” or “any”, not both at once.")
        return nothing
    return _leaf(file, node, path)


def _parts(file: _File, level: int, node: yaml.Node, path: Path, findings: Findings) -> tuple[Condition, ...]:
    return tuple(
        _condition(file, level + 1, entry, (*path, str(number)), findings)
        for number, entry in enumerate(scalars.listed(node, path, findings))
    )


def _leaf(file: _File, node: yaml.Node, path: Path) -> Leaf:
    fields: dict[str, Read] = {"field": scalars.text, "op": partial(scalars.one_of, Op), "value": _later}
    known = _record(node, path, file, fields, ("field", "op", "value"))
    name, op, value = str(known.get("field", "")), known.get("op"), known.get("value")
    if not isinstance(op, Op) or not isinstance(value, yaml.Node):
        return Leaf(name, Op.EQ, ())
    many = op in SETS
    nodes = scalars.listed(value, (*path, "value"), file.findings) if many else [value]
    return Leaf(name, op, tuple(_value(file, name, entry, (*path, "value")) for entry in nodes))


def _value(file: _File, name: str, node: yaml.Node, path: Path) -> Value:
    """The value compared, typed by its fact; what does not fit, or has no such fact, is left to the checker."""
    raw = scalars.raw(node)
    if raw is None:
        file.findings.at(node, path, "Expected one value here.")
        return ""
    try:
        return typed(file.facts[name], raw) if name in file.facts else raw
    except NotAllowedError:
        return raw
