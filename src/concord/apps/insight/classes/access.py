"""Whose answers, questions and models exist for whom. Every queryset of this room starts here."""

from django.db.models import Q, QuerySet

from concord.apps.insight.classes.models import Asked, Drift, Judged, Offered
from concord.core.matters.access import matters_with_capability
from concord.core.people.access import may, reach_of
from concord.core.people.models import Person


def questions_for(person: Person) -> QuerySet[Asked]:
    """The open questions that `person` may answer: about matters of their own places, without those they skipped."""
    matters = matters_with_capability(person, "answer_class")
    found = Asked.objects.filter(matter__in=matters, answer=None).exclude(skips__by=person)
    return found.select_related("matter__place")


def judged_seen_by(person: Person) -> QuerySet[Judged]:
    """The answers that count in the accuracy that `person` sees."""
    return Judged.objects.filter(matter__in=matters_with_capability(person, "watch_classifier"))


def judged_taken_by(person: Person) -> QuerySet[Judged]:
    """The answers that `person` may take out for training; never those drawn at random, which measure."""
    matters = matters_with_capability(person, "take_corrections")
    return Judged.objects.filter(matter__in=matters).exclude(via="audit").select_related("matter")


def drifts_seen_by(person: Person) -> QuerySet[Drift]:
    """The alarms of the counties of `person`."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "watch_classifier").places:
        inside |= Q(county__startswith=place[:6])
    return Drift.objects.filter(inside)


def _models(person: Person, capability: str) -> QuerySet[Offered]:
    found = Offered.objects.defer("content").select_related("by")
    return found if may(person, capability) else found.none()


def models_seen_by(person: Person) -> QuerySet[Offered]:
    """The models, for who watches the classifier; they hold no text of anybody."""
    return _models(person, "watch_classifier")


def models_switched_by(person: Person) -> QuerySet[Offered]:
    """The models that `person` may put in force."""
    return _models(person, "switch_classifier")
