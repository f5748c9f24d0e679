"""People decide: join two records, hold them apart, undo either. Nothing is merged, so nothing can be lost (D4)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.linking.access import matters_linked_by, pairs_decided_by
from concord.core.linking.facts import DecisionUndone, RecordsHeldApart, RecordsJoined
from concord.core.linking.models import Pair
from concord.core.linking.services.settling import both, groups_around, hold_groups, regroup
from concord.core.matters.access import declare_system
from concord.core.people.models import Person
from concord.core.refusals import Refusal


def _held(pk: int, by: Person) -> Pair:
    """A pair on which `by` decides, locked; from here on the platform looks, because groups reach beyond one's view.

    The groups are held before the row, as jobs do it: who takes locks in one order never waits in a ring.
    """
    hold_groups()
    pair = pairs_decided_by(by).select_for_update(of=("self",)).get(pk=pk)
    declare_system()
    return pair


def _decide(pair: Pair, state: str, by: Person | None) -> None:
    pair.state, pair.by_hand = state, True
    pair.how = Pair.How.NOBODY if state == Pair.State.OPEN else Pair.How.PERSON
    pair.decided_by, pair.decided_at = (None, None) if state == Pair.State.OPEN else (by, timezone.now())
    pair.save(update_fields=["state", "how", "by_hand", "decided_by", "decided_at"])


def _both_ways(pair: Pair) -> Iterable[tuple[int, int]]:
    return both(pair), both(pair)[::-1]


@transaction.atomic
def join_records(pk: int, *, by: Person) -> Pair:
    """Say that two records tell of the same dispute; each stays as it is, and they count as one.

    Refuses what is decided already, and what would bring together two records that a person holds apart.
    """
    pair = _held(pk, by)
    if pair.state != Pair.State.OPEN:
        raise Refusal(_("This was decided already. Undo the decision first."))
    if groups_around(both(pair)).held_apart(*both(pair)):
        raise Refusal(
            _("Of two records that would come together it was said that they are not the same. Undo that first.")
        )
    _decide(pair, Pair.State.JOINED, by)
    regroup(both(pair))
    record(*(RecordsJoined(matter_id=a, pair_id=pk, other_id=b) for a, b in _both_ways(pair)), by=by)
    return pair


@transaction.atomic
def hold_apart(pk: int, *, by: Person) -> Pair:
    """Say that two records are not of the same dispute; it is never proposed again.

    What the machine had linked is unlinked with it. Refuses what a person decided already, and two records that hang
    together by way of others.
    """
    pair = _held(pk, by)
    if pair.state == Pair.State.APART or (pair.state == Pair.State.JOINED and pair.by_hand):
        raise Refusal(_("This was decided already. Undo the decision first."))
    groups = groups_around(both(pair))
    groups.sever(both(pair))
    if pair.right_id in groups.of(pair.left_id):
        raise Refusal(_("The two hang together by way of other records. Take one of them out of the group first."))
    _decide(pair, Pair.State.APART, by)
    regroup(both(pair))
    record(*(RecordsHeldApart(matter_id=a, pair_id=pk, other_id=b) for a, b in _both_ways(pair)), by=by)
    return pair


def _undo(pair: Pair, by: Person) -> None:
    was = pair.state
    _decide(pair, Pair.State.OPEN, None)
    record(*(DecisionUndone(matter_id=a, pair_id=pair.pk, other_id=b, was=was) for a, b in _both_ways(pair)), by=by)


@transaction.atomic
def undo_decision(pk: int, *, by: Person) -> Pair:
    """Take back what a person or the machine decided: the pair waits for a person again, and the machine leaves it.

    Refuses what is not decided, and matters that are handled as one (that stands in their own story).
    """
    pair = _held(pk, by)
    if pair.state == Pair.State.OPEN:
        raise Refusal(_("Nothing was decided here yet."))
    if pair.how == Pair.How.HANDLED:
        raise Refusal(_("The two are handled as one matter; that cannot be undone here."))
    _undo(pair, by)
    regroup(both(pair))
    return pair


@transaction.atomic
def take_out(matter_pk: int, *, by: Person) -> int:
    """Take a record out of its group: all its joins are undone; returns how many.

    Refuses a record that is in no group, and one that is bound to matters which `by` may not see or that are handled
    as one with it.
    """
    matter = matters_linked_by(by).get(pk=matter_pk)
    mine = set(pairs_decided_by(by).filter(Q(left=matter) | Q(right=matter)).values_list("pk", flat=True))
    declare_system()
    hold_groups()
    held = Pair.objects.filter(Q(left=matter) | Q(right=matter), state=Pair.State.JOINED)
    pairs = list(held.exclude(how=Pair.How.HANDLED).select_for_update(of=("self",)))
    if not pairs or not {pair.pk for pair in pairs} <= mine:
        raise Refusal(_("There is nothing here that you can undo."))
    for pair in pairs:
        _undo(pair, by)
    regroup({matter_pk, *(one for pair in pairs for one in both(pair))})
    return len(pairs)
