"""What the machine makes of pairs that it has found: sure ones linked, possible ones proposed, none twice.

A link changes nothing but the group: no row is merged, closed or hidden. One lock keeps the groups whole while deeds,
jobs and runs work side by side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from concord.core.acts.services import record
from concord.core.linking.facts import MachineLinkGone, SameDisputeFound
from concord.core.linking.forms_of import disputes
from concord.core.linking.groups import BY_PEOPLE, Groups
from concord.core.linking.models import Grouped, Pair
from concord.core.matters.models import Matter, MatterLink
from concord.engines.linkage.because import Reason

AS_ONE = (MatterLink.Kind.BECAME, MatterLink.Kind.DUPLICATE)
Ground = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two matters, the smaller key first, how strongly they speak for the same dispute, and on which grounds."""

    left: int
    right: int
    weight: float
    grounds: tuple[Ground, ...]

    @property
    def two(self) -> tuple[int, int]:
        """Both keys."""
        return self.left, self.right

    @property
    def same_person(self) -> bool:
        """Whether who came speaks for the same; of somebody else's report, and of nobody's, a person decides."""
        return any(name == "who" and weight > 0 for name, _level, weight in self.grounds)


@dataclass(frozen=True, slots=True)
class Settled:
    """How many pairs were linked by the machine, and how many wait for a person."""

    joined: int = 0
    proposed: int = 0


def grounds_of(reasons: Iterable[Reason]) -> tuple[Ground, ...]:
    """Reasons as they are kept: the thing, the level in English or "" where one side says nothing, the weight."""
    return tuple((one.thing, "" if one.agrees is None else one.found_en, round(one.weight, 2)) for one in reasons)


def hold_groups() -> None:
    """Until this transaction ends, nobody else changes which matters hang together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('concord: linking'))")


def groups_around(matters: Iterable[int]) -> Groups:
    """These matters with all that hang together with them, as the joined pairs tell."""
    groups, seen, coming = Groups(), set[int](), set(matters)
    while coming:
        seen |= coming
        beside = Pair.objects.filter(Q(left__in=coming) | Q(right__in=coming), state=Pair.State.JOINED)
        coming = set()
        for left, right, weight, by_hand in beside.values_list("left", "right", "weight", "by_hand"):
            groups.join((left, right), BY_PEOPLE if by_hand else weight)
            coming |= {left, right} - seen
    apart = Pair.objects.filter(left__in=seen, right__in=seen, state=Pair.State.APART)
    groups.apart = set(apart.values_list("left", "right"))
    return groups


def regroup(matters: Iterable[int]) -> None:
    """Write anew which of these matters hang together, and which leads each group; what left a group stands alone."""
    asked = set(matters)
    leads = Grouped.objects.filter(matter__in=asked).values("lead")
    asked |= set(Grouped.objects.filter(lead__in=leads).values_list("matter", flat=True))
    groups = [group for group in groups_around(asked).all_of(asked) if len(group) > 1]
    members = frozenset[int]().union(*groups)
    lead = _leads(groups, members)
    Grouped.objects.filter(matter__in=asked | members).delete()
    Grouped.objects.bulk_create(Grouped(matter_id=one, lead_id=lead[group]) for group in groups for one in group)


def _leads(groups: Sequence[frozenset[int]], members: frozenset[int]) -> dict[frozenset[int], int]:
    """The leading matter of each: one that is not handled on as another, a dispute before others, the oldest."""
    kinds = dict(Matter.objects.filter(pk__in=members).values_list("pk", "kind"))
    links = MatterLink.objects.filter(source__in=members, target__in=members, kind__in=AS_ONE)
    handled_on = set(links.values_list("source", flat=True))

    def order(matter: int) -> tuple[bool, bool, int]:
        return matter in handled_on, kinds[matter] != Matter.Kind.DISPUTE, matter

    return {group: min(group, key=order) for group in groups}


def settle(found: Iterable[Weighed]) -> Settled:
    """Link or propose what was found, the strongest first.

    Pairs that a person has decided on are left as they are; so are those within a group that are not worth a link.
    """
    hold_groups()
    strongest = sorted(found, key=lambda one: (-one.weight, one.two))
    asked = {matter for one in strongest for matter in one.two}
    groups, counties = groups_around(asked), dict(Matter.objects.filter(pk__in=asked).values_list("pk", "county"))
    known = {(one.left_id, one.right_id): one for one in Pair.objects.filter(left__in=asked, right__in=asked)}
    changed = []
    for one in strongest:
        pair = known.get(one.two) or Pair(left_id=one.left, right_id=one.right, county=counties.get(one.left, ""))
        if not pair.by_hand and set(one.two) <= counties.keys() and _worth_it(one, pair, groups):
            changed.append(_weigh(pair, one, groups))
    return _write(changed)


def _worth_it(one: Weighed, pair: Pair, groups: Groups) -> bool:
    """Whether a pair is to be kept: one known already, a match, or two that are not in one group anyhow."""
    return bool(pair.pk) or one.weight >= disputes().bars.match or one.right not in groups.of(one.left)


def _weigh(pair: Pair, one: Weighed, groups: Groups) -> tuple[Pair, str]:
    """The pair as it stands after this finding, and how it stood."""
    before = pair.state if pair.pk else ""
    pair.weight, pair.grounds = one.weight, [list(ground) for ground in one.grounds]
    groups.sever(one.two)
    if one.same_person and groups.machine_may_join(one.two, one.weight, disputes().bars):
        groups.join(one.two, one.weight)
        pair.state, pair.how = Pair.State.JOINED, Pair.How.MACHINE
        pair.decided_at = pair.decided_at or timezone.now()
    else:
        pair.state, pair.how, pair.decided_at = Pair.State.OPEN, Pair.How.NOBODY, None
    return pair, before


def _write(changed: list[tuple[Pair, str]]) -> Settled:
    """Write pairs, groups and acts."""
    pairs = [pair for pair, _before in changed]
    Pair.objects.bulk_create([pair for pair in pairs if not pair.pk])
    fields = ["weight", "grounds", "state", "how", "decided_at"]
    Pair.objects.bulk_update([pair for pair, before in changed if before], fields, batch_size=500)
    joined, open_now = Pair.State.JOINED, Pair.State.OPEN
    linked = [pair for pair, before in changed if pair.state == joined and before != joined]
    regroup({matter for pair, before in changed if joined in (pair.state, before) for matter in both(pair)})
    tell_linked(linked)
    tell_gone([pair for pair, before in changed if before == joined and pair.state == open_now])
    return Settled(len(linked), sum(pair.state == open_now for pair in pairs))


def both(pair: Pair) -> tuple[int, int]:
    """The keys of both matters."""
    return pair.left_id, pair.right_id


def withdraw(matters: Iterable[int], still: set[tuple[int, int]]) -> None:
    """Take back what the machine said of these matters before and does not find any more."""
    hold_groups()
    asked = list(matters)
    said = Pair.objects.filter(Q(left__in=asked) | Q(right__in=asked), by_hand=False)
    over = [pair for pair in said if both(pair) not in still]
    gone = [pair for pair in over if pair.state == Pair.State.JOINED]
    Pair.objects.filter(pk__in=[pair.pk for pair in over]).delete()
    regroup({matter for pair in gone for matter in both(pair)})
    tell_gone(gone)


def tell_linked(pairs: Iterable[Pair]) -> None:
    """Note in both stories that the machine linked them."""
    record(
        *(
            SameDisputeFound(matter_id=one, pair_id=pair.pk, other_id=other, weight=round(pair.weight, 2))
            for pair in pairs
            for one, other in (both(pair), both(pair)[::-1])
        ),
        by=None,
    )


def tell_gone(pairs: Iterable[Pair]) -> None:
    """Note in both stories that the machine takes its link back."""
    record(
        *(
            MachineLinkGone(matter_id=one, pair_id=pair.pk or 0, other_id=other)
            for pair in pairs
            for one, other in (both(pair), both(pair)[::-1])
        ),
        by=None,
    )
