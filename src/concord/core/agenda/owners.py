"""Which body answers for a duty near a place: `court.enforcement` in a township leads to the county's court."""

import re
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from concord.core.people.models import Duty, Organisation
from concord.engines.flow.template import Node

PLACE_CODE = re.compile(r"[0-9]{2,12}")


def bodies_near(names: Iterable[str], place: str, topic: str) -> dict[str, Organisation]:
    """For each name of a body or of its duty the nearest organisation at or above a place that answers to it.

    A body is called by its function or kind (`court`), a duty also by its part (`court.auction`): of several at one
    level, a unit whose very function is the full name comes first, then whom the responsibility list names for
    `topic`, then one whose function the body's name is, then the oldest. Names that nobody answers to are left out.
    One statement.
    """
    wanted = set(names)
    called = {name: (name, name.partition(".")[0]) for name in wanted}
    known = {one for both in called.values() for one in both}
    above = [place[:length] for length in range(2, len(place) + 1)]
    listed = Duty.objects.filter(organisation=OuterRef("pk"), topic=topic, place_id__in=above)
    found = list(
        Organisation.objects.filter(Q(function__in=known) | Q(kind__in=known), place_id__in=above)
        .annotate(is_listed=Exists(listed))
    )  # fmt: skip
    nearest = {name: _nearest(found, *both) for name, both in called.items()}
    return {name: one for name, one in nearest.items() if one}


def bodies_of(nodes: Iterable[Node], place: str, topic: str, facts: Mapping[str, object]) -> dict[str, Organisation]:
    """The body of each node by its code, near the place of the matter or near the one that the node names."""
    near: dict[str, list[Node]] = {}
    for node in nodes:
        near.setdefault(place_of(node, place, facts), []).append(node)
    return {
        node.code: found[node.owner]
        for where, there in near.items()
        for found in [bodies_near((node.owner for node in there), where, topic)]
        for node in there
        if node.owner in found
    }


def place_of(node: Node, place: str, facts: Mapping[str, object]) -> str:
    """Near which place the owner of a node is looked for: its `jurisdiction`, a place code or `@fact` that holds one.

    Where the fact is not stated, or is no code, it is the place of the matter.
    """
    named = node.jurisdiction
    code = str(facts.get(named[1:], "")) if named.startswith("@") else named
    return code if PLACE_CODE.fullmatch(code) else place


def _nearest(found: Iterable[Organisation], name: str, body: str) -> Organisation | None:
    answering = [one for one in found if {one.function, one.kind} & {name, body}]
    return max(answering, key=lambda one: _fitness(one, name, body), default=None)


def _fitness(one: Organisation, name: str, body: str) -> tuple[int, bool, bool, bool, int]:
    is_listed = bool(getattr(one, "is_listed", False))
    return (len(one.place_id), one.function == name and name != body, is_listed, one.function == body, -one.pk)
