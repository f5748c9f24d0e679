"""What screens, API and other rooms read of linking: the queue, two records side by side, the group of a matter.

For other rooms: `lead_of` and `distinct_disputes` say which matters are one dispute.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from concord.core.linking.access import linked_to, matters_linked_by, pairs_decided_by, pairs_seen_by, pairs_waiting_for
from concord.core.linking.explaining import Reason, SameParty, reasons_of, same_parties
from concord.core.linking.models import Grouped, Pair
from concord.core.matters.models import Matter
from concord.core.matters.told import told_in
from concord.core.notices.listeners import desk_pages
from concord.core.people.models import Person

SIZE = 30
MOST_BESIDE = 30


def lead_of(matters: Iterable[int]) -> dict[int, int]:
    """Which matter leads the dispute that each of these tells of; itself, where it stands alone."""
    asked = list(matters)
    return {pk: pk for pk in asked} | dict(Grouped.objects.filter(pk__in=asked).values_list("pk", "lead_id"))


def distinct_disputes(matters: QuerySet[Matter]) -> int:
    """How many disputes these matters tell of: records of the same one count once."""
    counted = matters.order_by().aggregate(number=Count(Coalesce("grouped__lead", "pk"), distinct=True))
    return int(counted["number"])


@dataclass(frozen=True, slots=True)
class Beside:
    """A matter of a pair: what was said in it, and the address of its page."""

    matter: Matter
    words: str
    address: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair as its page shows it: both matters, the reasons, who is the same in both, and the next that waits."""

    pair: Pair
    left: Beside
    right: Beside
    reasons: list[Reason]
    parties: list[SameParty]
    may_decide: bool
    next_waiting: int | None

    @property
    def sides(self) -> tuple[Beside, Beside]:
        """Both matters."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of pairs, and the key of the next."""

    rows: list[Pair]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Same:
    """Another record of a matter's dispute, with the pair that binds both, where one does, and its reasons."""

    other: Beside
    pair: Pair | None
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class MatterLinks:
    """What a matter is linked with, as far as its reader may see it: its group, and pairs that are to be decided."""

    matter: Matter
    leads: bool
    same: list[Same]
    possible: list[Same]
    apart: list[Same]
    may_take_out: bool

    @property
    def records(self) -> int:
        """How many records tell of this dispute."""
        return len(self.same) + 1


def page_of_pairs(pairs: QuerySet[Pair], before: int | None, size: int = SIZE) -> Queue:
    """One page of these pairs, the newest first."""
    if before is not None:
        pairs = pairs.filter(pk__lt=before)
    rows = list(pairs.order_by("-pk")[: size + 1])
    return Queue(rows[:size], rows[size - 1].pk if len(rows) > size else None)


def queue_of(person: Person, state: str, before: int | None, size: int = SIZE) -> Queue:
    """One page of the pairs on which `person` decides: those that wait, or those decided one way."""
    if state == Pair.State.OPEN:
        return page_of_pairs(pairs_waiting_for(person), before, size)
    return page_of_pairs(pairs_decided_by(person).filter(state=state), before, size)


def address_of(matter: Matter) -> str:
    """Where the page of a matter is; "" where it has none."""
    return f"{desk_pages[matter.kind]}{matter.pk}/" if matter.kind in desk_pages else ""


def pair_page(pair: Pair, person: Person) -> PairPage:
    """One pair; the caller has fetched it through its access."""
    told = told_in([pair.left, pair.right])
    left, right = (
        Beside(one, told[one.pk].words if one.pk in told else "", address_of(one)) for one in (pair.left, pair.right)
    )
    waiting = pairs_waiting_for(person).exclude(pk=pair.pk).order_by("-pk")
    following = waiting.filter(pk__lt=pair.pk).values_list("pk", flat=True).first()
    return PairPage(
        pair,
        left,
        right,
        reasons_of([pair])[pair.pk],
        same_parties(pair),
        pairs_decided_by(person).filter(pk=pair.pk).exists(),
        following or waiting.values_list("pk", flat=True).first(),
    )


def links_of(matter: Matter, person: Person) -> MatterLinks:
    """What a matter that `person` reads is linked with."""
    touching = pairs_seen_by(person).filter(Q(left=matter) | Q(right=matter)).order_by("-weight", "pk")
    pairs = list(touching[: 3 * MOST_BESIDE])
    group = list(linked_to(matter, person).order_by("pk")[:MOST_BESIDE])
    why, lead = reasons_of(pairs), lead_of([matter.pk])[matter.pk]
    binding = {_other(pair, matter).pk: pair for pair in pairs if pair.state == Pair.State.JOINED}
    grouped = {one.pk for one in group}

    def beside(one: Matter, pair: Pair | None) -> Same:
        told = Beside(one, "", address_of(one), is_lead=one.pk == lead)
        return Same(told, pair, why[pair.pk] if pair else [])

    def in_state(state: str) -> list[Same]:
        others = ((_other(pair, matter), pair) for pair in pairs if pair.state == state)
        return [beside(one, pair) for one, pair in others if one.pk not in grouped]

    return MatterLinks(
        matter,
        leads=lead == matter.pk,
        same=[beside(one, binding.get(one.pk)) for one in group],
        possible=in_state(Pair.State.OPEN),
        apart=in_state(Pair.State.APART),
        may_take_out=any(pair.how != Pair.How.HANDLED for pair in binding.values())
        and matters_linked_by(person).filter(pk=matter.pk).exists(),
    )


def _other(pair: Pair, matter: Matter) -> Matter:
    return pair.right if pair.left_id == matter.pk else pair.left
