"""Which body answers for a duty near a place: `court.enforcement` in a township leads to the county's court."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from concord.core.people.models import Duty, Organisation


def bodies_near(names: Iterable[str], place: str, topic: str) -> dict[str, Organisation]:
    """For each name of a body the nearest organisation of that function or kind at or above a place.

    Of several at one level, the one that the responsibility list names for `topic` comes first, then one whose very
    function it is, then the oldest. Names that nobody answers to are left out. One statement.
    """
    wanted = sorted(set(names))
    above = [place[:length] for length in range(2, len(place) + 1)]
    listed = Duty.objects.filter(organisation=OuterRef("pk"), topic=topic, place_id__in=above)
    found = Organisation.objects.filter(
        Q(function__in=wanted) | Q(kind__in=wanted), place_id__in=above
    ).annotate(is_listed=Exists(listed))  # fmt: skip
    nearest: dict[str, Organisation] = {}
    for one in sorted(found, key=lambda one: (len(one.place_id), one.is_listed, one.function in wanted, -one.pk)):
        nearest |= {name: one for name in (one.kind, one.function) if name in wanted}
    return nearest
