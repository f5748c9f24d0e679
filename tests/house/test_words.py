"""Every sentence that people read has its Chinese, with the same facts in it (K12)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.sources import PACKAGE, at, code, kept_files

MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# The refusals of a pure engine, which screens translate by their form.
MARKS |= {"Refused", "NeedsRecognition"}
IN_TEMPLATE = re.compile(r"""\bn?p?gettext\((u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")""")
FACTS = re.compile(r"%\(\w+\)s|\{\w+\}")
CHINESE = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# Names that are the same in both languages.
SAME = {"Concord", "Python %(here)s."}


def in_code(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            words = node.args[1 if node.func.id.startswith("pgettext") else 0]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


def in_template(path: Path) -> Iterator[str]:
    pseudo = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return (ast.literal_eval(found.group(1)) for found in IN_TEMPLATE.finditer(pseudo))


@cache
def sentences() -> dict[str, str]:
    """Every sentence marked for translation, and where it stands."""
    found = {words: at(path) for path, tree in code().items() for words in in_code(tree)}
    templates = [path for path in kept_files() if path.suffix in {".html", ".txt"} and "templates" in path.parts]
    return found | {words: at(path) for path in templates for words in in_template(path)}


@cache
def chinese() -> Catalog:
    with CHINESE.open("rb") as told:
        return read_po(told, locale="zh_Hans")


def translated(words: str) -> str:
    """The Chinese of a sentence; '' where there is none, or only a guess."""
    entry = chinese().get(words)
    if entry is None or entry.fuzzy:
        return ""
    return entry.string if isinstance(entry.string, str) else "".join(entry.string)


def test_every_sentence_has_its_chinese() -> None:
    assert len(sentences()) > 500
    assert {words: where for words, where in sentences().items() if not translated(words)} == {}


def test_the_chinese_is_chinese() -> None:
    plain = [words for words in sentences() if translated(words) and not re.search(r"[一-鿿]", translated(words))]
    assert [words for words in plain if words not in SAME and re.search(r"[a-z]{3}", FACTS.sub("", words))] == []


def test_the_chinese_holds_the_same_facts() -> None:
    both = {words: translated(words) for words in sentences() if translated(words)}
    assert {one: other for one, other in both.items() if set(FACTS.findall(one)) != set(FACTS.findall(other))} == {}
