"""Which papers exist for whom: those of the matters one may see."""

from django.db.models import QuerySet

from concord.core.matters.access import matters_of_party, matters_read_by, matters_with_capability
from concord.core.matters.models import Party
from concord.core.papers.models import Paper
from concord.core.people.models import Person


def papers_for_staff(person: Person, capability: str) -> QuerySet[Paper]:
    """The papers of the matters on which `person` holds `capability`."""
    return Paper.objects.filter(matter__in=matters_with_capability(person, capability))


def papers_seen_by(person: Person) -> QuerySet[Paper]:
    """The papers of the matters that `person` may read as staff, each kind of matter by its own capability."""
    return Paper.objects.filter(matter__in=matters_read_by(person))


def papers_for_party(party: Party) -> QuerySet[Paper]:
    """The papers that a party who came with a follow code may read."""
    return Paper.objects.filter(matter=party.matter_id, visibility=Paper.Visibility.PARTIES)


def papers_for_resident(person: Person) -> QuerySet[Paper]:
    """The papers of the matters in which `person` is a party."""
    return Paper.objects.filter(matter__in=matters_of_party(person), visibility=Paper.Visibility.PARTIES)
