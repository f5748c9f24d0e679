"""Which disputes exist for whom. Every queryset of this app starts here."""

from functools import lru_cache

from django.db.models import Q, QuerySet

from concord.apps.disputes.models import Contest, Dispute, Poster, Settlement
from concord.core.matters.access import declare_reader, matters_of_party, matters_with_capability, matters_within
from concord.core.matters.models import Matter, Party
from concord.core.people.access import Reach, reach_of
from concord.core.people.models import Person
from concord.core.questions import Given, Question


def _matters(person: Person, capability: str) -> QuerySet[Matter]:
    return matters_with_capability(person, capability).filter(kind=Matter.Kind.DISPUTE)


def _of(matters: QuerySet[Matter]) -> QuerySet[Dispute]:
    return Dispute.objects.filter(matter__in=matters).select_related("matter", "matter__place", "matter__lead")


def _disputes(person: Person, capability: str) -> QuerySet[Dispute]:
    return _of(_matters(person, capability))


def disputes_within(reach: Reach, person: Given) -> QuerySet[Matter]:
    """The matters of disputes to which `reach` goes, for a question that is kept."""
    return matters_within(reach, person).filter(kind=Matter.Kind.DISPUTE)


def seeing(person: Person) -> Reach:
    """How far `person` may read disputes as staff."""
    return reach_of(person, "see_dispute")


@lru_cache(maxsize=2048)
def _one_within(reach: Reach, *, locked: bool) -> Question[Dispute]:
    one = _of(disputes_within(reach, Given("person"))).filter(pk=Given("pk"))
    return Question(one.select_for_update(of=("self",)) if locked else one.select_related("mediator", "committee"))


def _one(person: Person, capability: str, pk: int, *, locked: bool) -> Dispute:
    declare_reader(person)
    return _one_within(reach_of(person, capability), locked=locked).one(person=person.pk, pk=pk)


def disputes_seen_by(person: Person) -> QuerySet[Dispute]:
    """The disputes that `person` may read as staff."""
    return _disputes(person, "see_dispute")


def dispute_seen_by(person: Person, pk: int) -> Dispute:
    """One of these, with its mediator and committee; no other exists."""
    return _one(person, "see_dispute", pk, locked=False)


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of these disputes: lists are narrowed, ordered and cut here, where number, stage and dates stand."""
    return _matters(person, "see_dispute")


def disputes_triaged_by(person: Person) -> QuerySet[Dispute]:
    """The disputes that `person` may accept, correct or send elsewhere."""
    return _disputes(person, "triage_dispute")


def dispute_triaged_by(person: Person, pk: int) -> Dispute:
    """One of these, locked until the transaction ends; no other exists."""
    return _one(person, "triage_dispute", pk, locked=True)


def disputes_run_by(person: Person) -> QuerySet[Dispute]:
    """The disputes that `person` coordinates."""
    return _disputes(person, "assign_mediator")


def dispute_handled_by(person: Person, pk: int) -> Dispute:
    """A dispute that `person` handles for a department, locked until the transaction ends; no other exists."""
    return _one(person, "handle_dispute", pk, locked=True)


def disputes_mediated_by(person: Person) -> QuerySet[Dispute]:
    """The disputes in which `person` is the mediator."""
    return _disputes(person, "mediate").filter(mediator=person)


def disputes_reopened_by(person: Person) -> QuerySet[Dispute]:
    """The disputes whose objections `person` decides."""
    return _disputes(person, "reopen_dispute")


def matters_exported_by(person: Person) -> QuerySet[Matter]:
    """The matters of the disputes that `person` may take out as a table."""
    return _matters(person, "export_disputes")


def disputes_revealed_to(person: Person) -> QuerySet[Dispute]:
    """The disputes whose parties' phones and numbers `person` may unmask, with a purpose."""
    return _disputes(person, "reveal_personal")


def disputes_of_party(person: Person) -> QuerySet[Dispute]:
    """The disputes in which `person` is a party."""
    return Dispute.objects.filter(matter__in=matters_of_party(person)).select_related("matter", "matter__place")


def dispute_followed(party: Party) -> Dispute:
    """The dispute of a party who came with a follow code (`party_following` opened it for this transaction)."""
    return Dispute.objects.select_related("matter", "matter__place", "matter__lead").get(matter=party.matter_id)


def contests_decided_by(person: Person) -> QuerySet[Contest]:
    """The open boundary disputes that `person` decides."""
    matters = matters_with_capability(person, "decide_boundary")
    return Contest.objects.filter(dispute__matter__in=matters, decided_at=None)


def settlement_of(party: Party) -> Settlement:
    """The settlement that waits for this party's signature or was signed by it."""
    return Settlement.objects.filter(dispute__matter=party.matter_id, status__in=Settlement.LIVE).latest("pk")


def posters_of(person: Person) -> QuerySet[Poster]:
    """The posters in the places for which `person` prints them."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "print_poster").places:
        inside |= Q(place__code__startswith=place)
    return Poster.objects.filter(inside).select_related("place", "organisation")
