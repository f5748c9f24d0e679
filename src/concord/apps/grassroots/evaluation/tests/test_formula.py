"""A formula's file is read strictly; a published version never changes, and two versions are compared."""

from importlib.resources import files

import pytest

from concord.apps.grassroots.evaluation.formula import load
from concord.apps.grassroots.evaluation.formulae import compared, publish
from concord.apps.grassroots.evaluation.models import FormulaVersion
from concord.engines.flow.sentences import UnfitError

SOUND = (files("concord") / "data/grassroots/formulae/township.yaml").read_text(encoding="utf-8")
NEXT = SOUND.replace("version: 1", "version: 2").replace("least: 3", "least: 8")
WRONG = [
    ("weight: 35", "weight: 34", "must make 100"),
    ("least: 3", "least: 0", "at least 1"),
    ("measure: satisfied", "measure: charm", "Expected one of"),
    ("linear: {from: 50, to: 100}", "linear: {from: 50, to: 50}", "must differ"),
    ("linear: {from: 50, to: 100}", "formula: a + b", "not known here"),
    ("from: 2026-01-01", "from: someday", "Expected a day"),
    ("kinds: [township]", "kinds: [resident]", "Expected one of"),
    ("{from: 40, points: 60}", "{from: 95, points: 60}", "Steps rise"),
    ("kinds: [township]", "kinds: [township]\npeople: true", "own tasks only"),
    ("says_zh:", "says_it:", "missing"),
]


@pytest.mark.parametrize(("was", "now", "told"), WRONG)
def test_what_is_wrong_is_told_with_its_line(was: str, now: str, told: str) -> None:
    assert was in SOUND
    with pytest.raises(UnfitError, match=told) as refused:
        load(SOUND.replace(was, now, 1))
    assert all(one.line > 0 for one in refused.value.problems)


def test_a_published_version_never_changes(db: None) -> None:
    assert publish(SOUND).pk == publish(SOUND).pk
    with pytest.raises(ValueError, match="never changes"):
        publish(SOUND.replace("least: 3", "least: 8"))
    assert FormulaVersion.objects.filter(code="township").count() == 1


def test_two_versions_are_compared() -> None:
    assert compared(load(SOUND), load(SOUND)) == []
    assert compared(load(SOUND), load(NEXT)) == [("3", "8")]
