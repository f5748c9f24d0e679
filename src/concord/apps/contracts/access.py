"""Which contracts exist for whom, and who of the pool of counsel. Every queryset of this room starts here.

Counsel reach a contract by a part of their own in it (`Involvement`) since they were asked; all others through their
body, or their place.
"""

from django.db.models import QuerySet

from concord.apps.contracts.models import (
    Alarm,
    Contract,
    Counsel,
    Engagement,
    Finding,
    IntegrityAlarm,
    Review,
    Version,
)
from concord.core.matters.access import declare_reader, matters_with_capability
from concord.core.matters.models import Involvement, Matter
from concord.core.people.access import bodies_with, memberships_today, reach_of
from concord.core.people.models import Organisation, Person, Place

# The part by which counsel, whose role reaches only what is theirs, has a contract.
COUNSELS_PART = Involvement.Part.LEAD


def contracts_with(person: Person, capability: str) -> QuerySet[Contract]:
    """The contracts on which `person` may use `capability` today; for them no others exist."""
    matters = matters_with_capability(person, capability).filter(kind=Matter.Kind.CONTRACT)
    return Contract.objects.filter(matter__in=matters).select_related("matter", "matter__place", "matter__lead")


def contracts_seen_by(person: Person) -> QuerySet[Contract]:
    """The contracts that `person` may read."""
    return contracts_with(person, "see_contract")


def contracts_fed_by(person: Person) -> QuerySet[Contract]:
    """The contracts of which a source, taken in by `person`, may report payments, awards and assets."""
    return contracts_with(person, "feed_contract")


def versions_seen_by(person: Person) -> QuerySet[Version]:
    """The versions of the contracts that `person` may read."""
    return Version.objects.filter(contract__in=contracts_seen_by(person).values("pk"))


def findings_answered_by(person: Person) -> QuerySet[Finding]:
    """The findings that `person` may answer, as who handles the contract or as who may override."""
    handled = contracts_with(person, "handle_contract").values("pk")
    overridden = contracts_with(person, "override_finding").values("pk")
    theirs = Finding.objects.filter(version__contract__in=handled)
    return theirs | Finding.objects.filter(version__contract__in=overridden)


def reviews_given_by(person: Person) -> QuerySet[Review]:
    """The reviews that wait for an opinion of `person`: as the counsel who was chosen, or for the justice bureau."""
    as_counsel = contracts_with(person, "review_contract").values("pk")
    for_bureau = contracts_with(person, "review_legality").values("pk")
    waiting = Review.objects.filter(opinion="waiting").select_related("contract__matter", "version")
    own = waiting.filter(person=person, contract__in=as_counsel)
    return own | waiting.filter(organisation__in=bodies_with(person, "review_legality"), contract__in=for_bureau)


def bodies_requesting(person: Person) -> QuerySet[Organisation]:
    """The bodies for which `person` may request a contract."""
    return Organisation.objects.filter(pk__in=bodies_with(person, "handle_contract")).select_related("place")


def _places_above(places: list[str]) -> set[str]:
    return {place[:length] for place in places for length in range(2, len(place) + 1)}


def counsel_for(contract: Contract) -> QuerySet[Counsel]:
    """Those of the pool who may be chosen for a contract of its place, whatever speaks against it."""
    above = _places_above([contract.matter.place_id])
    return Counsel.objects.filter(is_active=True, place__in=above).select_related("person", "firm")


def places_of_counsel(person: Person) -> QuerySet[Place]:
    """The places whose pool of counsel `person` keeps."""
    held = [one for one in memberships_today(person) if "keep_counsel" in one.role.capabilities]
    return Place.objects.filter(pk__in={one.place_id or one.organisation.place_id for one in held})


def counsel_kept_by(person: Person) -> QuerySet[Counsel]:
    """Those of the pool whom `person` enters and takes out."""
    found = Counsel.objects.filter(is_active=True, place__in=places_of_counsel(person))
    return found.select_related("person", "firm", "place")


def engagements_declared_by(person: Person) -> QuerySet[Engagement]:
    """The engagements of `person` as counsel, and of all counsel whose pool they keep."""
    own = Engagement.objects.filter(counsel__person=person, counsel__is_active=True)
    return (own | Engagement.objects.filter(counsel__in=counsel_kept_by(person))).select_related("counsel__person")


def alarms_with(person: Person, capability: str) -> QuerySet[Alarm]:
    """The alarms of the contracts on which `person` may use a capability today."""
    found = Alarm.objects.filter(contract__in=contracts_with(person, capability).values("pk"))
    return found.select_related("contract__matter__lead")


def integrity_seen_by(person: Person, capability: str = "see_integrity") -> QuerySet[IntegrityAlarm]:
    """The signs that `person` looks at as who watches over integrity in their places; none about a body of theirs.

    No part in a contract, and no other duty in the place, opens them.
    """
    declare_reader(person)
    found = IntegrityAlarm.objects.filter(pk__in=[])
    for place in reach_of(person, capability).places:
        found |= IntegrityAlarm.objects.filter(place__startswith=place)
    own = [one.organisation_id for one in memberships_today(person)]
    return found.exclude(body__in=own).select_related("body")
