"""Keep the counts of each place, topic and day with each report, so that no look has to read reports (D7, G4)."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from concord.apps.insight.warnings.models import DayCount, Watched
from concord.core.acts.models import Act
from concord.core.matters.models import Matter
from concord.core.matters.told import told_in

ONCE_IN = timedelta(days=7)


def enter_count(row: Watched) -> None:
    """Count a report that is about to be saved, unless its sender reported the same topic within a week before."""
    before = Watched.objects.filter(county=row.county, sender=row.sender, topic=row.topic)
    row.counted = not before.filter(at__gt=row.at - ONCE_IN, at__lte=row.at).exists()
    if row.counted:
        _add(row, 1)


def _add(row: Watched, number: int) -> None:
    day = localtime(row.at).date()
    kept, _made = DayCount.objects.get_or_create(county=row.county, place=row.place, topic=row.topic, day=day)
    DayCount.objects.filter(pk=kept.pk).update(number=F("number") + number)


@transaction.atomic
def count_as_decided(acts: Sequence[Act]) -> None:
    """A person decided what these matters are, and where: what was counted of them is counted there."""
    decided = Matter.objects.in_bulk({act.matter_id for act in acts if act.matter_id is not None})
    told = told_in(decided.values())
    for row in Watched.objects.select_for_update().filter(matter__in=told.keys()):
        place, topic = decided[row.matter_id].place_id, told[row.matter_id].topic
        if (row.place, row.topic) == (place, topic) or not place.startswith(row.county):
            continue
        if row.counted:
            _add(row, -1)
        row.place, row.topic = place, topic
        if row.counted:
            _add(row, 1)
        row.save(update_fields=["place", "topic"])
