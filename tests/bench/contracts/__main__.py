"""`make bench-contracts`: what screening finds of planted defects, misses and invents, and how fast it is."""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from tests.bench.contracts.measure import (
    Score,
    everything,
    false_alarms,
    hard_negative_count,
    hard_negatives,
    judged,
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


def main() -> None:
    """Measure, print, and say with --why what was missed and invented."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--why", action="store_true", help="list what was missed and invented")
    asked.add_argument("--gold", type=Path, help="write the planted defects as JSON lines")
    told = asked.parse_args()
    cases = [one for seed in SEEDS for one in everything(seed)]
    planted = judged(cases)
    development = judged([one for seed in SEEDS for one in spoiled(seed, sentences("development"))])
    heldout = judged([one for seed in SEEDS for one in spoiled(seed, sentences("heldout"))])
    blind = judged([one for seed in SEEDS for one in spoiled(seed, sentences("blind"))])
    for name, score in (
        ("mutations", planted),
        ("development sentences", development),
        ("held-out sentences", heldout),
        ("blind sentences", blind),
    ):
        _table(score)
        _line(name, score)
        if told.why:
            print(*sorted({*score.missed}), "invented:", *sorted({*score.invented}), sep="\n  ")
    contracts, all_, grave = false_alarms(SEEDS)
    print(f"clean contracts: {contracts}   findings a contract {all_:.2f}, high or blocking {grave:.2f}")
    failed = hard_negatives()
    print(
        f"hard negatives silent: {hard_negative_count() - len(failed)} of {hard_negative_count()}", *failed, sep="\n  "
    )
    _speed(planted.seconds + development.seconds + heldout.seconds + blind.seconds)
    if told.gold:
        rows = [
            {
                "nature": one.nature,
                "seed": one.seed,
                "rule": one.mutation.rule,
                "marks": one.mutation.marks,
                "mutation": one.mutation.name,
            }
            for one in cases
        ]
        told.gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


main()
