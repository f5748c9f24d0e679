"""Watch whether the classifier still does what it did, county by county, and tell those with the duty (D3).

False alarms: the watch of agreement rings by chance once in 2,000 answers on average, that of categories once in a
thousand looks; it looks once a month.
"""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from concord.apps.insight.classes.facts import ClassifierDrifted
from concord.apps.insight.classes.models import Drift, Judged, Via
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.told import tellers, told_in
from concord.core.people.models import Place
from concord.engines.text.classify import classify_many
from concord.engines.text.drift import Watch, grown, watch_agreement, watch_shares, wilson

REFERENCE, FEWEST_NEW, MOST_NEW = 200, 10, 5_000
BEFORE, MOST_READ, FEWEST_READ = 90, 2_000, 30


@transaction.atomic
def watch_county(county: str, *, today: date) -> list[Drift]:
    """Look at the answers since the last alarm and, on the first of a month, at the last one's mix of categories."""
    declare_system()
    rung = [_agreement(county)]
    if today.day == 1:
        rung.append(_shares(county, today))
    found = [one for one in rung if one is not None]
    place = Place.objects.get(pk=county)
    for drift in found:
        drift.save()
        told = ClassifierDrifted(
            matter_id=None,
            drift_id=drift.pk,
            place=county,
            place_name=place.name,
            kind_name=str(drift.get_kind_display()),
            since=drift.since.isoformat(),
        )
        record(told, by=None)
    return found


def _answers(county: str) -> QuerySet[Judged]:
    """The answers in their order; without those to questions, which are chosen by how unsure the model is."""
    return Judged.objects.filter(matter__county=county).exclude(via=Via.QUEUE).order_by("pk")


def _agreement(county: str) -> Drift | None:
    """The first 200 answers since the last alarm (or model) say what is expected, the later ones are watched.

    What is expected is the lower end of their interval, so that a lucky beginning does not ring later by itself.
    """
    last = Drift.objects.filter(county=county, kind=Drift.Kind.AGREEMENT).order_by("-pk").first()
    rows = list(_answers(county).filter(pk__gt=last.mark if last else 0)[: REFERENCE + MOST_NEW])
    rows = [one for one in rows if one.model == rows[-1].model]
    old, new = rows[:REFERENCE], rows[REFERENCE:]
    if len(new) < FEWEST_NEW:
        return None
    expected = wilson(sum(one.agreed for one in old), len(old))
    watch = watch_agreement([one.agreed for one in new], expected.low)
    facts = [_told("before", expected.share, len(old)), _told("now", *_since(new, watch))]
    begun = localdate(new[min(watch.since, len(new) - 1)].at)
    return _rung(county, Drift.Kind.AGREEMENT, watch, since=begun, facts=facts, mark=rows[-1].pk)


def _since(new: list[Judged], watch: Watch) -> tuple[float, int]:
    later = new[watch.since :] or new
    return sum(one.agreed for one in later) / len(later), len(later)


def _told(name: str, share: float, of: int) -> dict[str, object]:
    return {"name": name, "share": round(share, 4), "of": of}


def _categories(county: str, first: date, after: date) -> Counter[str]:
    """The categories that the model in force gives to the matters of a time; at most two thousand, the newest."""
    came = Matter.objects.filter(
        kind__in=tellers, county=county, opened_at__date__gte=first, opened_at__date__lt=after
    ).order_by("-pk")[:MOST_READ]
    words = [one.words for one in told_in(came).values() if one.words.strip()]
    return Counter(one.category for one in classify_many(words))


def _shares(county: str, today: date) -> Drift | None:
    """The last month against the ninety days before it."""
    first = (today - timedelta(days=1)).replace(day=1)
    before = _categories(county, first - timedelta(days=BEFORE), first)
    now = _categories(county, first, today)
    if min(before.total(), now.total()) < FEWEST_READ:
        return None
    watch = watch_shares(before, now)
    facts: list[dict[str, object]] = [
        {"name": category, "before": round(old, 4), "now": round(new, 4)} for category, old, new in grown(before, now)
    ]
    return _rung(county, Drift.Kind.SHARES, watch, since=first, facts=facts)


def _rung(
    county: str, kind: str, watch: Watch, *, since: date, facts: list[dict[str, object]], mark: int = 0
) -> Drift | None:
    """The alarm, if the watch rings."""
    if not watch.rings:
        return None
    return Drift(
        county=county,
        kind=kind,
        statistic=watch.statistic,
        threshold=watch.threshold,
        since=since,
        facts=facts,
        mark=mark,
    )
