"""Find what people should be asked: where an answer teaches most, and a sample at random for measuring (D3).

Both are the platform's own work, by the clock. Nobody is obliged to answer: a question has no light and no deadline.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from concord.apps.insight.classes.models import Asked, Judged
from concord.core.crosswalks.models import Crossed
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.told import Told, tellers, told_in
from concord.engines.text.asking import MOST_READ, Candidate, choose
from concord.engines.text.classify import Classified, classify_many, items_of
from concord.engines.text.taxonomy import taxonomy

MOST_OPEN, LATELY, SAMPLE = 30, timedelta(days=30), 30
MOST_ANSWERED = 1_000


def _matters(county: str) -> QuerySet[Matter]:
    return Matter.objects.filter(kind__in=tellers, county=county)


def _asked(why_audit: bool) -> Exists:
    found = Asked.objects.filter(matter=OuterRef("pk"))
    return Exists(found.filter(why=Asked.Why.AUDIT) if why_audit else found.exclude(why=Asked.Why.AUDIT))


def _question(
    matter: int, why: str, said: Classified, *, words: str, weight: float = 0.0, month: date | None = None
) -> Asked:
    return Asked(
        matter_id=matter,
        why=why,
        weight=weight,
        said=said.item,
        share=said.scores.get(said.category, 0.0),
        first_three=list(items_of(words)),
        because=[reason.word[:20] for reason in said.because[:3]],
        model=said.model,
        month=month,
    )


def _other_doors(matters: Sequence[Matter]) -> dict[int, str]:
    """What another door says of matters: the items that a crosswalk allows, where it is one only."""
    crossed = Crossed.objects.filter(matter__in=matters).exclude(edition=None).select_related("edition")
    said = {one.matter_id: str(one.edition.table.get(one.key, "")) for one in crossed if one.edition}
    return {matter: item for matter, item in said.items() if item in taxonomy().items}


def _answered(county: str) -> list[str]:
    """The texts of matters that people have judged, the newest thousand."""
    keys = Judged.objects.filter(matter__county=county).order_by("-pk").values_list("matter", flat=True)
    told = told_in(Matter.objects.filter(pk__in=list(keys[:MOST_ANSWERED])))
    return [one.words for one in told.values() if one.words]


@transaction.atomic
def draw_questions(county: str, *, today: date) -> int:
    """Fill a county's questions up to thirty open ones, from its matters of the last thirty days. How many are new.

    A matter that a person has judged already, or that was asked about before, is not asked about again.
    """
    declare_system()
    open_now = Asked.objects.filter(matter__county=county, answer=None).exclude(why=Asked.Why.AUDIT)
    wanted = MOST_OPEN - open_now.count()
    judged = Exists(Judged.objects.filter(matter=OuterRef("pk")))
    fresh = _matters(county).filter(~_asked(False), ~judged, opened_at__date__gt=today - LATELY)
    matters = list(fresh.order_by("-pk")[:MOST_READ])
    told = _told_words(matters)
    others = _other_doors(matters)
    candidates = [Candidate(pk, words, others.get(pk, "")) for pk, words in told.items()]
    chosen = choose(candidates, _answered(county), wanted) if wanted > 0 else []
    Asked.objects.bulk_create(
        _question(one.key, one.why, one.said, words=told[one.key], weight=one.weight) for one in chosen
    )
    return len(chosen)


def _told_words(matters: Iterable[Matter]) -> dict[int, str]:
    told: dict[int, Told] = told_in(matters)
    return {pk: one.words for pk, one in told.items() if one.words.strip()}


@transaction.atomic
def draw_sample(county: str, month: date, *, size: int = SAMPLE) -> int:
    """Draw the sample of a month at random from all that came in, once; the same month draws the same. How many.

    Whether people have judged a matter already makes no difference, else the sample would be of the odd ones out.
    """
    declare_system()
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    if Asked.objects.filter(matter__county=county, why=Asked.Why.AUDIT, month=first).exists():
        return 0
    came = _matters(county).filter(opened_at__date__gte=first, opened_at__date__lt=after)
    keys = list(came.order_by("pk").values_list("pk", flat=True))
    drawn = random.Random(f"{county}-{first}").sample(keys, min(size, len(keys)))  # noqa: S311  # to be drawn again
    told = _told_words(Matter.objects.filter(pk__in=drawn))
    said = dict(zip(told, classify_many(list(told.values())), strict=True))
    Asked.objects.bulk_create(
        _question(pk, Asked.Why.AUDIT, said[pk], words=words, month=first) for pk, words in sorted(told.items())
    )
    return len(told)


def counties_with_matters(today: date) -> list[str]:
    """The counties in which anything came in during the last forty days."""
    declare_system()
    since = today - timedelta(days=40)
    found = Matter.objects.filter(kind__in=tellers, opened_at__date__gt=since).order_by()
    return sorted(found.values_list("county", flat=True).distinct())
