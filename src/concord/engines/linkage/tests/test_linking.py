"""A whole file is linked well, the same in any order, and as the model alone would weigh each pair."""

from pathlib import Path
from random import Random

import pytest

from concord.engines.linkage.levels import KINDS
from concord.engines.linkage.model import Answer, load, model
from concord.engines.linkage.records import CROWD, Form
from concord.engines.linkage.tests.linked import linked, pairs_of
from concord.engines.linkage.training import Labelled, bars_of


@pytest.mark.parametrize("kind", KINDS)
def test_splink_and_python_weigh_every_pair_alike(kind: str) -> None:
    found = linked(kind)
    assert len(found.pairs) > 500
    apart = [abs(found.model.weight(found.forms[one], found.forms[other]) - weight)
             for (one, other), weight in found.pairs.items()]  # fmt: skip
    assert max(apart) < 1e-9


@pytest.mark.parametrize(("kind", "least"), [("disputes", 0.97), ("parties", 0.93)])
def test_records_never_seen_are_linked_well(kind: str, least: float) -> None:
    found = linked(kind)
    matches = [pair for pair, weight in found.pairs.items() if found.model.answer(weight) is Answer.MATCH]
    right = sum(found.truth.same(*pair) for pair in matches)
    assert 2 * right / (len(matches) + found.truth.pairs) >= least


def test_the_order_of_records_does_not_matter() -> None:
    found = linked("disputes")
    forms = list(found.forms.values())[:2_000]
    mixed = Random(3).sample(forms, len(forms))
    one, other = pairs_of(forms, found.model), pairs_of(mixed, found.model)
    assert {(pair.left, pair.right): pair.weight for pair in one} == {(p.left, p.right): p.weight for p in other}


def test_a_number_that_very_many_have_compares_nobody() -> None:
    crowd = [Form(str(one), phone="12345678901", name=f"人{one}", surname="人") for one in range(CROWD + 1)]
    assert pairs_of(crowd, model("parties")) == []


def test_a_model_with_other_levels_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    model("disputes").save(file)
    assert load(file).odds == model("disputes").odds
    file.write_text(file.read_text(encoding="utf-8").replace("within a week", "within a fortnight"), encoding="utf-8")
    with pytest.raises(ValueError, match="levels of day"):
        load(file)


def test_bars_stand_where_labelled_pairs_ask_for_them() -> None:
    pairs = [Labelled(weight, weight > 20) for weight in range(100)] + [Labelled(12, True)]
    bars = bars_of(pairs, same=82)
    assert (bars.match, bars.possible, bars.sure) == (21, 12, 21)
