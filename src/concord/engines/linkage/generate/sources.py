"""How five sources tell of a matter: what each leaves out, hides, moves, rounds, classifies otherwise and mistypes."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from concord.engines.linkage.generate.matters import Matter, letters_of_residents
from concord.engines.linkage.generate.people import Firm, a_name, letters, words
from concord.engines.linkage.records import Record

SOURCES = ("hotline", "letters", "court", "mediation", "grid")


@dataclass(frozen=True, slots=True)
class Ways:
    """What a source does with how many of its records, as shares."""

    no_name: float
    hidden_name: float
    phone: float
    hidden_phone: float
    identity: float
    hidden_identity: float
    against: float
    short_against: float
    amount: float
    village: float
    clauses: float
    other_topic: float
    late: int
    """By how many days it is behind, on average."""


WAYS = {
    "hotline": Ways(0.02, 0.20, 0.95, 0.00, 0.03, 0.00, 0.85, 0.45, 0.60, 0.3, 0.7, 0.16, 1),
    "letters": Ways(0.01, 0.02, 0.88, 0.02, 0.60, 0.02, 0.92, 0.25, 0.75, 0.5, 1.0, 0.10, 5),
    "court": Ways(0.00, 0.00, 0.75, 0.05, 0.95, 0.05, 0.99, 0.02, 0.92, 0.2, 0.9, 0.10, 25),
    "mediation": Ways(0.01, 0.02, 0.85, 0.08, 0.70, 0.60, 0.95, 0.20, 0.80, 0.8, 0.8, 0.08, 8),
    "grid": Ways(0.03, 0.10, 0.85, 0.35, 0.25, 0.80, 0.85, 0.50, 0.50, 1.0, 0.6, 0.15, 3),
}
MISTYPED_NAME, MISTYPED_PHONE, OTHER_PHONE, MISTYPED_IDENTITY = 0.02, 0.02, 0.04, 0.01
MISTYPED_AGAINST, NEXT_PLACE = 0.015, 0.03
ROUNDED, WITH_INTEREST, WRONG_AMOUNT = 0.15, 0.08, 0.01


@dataclass(frozen=True, slots=True)
class Known:
    """A record, and which matter and which person it is of in truth."""

    record: Record
    matter: int
    person: int


class Source:
    """One of the five, with its own classification: the same item is always brought over in the same way."""

    def __init__(self, name: str, frames: list[str], chance: Random) -> None:
        self._name, self._frames, self._chance = name, frames, chance
        self._ways = WAYS[name]
        items = sorted({item for item, _clauses in letters_of_residents()})
        self._topics = {item: self._crossed(item, items) for item in items}

    def _crossed(self, item: str, items: list[str]) -> str:
        if not self._happens(self._ways.other_topic):
            return item
        near = [other for other in items if other[:3] == item[:3]]
        return self._chance.choice(near if self._happens(0.6) else items)

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def tell(self, matter: Matter, number: int, told: int) -> Known:
        """The matter as this source would have it."""
        against = self._against(matter.against) if self._happens(self._ways.against) else ""
        record = Record(
            self._name,
            str(told),
            self._who(matter.who.name),
            self._phone(matter),
            self._identity(matter.who.identity),
            against,
            self._place(matter.place),
            self._amount(matter.amount),
            matter.day + timedelta(days=self._late()),
            self._topics[matter.topic],
            self._words(matter, against),
        )
        return Known(record, number, matter.who.number)

    def _who(self, name: str) -> str:
        drawn = self._chance.random()
        if drawn < self._ways.no_name:
            return ""
        if drawn < self._ways.no_name + self._ways.hidden_name:
            return name[0] + self._chance.choice(("先生", "女士", "某某", "某", "**"))
        return self._mistyped(name) if self._happens(MISTYPED_NAME) else name

    def _mistyped(self, text: str) -> str:
        at = self._chance.randrange(len(text))
        alike = next((group for group in words("lookalikes") if text[at] in group), "") or letters("given")
        return text[:at] + self._chance.choice(alike) + text[at + 1 :]

    def _phone(self, matter: Matter) -> str:
        if not self._happens(self._ways.phone):
            return ""
        number = matter.who.second_phone if self._happens(OTHER_PHONE) else matter.who.phone
        if self._happens(MISTYPED_PHONE):
            number = self._digits_wrong(number, 3)
        return f"{number[:3]}****{number[-4:]}" if self._happens(self._ways.hidden_phone) else number

    def _digits_wrong(self, number: str, first: int) -> str:
        at = self._chance.randrange(first, len(number) - 1)
        if self._happens(0.3):
            return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        return number[:at] + str(self._chance.randrange(10)) + number[at + 1 :]

    def _identity(self, number: str) -> str:
        if not self._happens(self._ways.identity):
            return ""
        if self._happens(MISTYPED_IDENTITY):
            number = self._digits_wrong(number, 6)
        if not self._happens(self._ways.hidden_identity):
            return number
        seen = self._chance.choice((4, 6))
        return number[:seen] + "*" * (14 - seen) + number[-4:]

    def _against(self, firm: Firm) -> str:
        if not firm.industry:
            return self._mistyped(firm.fancy) if self._happens(MISTYPED_AGAINST) else firm.fancy
        fancy = self._mistyped(firm.fancy) if self._happens(MISTYPED_AGAINST) else firm.fancy
        if self._happens(self._ways.short_against):
            return self._chance.choice((f"{fancy}{firm.industry}公司", f"{fancy}{firm.industry}", f"{fancy}公司"))
        city = self._chance.choice((firm.city, firm.city + "市", f"浙江{firm.city}"))
        return self._chance.choice((f"{city}{fancy}", f"{fancy}（{firm.city}）")) + firm.industry + firm.ending

    def _place(self, code: str) -> str:
        if self._happens(NEXT_PLACE):
            code = f"{code[:6]}{self._chance.randrange(1, 16):03d}{code[9:]}"
        return code if self._happens(self._ways.village) else code[:9]

    def _amount(self, yuan: int | None) -> Decimal | None:
        if yuan is None or not self._happens(self._ways.amount):
            return None
        drawn = self._chance.random()
        if drawn < ROUNDED:
            step = 10 ** (len(str(yuan)) - 1)
            yuan = max(step, round(yuan / step) * step)
        elif drawn < ROUNDED + WITH_INTEREST:
            yuan = round(yuan * self._chance.uniform(1.01, 1.12))
        elif drawn < ROUNDED + WITH_INTEREST + WRONG_AMOUNT:
            yuan = yuan * 10
        return Decimal(yuan)

    def _late(self) -> int:
        return int(self._chance.expovariate(1 / self._ways.late))

    def _words(self, matter: Matter, against: str) -> str:
        gist, *more = matter.clauses
        kept = [gist, *(clause for clause in more if self._happens(self._ways.clauses))]
        if against and self._happens(0.6):
            kept.insert(0, f"我与{against}发生纠纷")
        if self._happens(0.1):
            kept.append(f"联系人{a_name(self._chance)}")
        return self._chance.choice(self._frames).format("，".join(kept) + "。")
