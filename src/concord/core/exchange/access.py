"""Whose sources exist for whom. Every queryset of data exchange starts here."""

from django.db.models import Q, QuerySet

from concord.core.exchange.models import Feed, ImportJob, RejectedRow, SourceRecord
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.access import reach_of
from concord.core.people.models import Person, Place


def _in_places(person: Person, capability: str, field: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, capability).places:
        inside |= Q(**{f"{field}__startswith": place})
    return inside


def _feeds(person: Person, capability: str) -> QuerySet[Feed]:
    return Feed.objects.filter(_in_places(person, capability, "place__code")).select_related("place", "keeper")


def _jobs(person: Person, capability: str) -> QuerySet[ImportJob]:
    inside = _in_places(person, capability, "feed__place__code")
    return ImportJob.objects.filter(inside).select_related("feed__place", "feed__keeper", "started_by")


def _rows(person: Person, capability: str) -> QuerySet[RejectedRow]:
    inside = _in_places(person, capability, "feed__place__code")
    return RejectedRow.objects.filter(inside, mended_at=None).select_related("feed__place", "feed__keeper", "job")


def feeds_seen_by(person: Person) -> QuerySet[Feed]:
    """The connected sources whose state `person` sees: those of their places and below."""
    return _feeds(person, "see_exchange")


def feeds_run_by(person: Person) -> QuerySet[Feed]:
    """The sources from which `person` has records fetched, and for which they send files."""
    return _feeds(person, "run_import").filter(stopped_at=None)


def feeds_connected_by(person: Person) -> QuerySet[Feed]:
    """The sources that `person` connects and disconnects."""
    return _feeds(person, "connect_source")


def jobs_seen_by(person: Person) -> QuerySet[ImportJob]:
    """The jobs whose progress `person` sees."""
    return _jobs(person, "see_exchange")


def jobs_run_by(person: Person) -> QuerySet[ImportJob]:
    """The jobs that `person` stops and lets go on."""
    return _jobs(person, "run_import")


def rows_seen_by(person: Person) -> QuerySet[RejectedRow]:
    """The refused rows of which `person` sees the reason; what the row says is for those who mend."""
    return _rows(person, "see_exchange")


def rows_mended_by(person: Person) -> QuerySet[RejectedRow]:
    """The refused rows that `person` may read and mend."""
    return _rows(person, "mend_import")


def waiting_rows(feed: Feed) -> QuerySet[RejectedRow]:
    """The refused rows of a source that nobody has mended, and that still say something: the platform's own work."""
    return RejectedRow.objects.filter(feed=feed, mended_at=None).exclude(row="")


def _counties_and_townships(inside: Q) -> QuerySet[Place]:
    levels = (Place.Level.COUNTY, Place.Level.TOWNSHIP)
    return Place.objects.filter(inside, level__in=levels).order_by("level", "code")


def places_connected_by(person: Person) -> QuerySet[Place]:
    """The counties and townships for which `person` connects sources."""
    return _counties_and_townships(_in_places(person, "connect_source", "code"))


def places_exported_by(person: Person) -> QuerySet[Place]:
    """The counties and townships whose matters `person` takes out."""
    return _counties_and_townships(_in_places(person, "export_matters", "code"))


def records_seen_by(person: Person) -> QuerySet[SourceRecord]:
    """The records that became matters which `person` may read, of the sources whose state they see."""
    inside = _in_places(person, "see_exchange", "feed__place__code")
    found = SourceRecord.objects.filter(inside, matter__in=matters_read_by(person))
    return found.select_related("matter__place", "feed__place", "job")


def matters_exported_by(person: Person) -> QuerySet[Matter]:
    """The matters that `person` may take out as a table: what they may read, where they may take it out."""
    inside = _in_places(person, "export_matters", "place__code")
    return matters_read_by(person).filter(inside)
