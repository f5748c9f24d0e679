"""Everything that the engine of scenarios can say has its Chinese, with the same names in it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from concord.core.agenda.wording import spoken
from concord.engines.flow.advance import Standing
from concord.engines.flow.bpmn.lost import READ_AS
from concord.engines.flow.checking import check
from concord.engines.flow.comparing import CALLED, differences
from concord.engines.flow.reading import read
from concord.engines.flow.sentences import Sentence, problem, say
from concord.engines.flow.template import Kind, Template, Unit
from concord.engines.flow.values import FactType

ENGINE = Path(str(files("concord"))) / "engines" / "flow"
CHINESE = Path(str(files("concord"))) / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# Who says something, and which of the arguments is the form.
SAYING = {"say": 0, "problem": 1, "at": 2, "_lost": 1}
NAMES = re.compile(r"{\w+}")
# Forms that are looked up in a table rather than written where they are said, and words inside sentences.
IN_TABLES = {*READ_AS.values(), *CALLED.values(), "template", "consult", "jurisdiction", "name", "owner"}
WORDS = {word.value for kind in (Kind, Unit, FactType) for word in kind} | {"stage", "fact", "body"}


def in_code(tree: ast.Module) -> Iterator[str]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = ast.unparse(call.func).rpartition(".")[2]
        place = SAYING.get(called)
        form = call.args[place] if place is not None and len(call.args) > place else None
        yield from (one.value for one in ast.walk(form) if isinstance(one, ast.Constant)) if form else ()


@cache
def forms() -> frozenset[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in ENGINE.rglob("*.py") if "tests" not in path.parts]
    said = {form for tree in trees for form in in_code(tree) if isinstance(form, str) and form}
    return frozenset(said | IN_TABLES | WORDS)


@cache
def chinese() -> dict[str, str]:
    with CHINESE.open("rb") as told:
        catalogue = read_po(told, locale="zh_Hans")
    return {form: str(entry.string) for form in forms() if (entry := catalogue.get(form)) and not entry.fuzzy}


def test_every_sentence_of_the_engine_has_its_chinese() -> None:
    assert len(forms()) > 100
    assert sorted(form for form in forms() if not chinese().get(form)) == []


def test_the_chinese_holds_the_same_names() -> None:
    assert {
        form: words for form, words in chinese().items() if set(NAMES.findall(form)) != set(NAMES.findall(words))
    } == {}


def test_no_word_of_the_engine_is_forgotten_by_this_test() -> None:
    assert {problem.__name__, say.__name__} < SAYING.keys()
    assert {one.value for one in Standing} == {"open", "done", "skipped"}


@pytest.mark.parametrize(("language", "told"), [("en", "“x” has no owner."), ("zh-hans", "“x”没有责任单位。")])
def test_words_inside_a_sentence_are_told_in_the_readers_language(language: str, told: str) -> None:
    with override(language):
        assert spoken(say("“{node}” has no {key}.", node="x", key=Sentence("owner"))) == told


def test_a_comparison_is_told_in_chinese_throughout() -> None:
    head = "code: a\nversion: 1\ntitle: 甲\nstages: {s: 一}\nnodes:\n  n: {stage: s, name: 查, owner: o.p"
    old: Template = read(f"{head}}}\n")[0]
    new: Template = read(f"{head}, deadline: {{days: 3, statutory: [{{n: 2, unit: month, what: 时限}}]}}}}\n")[0]
    assert check(new) == ()
    with override("zh-hans"):
        assert [spoken(one) for one in differences(old, new)] == [
            "“查”：期限原为无，现为3 个工作日，第 3 日黄灯；法定 2 个月（时限）。"
        ]
