"""YAML with places: plain mappings, lists and scalars, each with the line and column where it stands.

Aliases, explicit tags, repeated keys, more than one document, and anything too large or too deep are refused, so
that a file costs no more than its size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from concord.engines.flow.sentences import Path, Problem, Sentence, UnfitError, problem, say

# libyaml where it is built in: ten times as fast, the same safe subset.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """A place in a text, whichever parser says it."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


LONGEST = 1_000_000
DEEPEST = 24
NULL = "tag:yaml.org,2002:null"
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(slots=True)
class Findings:
    """Everything wrong so far, so that it can be told together."""

    problems: list[Problem] = field(default_factory=list)

    def at(self, node: yaml.Node, path: Path, form: str, **names: object) -> None:
        """Note what is wrong at a node."""
        mark = node.start_mark
        self.problems.append(Problem(path, say(form, **names), mark.line + 1, mark.column + 1))

    def refuse_if_any(self) -> None:
        """Refuse with everything noted, in the order of the file."""
        if self.problems:
            raise UnfitError(tuple(sorted(self.problems, key=lambda one: (one.line, one.column))))


def composed(text: str) -> yaml.Node:
    """The one document of a YAML text as nodes with places; refuses what is no YAML, too large, deep or clever."""
    if len(text) > LONGEST:
        raise UnfitError((problem((), "The file is longer than {most} characters.", most=LONGEST),))
    try:
        _weigh(text)
        document = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as wrong:
        raise UnfitError((_at(wrong.problem_mark, say("This is not YAML: {why}.", why=wrong.problem)),)) from wrong
    except (yaml.YAMLError, UnicodeEncodeError) as wrong:
        raise UnfitError((problem((), "The file holds a character that YAML does not allow."),)) from wrong
    if document is None:
        raise UnfitError((problem((), "The file is empty."),))
    return document


def entries(node: yaml.Node, path: Path, findings: Findings) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The entries of a mapping, each with its key as text, the key's node and the value's; repeated keys are noted."""
    if not isinstance(node, yaml.MappingNode):
        findings.at(node, path, "Expected entries of the form “key: value”.")
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            findings.at(key, path, "A key must be a word.")
        elif key.value in seen:
            findings.at(key, path, "“{key}” is already given in line {line}.", key=key.value, line=seen[key.value])
        else:
            seen[key.value] = key.start_mark.line + 1
            yield key.value, key, value


def is_plain(node: yaml.Node) -> bool:
    """Whether a node is a scalar written without quotes."""
    return isinstance(node, yaml.ScalarNode) and not node.style


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing stands here."""
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL


def _weigh(text: str) -> None:
    """Refuse, before any tree is built, what could grow or overflow."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > DEEPEST:
            raise UnfitError((_here(event, say("Nested deeper than {most} levels.", most=DEEPEST)),))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnfitError((_here(event, say("Anchors (&) and aliases (*) are not allowed: write it out.")),))
        if getattr(event, "tag", None):
            raise UnfitError((_here(event, say("Tags (!) are not allowed: write the plain value.")),))


def _here(event: yaml.Event, sentence: Sentence) -> Problem:
    return _at(event.start_mark, sentence)


def _at(mark: _Mark | None, sentence: Sentence) -> Problem:
    return Problem((), sentence, mark.line + 1, mark.column + 1) if mark else Problem((), sentence)
