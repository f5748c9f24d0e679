"""Invented matters: who against whom, over what, where, when; alone or one of many against the same company."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

from concord.engines.linkage.generate.people import Firm, Someone, firm, relative, someone

FIRST_DAY, DAYS = date(2023, 1, 1), 1_000
RETURNING, A_RELATIVE, KNOWN_FIRM = 0.10, 0.03, 0.5
A_GROUP, SMALLEST_GROUP, LARGEST_GROUP = 0.008, 3, 30
GROUP_DAYS = 20
AMOUNTS = (800, 1_500, 3_000, 5_000, 8_000, 12_000, 20_000, 36_000, 50_000, 88_000, 120_000, 300_000)
REMEMBERED, FIRMS_OF_A_CITY = 20_000, 2_000


@dataclass(frozen=True, slots=True)
class Matter:
    """The truth of a matter. `clauses` are what its words are made of, in order; amounts are whole yuan."""

    who: Someone
    against: Firm
    place: str
    amount: int | None
    day: date
    topic: str
    clauses: tuple[str, ...]


@cache
def letters_of_residents() -> list[tuple[str, tuple[str, ...]]]:
    """The invented letters of the corpus: item, and the clauses of the text."""
    found = []
    for file in sorted((files("concord") / "data/text/corpus").iterdir(), key=lambda file: file.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["item"] != "none":
                found.append((str(row["item"]), tuple(re.findall(r"[^，。！？；\n]+", row["text"]))))
    return found


class Town:
    """Those who live somewhere, and what happens to them; remembers the last of them."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._born = 0
        self._people: deque[Someone] = deque(maxlen=REMEMBERED)
        self._firms: dict[str, deque[Firm]] = defaultdict(lambda: deque(maxlen=FIRMS_OF_A_CITY))

    def matters(self) -> Iterator[Matter]:
        """One matter after another, without end."""
        chance = self._chance
        while True:
            matter = self._matter()
            yield matter
            if chance.random() < A_GROUP and matter.against.industry:
                for _other in range(chance.randint(SMALLEST_GROUP, LARGEST_GROUP)):
                    yield self._one_more(matter)

    def _somebody(self) -> Someone:
        drawn = self._chance.random()
        if self._people and drawn < RETURNING:
            return self._chance.choice(self._people)
        if self._people and drawn < RETURNING + A_RELATIVE:
            return self._new(relative(self._chance, self._born, self._chance.choice(self._people)))
        return self._new(someone(self._chance, self._born))

    def _new(self, one: Someone) -> Someone:
        self._born += 1
        self._people.append(one)
        return one

    def _firm(self, place: str) -> Firm:
        known = self._firms[place[:4]]
        if known and self._chance.random() < KNOWN_FIRM:
            return self._chance.choice(known)
        made = firm(self._chance, place)
        if made.industry:
            known.append(made)
        return made

    def _amount(self) -> int | None:
        if self._chance.random() < 0.3:
            return None
        around = self._chance.choice(AMOUNTS) * self._chance.uniform(0.6, 1.7)
        return round(around / 100) * 100 if self._chance.random() < 0.6 else round(around)

    def _matter(self) -> Matter:
        who = self._somebody()
        topic, clauses = self._chance.choice(letters_of_residents())
        day = FIRST_DAY + timedelta(days=self._chance.randrange(DAYS))
        return Matter(who, self._firm(who.place), who.place, self._amount(), day, topic, clauses)

    def _one_more(self, matter: Matter) -> Matter:
        """Somebody else, of the same company, in the same weeks and words; an amount of their own."""
        who = self._new(someone(self._chance, self._born))
        day = matter.day + timedelta(days=self._chance.randrange(GROUP_DAYS))
        amount = None if matter.amount is None else self._amount()
        return Matter(who, matter.against, matter.place, amount, day, matter.topic, matter.clauses)
