"""A contract under review: its text, outline, clauses and facts, each read once, when a rule first asks for it."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property

from concord.engines.review import facts as read
from concord.engines.review.context import Context
from concord.engines.review.document import Document
from concord.engines.review.facts.nature import Mode, Nature, mode_of, nature_of
from concord.engines.review.kinds import About, Clauses
from concord.engines.review.outline import Outline
from concord.engines.review.text import At, Sentence, Text

_BUYS = {
    Nature.WORKS,
    Nature.GOODS,
    Nature.SERVICES,
    Nature.SOFTWARE,
    Nature.PROPERTY,
    Nature.DESIGN,
}


class Case:
    """What rules look at: nothing here judges."""

    def __init__(self, document: Document, context: Context) -> None:
        self.document = document
        self.context = context
        self.text = Text(document)
        self.outline = Outline(self.text)
        self.clauses = Clauses(self.outline)

    @property
    def words(self) -> str:
        """The folded text."""
        return self.text.words

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern is found anywhere."""
        return bool(pattern.search(self.words))

    def has(self, about: About) -> bool:
        """Whether the contract settles this."""
        return self.clauses.has(about)

    @cached_property
    def nature(self) -> Nature:
        """The kind of contract, as given or as recognised."""
        return self.context.nature or nature_of(self.text)

    @cached_property
    def mode(self) -> Mode:
        """Template, draft or final text, as given or as recognised."""
        named = any(party.name for party in self.parties)
        return self.context.mode or mode_of(self.text, len(self.blanks), named=named)

    @cached_property
    def whole(self) -> bool:
        """Whether this is a whole contract and not an extract: it names parties and settles at least four things."""
        return len(self.parties) == 2 and self.clauses.settled >= 4

    @property
    def buys(self) -> bool:
        """Whether the first party pays for goods, works or services; an extract of no known kind may be of such."""
        return self.nature in _BUYS or (self.nature is Nature.OTHER and not self.whole)

    @cached_property
    def public_buyer(self) -> bool:
        """Whether the first party is a public body: as told, or by its name."""
        told = self.context.public_buyer
        first = self.party(read.parties.Side.FIRST)
        return told if told is not None else bool(first and read.parties.public(first.name))

    @cached_property
    def signed_on(self) -> date | None:
        """The day of signing, as given or as written."""
        written = self.signature.signed_on
        return self.context.signed_on or (written.day if written else None)

    def addressed(self, words: str) -> str:
        """Words about 甲方 and 乙方 with the names that this contract has for the two."""
        for side, name in ((read.parties.Side.FIRST, "甲方"), (read.parties.Side.SECOND, "乙方")):
            party = self.party(side)
            if party and name not in self.words:
                words = words.replace(name, party.role)
        return words

    def party(self, side: read.parties.Side) -> read.parties.Party | None:
        """The party of one side."""
        return next((one for one in self.parties if one.side is side), None)

    @cached_property
    def parties(self) -> tuple[read.parties.Party, ...]:
        return read.parties.named(self.text)

    @cached_property
    def signing(self) -> tuple[read.parties.Party, ...]:
        return tuple(read.parties.signing(self.text))

    @cached_property
    def codes(self) -> tuple[read.codes.Code, ...]:
        return tuple(read.codes.codes(self.text))

    @cached_property
    def amounts(self) -> tuple[read.amounts.Amount, ...]:
        return tuple(read.amounts.amounts(self.text))

    @cached_property
    def pairs(self) -> tuple[read.amounts.Pair, ...]:
        return tuple(read.amounts.pairs(self.text, self.amounts))

    @cached_property
    def price(self) -> read.amounts.Amount | None:
        """The contract's total."""
        return read.amounts.price(self.text, self.amounts, self.pairs)

    @property
    def total(self) -> Decimal | None:
        """The contract's total in yuan."""
        return self.price.value if self.price else None

    @cached_property
    def percents(self) -> tuple[read.percents.Percent, ...]:
        return tuple(read.percents.percents(self.text))

    @cached_property
    def tax(self) -> read.tax.Tax:
        return read.tax.tax(self.text, self.amounts, self.price)

    @cached_property
    def price_lists(self) -> tuple[read.tables.PriceList, ...]:
        return tuple(read.tables.price_lists(self.text))

    @cached_property
    def instalments(self) -> tuple[read.instalments.Instalment, ...]:
        """The payments of the price: of the first clause on payment that has some, else of the text."""
        for clause in self.clauses.of(About.PAYMENT) + self.clauses.of(About.PRICE):
            found = tuple(read.instalments.instalments(self.text, clause.at))
            if any(one.percent is not None for one in found):
                return found
        return () if self.clauses.of(About.PAYMENT) else tuple(read.instalments.instalments(self.text))

    @cached_property
    def dates(self) -> tuple[read.dates.Dated, ...]:
        return tuple(read.dates.dates(self.text))

    @cached_property
    def terms(self) -> tuple[read.dates.Term, ...]:
        return tuple(read.dates.terms(self.text, self.dates))

    @cached_property
    def securities(self) -> tuple[read.securities.Security, ...]:
        return tuple(read.securities.securities(self.text))

    @cached_property
    def clause_references(self) -> tuple[read.references.Reference, ...]:
        return tuple(read.references.clause_references(self.text, self.outline))

    @cached_property
    def annex_references(self) -> tuple[read.references.Reference, ...]:
        return tuple(read.references.annex_references(self.text))

    @cached_property
    def annexes_listed(self) -> tuple[read.references.Reference, ...]:
        return read.references.annexes_listed(self.text)

    @cached_property
    def settlings(self) -> tuple[read.disputes.Settling, ...]:
        return tuple(read.disputes.settlings(self.text, self.clauses))

    @cached_property
    def citations(self) -> tuple[read.citations.Citation, ...]:
        return tuple(read.citations.citations(self.text))

    @cached_property
    def blanks(self) -> tuple[read.blanks.Blank, ...]:
        return tuple(read.blanks.blanks(self.text))

    @cached_property
    def boxes(self) -> tuple[read.blanks.Boxes, ...]:
        return tuple(read.blanks.boxes(self.text))

    @cached_property
    def signature(self) -> read.signature.Signature:
        return read.signature.signature(self.text, self.dates)

    def sentences(self, *patterns: re.Pattern[str], unless: re.Pattern[str] | None = None) -> Iterator[Sentence]:
        """Each sentence in which every pattern is found, in any order, and `unless` is not."""
        first, *others = patterns
        for sentence in self.text.sentences(first):
            if all(one.search(sentence.words) for one in others) and not (unless and unless.search(sentence.words)):
                yield sentence

    def lasting(self, at: At) -> tuple[read.dates.Lasting, ...]:
        """The lengths of time named in a place."""
        return tuple(read.dates.lasting(self.text, at))
