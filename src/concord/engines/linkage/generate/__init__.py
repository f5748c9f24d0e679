"""Invented records with the truth beside them: the same disputes in five sources, with the errors that sources make.

Seeded, streaming, of any size. What makes linking hard is in it on purpose: people who have several disputes, families
with one telephone, names that thousands bear, companies that dozens complain of in the same weeks in the same words.
"""

from collections.abc import Iterator
from random import Random

from concord.engines.linkage.generate.matters import Matter, Town
from concord.engines.linkage.generate.people import words_of
from concord.engines.linkage.generate.sources import SOURCES, Known, Source

DOUBLES = 0.12
"""The share of records that tell of a matter which another record tells of too."""
AGAIN_TWICE, AGAIN_THRICE = 0.15, 0.03
WITHIN_ONE_SOURCE = 0.2
MEAN_AGAIN = 1 + AGAIN_TWICE + AGAIN_THRICE


def generate(records: int, seed: int) -> Iterator[Known]:
    """So many records, matter by matter; the same seed gives the same ones."""
    chance, told = Random(seed), 0  # noqa: S311 (for tests, not for secrets)
    town = Town(chance)
    sources = [Source(name, words_of(name), chance) for name in SOURCES]
    twice = DOUBLES / (1 - DOUBLES) / MEAN_AGAIN
    for number, matter in enumerate(town.matters()):
        for source in _sources_of(chance, sources, twice):
            yield source.tell(matter, number, told)
            told += 1
            if told == records:
                return


def _sources_of(chance: Random, sources: list[Source], twice: float) -> list[Source]:
    """The sources that tell of a matter: mostly one."""
    first = chance.choice(sources)
    if chance.random() >= twice:
        return [first]
    drawn = chance.random()
    more = 3 if drawn < AGAIN_THRICE else 2 if drawn < AGAIN_THRICE + AGAIN_TWICE else 1
    others = [source for source in sources if source is not first]
    return [first, *(first if chance.random() < WITHIN_ONE_SOURCE else chance.choice(others) for _one in range(more))]


__all__ = ["Known", "Matter", "generate"]
