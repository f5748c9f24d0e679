"""Earlier warnings of the same: they make a new one graver, and its page names them."""

from django.db.models import Q, QuerySet

from concord.apps.insight.warnings.models import EarlyWarning, Stage


def earlier_than(
    *, county: str, subject: str, called: str, place: str, topic: str, but: int | None = None
) -> QuerySet[EarlyWarning]:
    """Other warnings of the same organisation, the same cause, or the same topic in the same place.

    Those that were found to be none do not count.
    """
    same = Q(subject=subject, called=called)
    if topic:
        same |= Q(topic=topic, matter__place=place)
    others = EarlyWarning.objects.filter(same, matter__county=county).exclude(matter__stage=Stage.DISMISSED)
    return others.exclude(pk=but).select_related("matter__place").order_by("-pk")
