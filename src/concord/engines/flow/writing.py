"""A template as the file that `reading` reads back the same: one block for each task, laid out for people."""

import json
import re
from collections.abc import Iterable, Iterator

from concord.engines.flow.conditions import SETS, All, Condition, Leaf
from concord.engines.flow.template import Deadline, Escalation, Kind, Node, Template
from concord.engines.flow.values import Fact, plain

# Text that YAML reads as itself without quotes, wherever it stands.
BARE = re.compile(r"[A-Za-z\u4e00-\u9fff《“(][\w\u3000-\u303f\u4e00-\u9fff《》〔〕“”().、,;:+≥≤ -]*")
FULL_STOP = re.compile(r"(?i)true|false|null|yes|no|on|off|y|n|.*[:,] .*|.*[:,\s]")
Pairs = Iterable[tuple[str, str]]


def write(template: Template) -> str:
    """The template as YAML text."""
    head = "\n".join([*head_lines(template), "nodes:" if template.nodes else "nodes: {}"])
    blocks = ("\n    ".join([f"  {node.code}:", *node_lines(node)]) for node in template.nodes)
    return "\n".join([head, "\n\n".join(blocks)]) + "\n"


def head_lines(template: Template, without: tuple[str, ...] = ()) -> list[str]:
    """Everything but the nodes, line by line, without some keys."""
    lines = [f"{key}: {value}" for key, value in _head(template) if key not in without]
    lines += _block("bodies", ((code, safe_text(name)) for code, name in template.bodies))
    lines += _block("data", ((fact.code, _flow(_fact(fact))) for fact in template.data))
    lines += _stages(template)
    if template.escalation != Escalation():
        lines.append(f"escalation: {_escalation(template.escalation)}")
    return lines


def node_lines(node: Node, without: tuple[str, ...] = ()) -> list[str]:
    """The keys of a node, one on each line, without some."""
    return [f"{key}: {value}" for key, value in _node(node) if key not in without]


def _head(template: Template) -> Iterator[tuple[str, str]]:
    yield "code", template.code
    yield "version", str(template.version)
    for key in ("title", "english", "trigger", "status"):
        if words := getattr(template, key):
            yield key, safe_text(words)
    for key in ("sources", "basis", "outputs", "measures"):
        if listed := getattr(template, key):
            yield key, safe_list(listed)
    yield "max_rounds", str(template.max_rounds)


def _block(key: str, entries: Pairs) -> list[str]:
    lines = [f"  {code}: {value}" for code, value in entries]
    return [f"{key}:", *lines] if lines else []


def _stages(template: Template) -> list[str]:
    if all(stage.label for stage in template.stages) and template.stages:
        return _block("stages", ((stage.code, safe_text(stage.label)) for stage in template.stages))
    return [f"stages: [{', '.join(stage.code for stage in template.stages)}]"]


def _fact(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "type", fact.type.value
    if fact.names:
        yield (
            "values",
            _flow((safe_text(value), safe_text(name)) for value, name in zip(fact.values, fact.names, strict=True)),
        )
    elif fact.values:
        yield "values", safe_list(fact.values)
    if fact.label:
        yield "label", safe_text(fact.label)


def _node(node: Node) -> Iterator[tuple[str, str]]:
    yield "stage", safe_text(node.stage)
    yield "name", safe_text(node.name)
    if node.english:
        yield "english", safe_text(node.english)
    yield "owner", safe_text(node.owner)
    if node.kind is not Kind.TASK:
        yield "kind", node.kind.value
    if node.template:
        yield "template", node.template
    yield from _lists(node, "after")
    if node.when:
        yield "when", _condition(node.when)
    if node.jurisdiction:
        yield "jurisdiction", safe_text(node.jurisdiction)
    yield from _lists(node, "consult", "deliverable")
    if node.deadline:
        yield "deadline", _deadline(node.deadline)
    yield from _lists(node, "sets", "returns")
    if node.escalation:
        yield "escalation", _escalation(node.escalation)
    yield from _lists(node, "basis", "marks")
    if node.note:
        yield "note", safe_text(node.note)


def _lists(node: Node, *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        if listed := getattr(node, key):
            yield key, safe_list(listed)


def _deadline(deadline: Deadline) -> str:
    pairs = [("days", str(deadline.days))]
    if deadline.yellow is not None:
        pairs.append(("yellow", str(deadline.yellow)))
    if deadline.statutory:
        limits = (
            _flow([("n", str(limit.n)), ("unit", limit.unit.value), ("what", safe_text(limit.what))])
            for limit in deadline.statutory
        )
        pairs.append(("statutory", f"[{', '.join(limits)}]"))
    return _flow(pairs)


def _escalation(escalation: Escalation) -> str:
    named = (("yellow", escalation.yellow), ("red", escalation.red))
    return _flow((key, safe_list(told)) for key, told in named if told)


def _condition(condition: Condition) -> str:
    if isinstance(condition, Leaf):
        values = [json.dumps(plain(value), ensure_ascii=False) for value in condition.values]
        value = f"[{', '.join(values)}]" if condition.op in SETS else values[0]
        return _flow([("field", safe_text(condition.field)), ("op", condition.op.value), ("value", value)])
    parts = ", ".join(_condition(part) for part in condition.parts)
    return _flow([("all" if isinstance(condition, All) else "any", f"[{parts}]")])


def _flow(pairs: Pairs) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"


def safe_list(words: Iterable[str]) -> str:
    """A list of texts in one line."""
    return f"[{', '.join(safe_text(word) for word in words)}]"


def safe_text(words: str) -> str:
    """Text as it is where that is safe, else in quotes."""
    if BARE.fullmatch(words) and "," not in words and not FULL_STOP.fullmatch(words):
        return words
    return json.dumps(words, ensure_ascii=False)
