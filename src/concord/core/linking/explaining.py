"""Why two records are said to be of the same dispute, comparison by comparison, in the reader's words.

What was found is told as it was kept; both sides as they are compared now, numbers with their middle hidden. Also who
in two matters seems to be the same: reckoned when a pair is looked at, kept nowhere, so that nobody's matters are ever
gathered into a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concord.core.linking.forms_of import PARTIES, disputes
from concord.core.linking.index import form_of
from concord.core.linking.models import Pair
from concord.core.matters.models import Party
from concord.core.people.models import Place
from concord.core.people.sealed import masked
from concord.engines.linkage.because import NOT_STATED_EN, NOT_STATED_ZH, shown
from concord.engines.linkage.levels import Comparison
from concord.engines.linkage.model import Answer, model
from concord.engines.linkage.records import Form, Record, prepare
from concord.engines.text.taxonomy import taxonomy

STRONG, NOTHING = 6.0, 0.5
HEAD_AND_TAIL = {"phone": (3, 4), "identity": (4, 4)}


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison: both sides, what was found, and how much it speaks for (or, below zero, against), in bits."""

    name: str
    thing: str
    left: str
    right: str
    found: str
    weight: float

    @property
    def speaks(self) -> str:
        """How it speaks: for, strongly_for, against, strongly_against or nothing."""
        if abs(self.weight) < NOTHING:
            return "nothing"
        side = "for" if self.weight > 0 else "against"
        return f"strongly_{side}" if abs(self.weight) >= STRONG else side


@dataclass(frozen=True, slots=True)
class SameParty:
    """Two parties, one of each matter, who seem to be the same person or organisation, and what agrees."""

    left: Party
    right: Party
    is_sure: bool
    found: tuple[str, ...]


def _in_words(zh: str, en: str) -> str:
    return zh if (get_language() or "").startswith("zh") else en


def _side(form: Form | None, comparison: Comparison, places: dict[str, Place]) -> str:
    told = [(column, shown(form, column)) for column in comparison.shown] if form else []
    return " · ".join(_named(column, text, places) for column, text in told if text)


def _named(column: str, text: str, places: dict[str, Place]) -> str:
    """What stands in a column as people read it: places and items by name, yuan in groups, numbers half hidden."""
    if column in HEAD_AND_TAIL:
        head, tail = HEAD_AND_TAIL[column]
        return text if "*" in text else masked(text, head=head, tail=tail)
    if column == "place" and text in places:
        return str(places[text])
    if column == "topic" and (item := taxonomy().items.get(text)):
        return _in_words(item.zh, item.en)
    return f"{Decimal(text):,.2f} {_('yuan')}" if column == "amount" else text


def _found(comparison: Comparison, level: str) -> str:
    known = {one.en: one for one in comparison.levels}
    if level not in known:
        return _in_words(NOT_STATED_ZH, NOT_STATED_EN)
    return _in_words(known[level].zh, known[level].en)


def reasons_of(pairs: Iterable[Pair]) -> dict[int, list[Reason]]:
    """The reasons of each of these pairs, in the order of the comparisons; none where people handle them as one."""
    asked = list(pairs)
    forms = form_of({matter for pair in asked for matter in (pair.left_id, pair.right_id)})
    comparisons = {one.name: one for one in disputes().kind.comparisons}
    places = Place.objects.in_bulk({form.place for form in forms.values() if form.place})
    return {
        pair.pk: [
            Reason(
                name,
                _in_words(comparisons[name].zh, comparisons[name].en),
                _side(forms.get(pair.left_id), comparisons[name], places),
                _side(forms.get(pair.right_id), comparisons[name], places),
                _found(comparisons[name], level),
                weight,
            )
            for name, level, weight in pair.grounds
            if name in comparisons
        ]
        for pair in asked
    }


def same_parties(pair: Pair) -> list[SameParty]:
    """Who in both matters seems to be the same person or organisation; the caller may read both."""
    sides = {pair.left_id: pair.left.place_id, pair.right_id: pair.right.place_id}
    forms = [
        (one, _party_form(one, sides[one.matter_id])) for one in Party.objects.filter(matter__in=sides).order_by("pk")
    ]
    lefts = [told for told in forms if told[0].matter_id == pair.left_id]
    rights = [told for told in forms if told[0].matter_id == pair.right_id]
    found = (_same(one, other) for one in lefts for other in rights)
    return [same for same in found if same is not None]


def _party_form(party: Party, place: str) -> Form:
    told = Record(
        "party", str(party.pk), name=party.name, phone=party.phone, identity=party.identity_number, place=place
    )
    return prepare(told)


def _same(one: tuple[Party, Form], other: tuple[Party, Form]) -> SameParty | None:
    parties = model(PARTIES)
    answer = parties.answer(parties.weight(one[1], other[1]))
    if answer is Answer.NO:
        return None
    agreeing = [
        _in_words(f"{comparison.zh}：{level.zh}", f"{comparison.en}: {level.en}")
        for comparison, level, _weight in parties.levels(one[1], other[1])
        if level is not None and level.agrees
    ]
    return SameParty(one[0], other[0], answer is Answer.MATCH, tuple(agreeing))
