"""Single values of a template file, read strictly by what is expected there."""

import re
import unicodedata
from enum import StrEnum
from typing import TypeVar

import yaml

from concord.engines.flow.marked import Findings, is_empty, is_plain
from concord.engines.flow.sentences import Path

LONGEST = 2_000
CODE = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff-]{0,59}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,6}")
_UNSEEN = {"Cc", "Cs", "Cn"}

E = TypeVar("E", bound=StrEnum)


def text(node: yaml.Node, path: Path, findings: Findings) -> str:
    """Words for people: as written, with runs of blanks as one; never empty, never with control characters."""
    if not isinstance(node, yaml.ScalarNode):
        findings.at(node, path, "Expected text.")
        return ""
    words = " ".join(node.value.split())
    if not words or (is_empty(node) and is_plain(node)):
        findings.at(node, path, "Text is missing here.")
    elif len(words) > LONGEST:
        findings.at(node, path, "The text is longer than {most} characters.", most=LONGEST)
    elif any(unicodedata.category(letter) in _UNSEEN for letter in words):
        findings.at(node, path, "The text holds a control character.")
    return words


def code(node: yaml.Node, path: Path, findings: Findings) -> str:
    """A code: letters (Latin or Chinese), digits, `_` and `-`, beginning with a letter."""
    word = text(node, path, findings)
    if word and not CODE.fullmatch(word):
        findings.at(node, path, "“{word}” is no code: use letters, digits, _ and -, and begin with a letter.",
                    word=word[:80])  # fmt: skip
    return word


def whole(node: yaml.Node, path: Path, findings: Findings) -> int:
    """A whole number from 0, written without quotes."""
    if isinstance(node, yaml.ScalarNode) and is_plain(node) and WHOLE.fullmatch(node.value):
        return int(node.value)
    findings.at(node, path, "Expected a whole number, such as 5.")
    return 0


def one_of(kind: type[E], node: yaml.Node, path: Path, findings: Findings) -> E:
    """One of the words that an enumeration knows."""
    words = [member.value for member in kind]
    if isinstance(node, yaml.ScalarNode) and node.value in words:
        return kind(node.value)
    findings.at(node, path, "Expected one of: {words}.", words=", ".join(words))
    return kind(words[0])


def listed(node: yaml.Node, path: Path, findings: Findings) -> list[yaml.Node]:
    """The entries of a list."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    findings.at(node, path, "Expected a list, such as [first, second].")
    return []


def texts(node: yaml.Node, path: Path, findings: Findings) -> tuple[str, ...]:
    """A list of texts, or one text alone, each at most once."""
    nodes = [node] if isinstance(node, yaml.ScalarNode) else listed(node, path, findings)
    words: list[str] = []
    for entry in nodes:
        word = text(entry, path, findings)
        if word in words:
            findings.at(entry, path, "“{word}” is listed twice.", word=word)
        words.append(word)
    return tuple(words)


def raw(node: yaml.Node) -> bool | str | None:
    """A compared value as written: true or false, or else text; None for what is neither."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    if is_plain(node) and node.value in ("true", "false"):
        return str(node.value) == "true"
    return str(node.value)
