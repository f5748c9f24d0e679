"""Compare matters that are new or were changed with all others, a few at a time, soon after they came (D4)."""

from collections.abc import Iterable
from itertools import chain

from django.db import transaction
from django.db.models import Q

from concord.core.linking.forms_of import disputes, forms_of, kinds, matter_of
from concord.core.linking.index import Index, enter
from concord.core.linking.models import Compared, Pair, Waiting
from concord.core.linking.services.settling import (
    AS_ONE,
    Settled,
    Weighed,
    grounds_of,
    hold_groups,
    regroup,
    settle,
    withdraw,
)
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, MatterLink
from concord.engines.linkage.finding import find_form
from concord.engines.linkage.records import Form

A_FEW = 50


def let_wait(matters: Iterable[int | None]) -> None:
    """Note that these matters are to be compared; of those of which nobody tells, nothing is noted."""
    told = Matter.objects.filter(pk__in=[pk for pk in matters if pk], kind__in=kinds())
    Waiting.objects.bulk_create((Waiting(matter=matter) for matter in told), ignore_conflicts=True)


@transaction.atomic
def take_a_few(most: int = A_FEW) -> int:
    """Compare the next matters that wait; how many they were."""
    declare_system()
    waiting = list(Waiting.objects.select_for_update(skip_locked=True).order_by("since", "matter")[:most])
    compare(one.matter_id for one in waiting)
    Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(waiting)


def compare(matters: Iterable[int]) -> Settled:
    """Index these matters, and settle what is found of them; as the platform's own work, in one transaction."""
    asked = list(matters)
    fresh = forms_of(Matter.objects.filter(pk__in=asked))
    hold_groups()
    known = set(Compared.objects.filter(pk__in=asked).values_list("pk", flat=True))
    enter(fresh)
    bind_handled(fresh)
    found = {one.two: one for form in fresh.values() for one in found_of(form)}
    withdraw(known, set(found))
    return settle(found.values())


def found_of(form: Form) -> list[Weighed]:
    """The pairs of one form with others, by their keys."""
    told = []
    for one in find_form(form, Index(), disputes()):
        left, right = sorted((matter_of(form), matter_of(one.form)))
        told.append(Weighed(left, right, one.weight, grounds_of(one.reasons)))
    return told


def bind_handled(matters: Iterable[int]) -> None:
    """Group matters that became one another or were joined at intake: people handle them as one already."""
    asked = list(matters)
    links = MatterLink.objects.filter(Q(source__in=asked) | Q(target__in=asked), kind__in=AS_ONE)
    ends = {tuple(sorted(link)) for link in links.values_list("source", "target")}
    compared = set(Compared.objects.filter(pk__in=set(chain.from_iterable(ends))).values_list("pk", flat=True))
    for left, right in sorted(two for two in ends if compared >= set(two)):
        county = Matter.objects.values_list("county", flat=True).get(pk=left)
        told = {"state": Pair.State.JOINED, "how": Pair.How.HANDLED, "by_hand": True}
        Pair.objects.update_or_create(
            left_id=left, right_id=right, defaults=told, create_defaults=told | {"county": county}
        )
    regroup(chain.from_iterable(ends))
