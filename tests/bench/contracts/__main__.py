"""`make bench-contracts`: what screening finds of planted defects, misses and invents, and how fast it is."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from tests.bench.contracts.formats import forms, measured
from tests.bench.contracts.measure import (
    Score,
    Spoiled,
    everything,
    false_alarms,
    hard_negative_count,
    hard_negatives,
    judged,
    lawful,
    sentences,
    spoiled,
)

SEEDS = (7, 11, 13)


def _table(score: Score) -> None:
    print(f"{'rule':8}{'tp':>6}{'fp':>6}{'fn':>6}")
    for rule in sorted({*score.tp, *score.fn, *score.fp}):
        print(f"{rule:8}{score.tp[rule]:6}{score.fp[rule]:6}{score.fn[rule]:6}")


def _line(name: str, score: Score) -> None:
    planted = score.tp.total() + score.fn.total()
    print(f"{name:24}{planted:6} planted   precision {score.precision:.3f}   recall {score.recall:.3f}")


def _speed(seconds: list[float]) -> None:
    ordered = sorted(seconds)
    at = {
        name: ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }
    told = "   ".join(f"{name} {value:.1f} ms" for name, value in at.items())
    print(f"engine, one core: {told}   max {ordered[-1] * 1000:.1f} ms   {len(ordered) / sum(ordered):.0f} contracts/s")


def _formats() -> None:
    cases = [*everything(7), *spoiled(7, sentences("heldout")), *spoiled(7, sentences("blind"))]
    print(f"{'':6}{'contracts':>10}{'precision':>11}{'recall':>8}{'p50 s':>8}{'p99 s':>8}{'high a clean one':>18}")
    for form in forms():
        told = measured(form, cases)
        print(
            f"{form.name:6}{len(told.seconds):10}{told.score.precision:11.3f}{told.score.recall:8.3f}"
            f"{told.at(0.5):8.3f}{told.at(0.99):8.3f}{sum(told.alarms) / len(told.alarms):18.2f}",
            *(f"  missed {rule} {nature}: {name}" for rule, nature, name in told.score.missed),
            *(f"  invented {rule} {nature}: {name}" for rule, nature, name in told.score.invented),
            sep="\n",
        )


def _words(cases: list[Spoiled], why: bool) -> None:
    sets = {"mutations": judged(cases)}
    for which in ("development", "heldout", "blind"):
        sets[f"{which} sentences"] = judged([one for seed in SEEDS for one in spoiled(seed, sentences(which))])
    for name, score in sets.items():
        _table(score)
        _line(name, score)
        if why:
            print(*sorted({*score.missed}), "invented:", *sorted({*score.invented}), sep="\n  ")
    contracts, found, grave = false_alarms(SEEDS)
    print(f"clean contracts: {contracts}   findings a contract {found:.2f}, high or blocking {grave:.2f}")
    planted, spoke = lawful()
    print(f"lawful neighbours silent: {planted - len(spoke)} of {planted}", *spoke, sep="\n  ")
    failed, pairs = hard_negatives(), hard_negative_count()
    print(f"hard negatives silent: {pairs - len(failed)} of {pairs}", *failed, sep="\n  ")
    _speed([second for score in sets.values() for second in score.seconds])


def _gold(cases: list[Spoiled]) -> str:
    return "".join(
        json.dumps(
            {
                "nature": one.nature,
                "seed": one.seed,
                "rule": one.mutation.rule,
                "marks": one.mutation.marks,
                "mutation": one.mutation.name,
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in cases
    )


def main() -> None:
    """Measure, print, and say with --why what was missed and invented."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--why", action="store_true", help="list what was missed and invented")
    asked.add_argument("--formats", action="store_true", help="write each as Word, PDF and scan; read it from there")
    asked.add_argument("--gold", type=Path, help="write the planted defects as JSON lines")
    told = asked.parse_args()
    if told.formats:
        _formats()
        return
    cases = [one for seed in SEEDS for one in everything(seed)]
    _words(cases, told.why)
    if told.gold:
        told.gold.write_text(_gold(cases), encoding="utf-8")


main()
