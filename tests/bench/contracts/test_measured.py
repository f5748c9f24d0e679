"""What screening finds may not fall: planted defects, hard negatives and clean contracts, one seed of them."""

from tests.bench.contracts.measure import (
    everything,
    false_alarms,
    hard_negative_count,
    hard_negatives,
    judged,
    lawful,
    sentences,
    spoiled,
)


def test_planted_defects_are_found_and_nothing_else() -> None:
    score = judged(everything(7))
    assert score.tp.total() + score.fn.total() > 300
    assert (score.missed, score.invented) == ([], [])


def test_sentences_that_rules_were_made_on_are_found() -> None:
    score = judged(list(spoiled(11, sentences("development"))))
    assert score.recall >= 0.99
    assert score.precision >= 0.99


def test_sentences_that_were_held_out_are_mostly_found() -> None:
    score = judged(list(spoiled(11, sentences("heldout"))))
    assert score.recall >= 0.95
    assert score.precision >= 0.95


def test_hard_negatives_and_clean_contracts_stay_silent() -> None:
    assert hard_negative_count() >= 40
    assert hard_negatives() == []
    assert false_alarms((7, 11))[1:] == (0, 0)


def test_lawful_neighbours_of_a_defect_stay_silent() -> None:
    planted, spoke = lawful()
    assert planted >= 100
    assert spoke == []
