"""Which warnings exist for whom. Every queryset of this room starts here."""

from django.db.models import QuerySet

from concord.apps.insight.warnings.models import EarlyWarning
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.models import Person


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of the warnings that `person` may read: lists are narrowed, ordered and cut here."""
    return matters_with_capability(person, "see_warning").filter(kind=Matter.Kind.WARNING)


def _warnings(matters: QuerySet[Matter]) -> QuerySet[EarlyWarning]:
    return EarlyWarning.objects.filter(matter__in=matters).select_related("matter__place", "matter__lead", "judged_by")


def warnings_seen_by(person: Person) -> QuerySet[EarlyWarning]:
    """The warnings that `person` may read."""
    return _warnings(matters_seen_by(person))


def warnings_judged_by(person: Person) -> QuerySet[EarlyWarning]:
    """The open warnings that `person` may judge."""
    within = matters_with_capability(person, "judge_warning")
    return _warnings(within.filter(kind=Matter.Kind.WARNING, is_open=True))
