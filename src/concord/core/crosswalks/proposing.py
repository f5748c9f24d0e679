"""What the machine proposes for lines of a crosswalk, with records that people have classified as witnesses."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from concord.core.crosswalks.models import Crossed, Crosswalk, Line
from concord.core.crosswalks.tongues import deciders
from concord.engines.text.crosswalk import Foreign, propose
from concord.engines.text.taxonomy import taxonomy

Told = dict[str, str | float | int | list[str]]
MOST_WITNESSES = 5_000


def proposals_for(lines: Sequence[Line], decided: dict[str, Counter[str]] | None = None) -> list[list[Told]]:
    """For each line up to three proposals, as they are kept with it."""
    known = decided or {}
    classes = [Foreign(line.path, line.definition, dict(known.get(line.key, {}))) for line in lines]
    return [
        [{"target": one.target, "share": one.share, "words": list(one.words), "records": one.records} for one in found]
        for found in propose(classes)
    ]


def decided_in(crosswalk: Crosswalk) -> dict[str, Counter[str]]:
    """By class of the other body, the items that people gave to its records, of the newest 5,000 records.

    What people gave is told by the rooms where they decide (`deciders`).
    """
    keys = dict(crosswalk.records.order_by("-matter").values_list("matter", "key")[:MOST_WITNESSES])
    given = {matter: item for known in deciders for matter, item in known(keys).items()}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for matter, item in given.items():
        if item in taxonomy().items:
            found[keys[matter]][item] += 1
    return found


def counted(crosswalk: Crosswalk, keys: Sequence[str]) -> dict[str, int]:
    """How many records of each of these classes came in."""
    return Counter(Crossed.objects.filter(crosswalk=crosswalk, key__in=keys).values_list("key", flat=True))
