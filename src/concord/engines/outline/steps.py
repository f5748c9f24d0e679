"""Into how many steps of colour counts are cut, at round numbers that a legend can say."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def steps(values: Iterable[float], most: int = 5) -> tuple[float, ...]:
    """The upper bounds of at most `most` steps over what is more than nothing, about equally filled.

    Counts of places differ by factors, so equal widths would paint one capital dark and all else pale. Each bound is
    a round number (or the largest value itself), so steps can be fewer. Nothing to show: no steps.
    """
    ranked = sorted(value for value in values if value > 0)
    if not ranked:
        return ()
    cuts = (ranked[math.ceil(len(ranked) * part / most) - 1] for part in range(1, most))
    bounds = {rounded for cut in cuts if (rounded := _up(cut)) < ranked[-1]}
    return (*sorted(bounds), ranked[-1])


def _up(value: float) -> float:
    """The next round number."""
    digits = math.floor(math.log10(value))
    numbers = (round(number * 10.0**digits, 2 - digits) for number in ROUND)
    return next(number for number in numbers if number >= value * (1 - 1e-9))


def step_of(value: float, bounds: Sequence[float]) -> int:
    """In which step a value lies, from 1; 0 for nothing."""
    return 0 if value <= 0 else min(bisect_left(bounds, value) + 1, len(bounds))
