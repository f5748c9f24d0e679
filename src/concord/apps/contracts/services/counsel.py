"""The pool of legal counsel: who can be chosen, for whom each acts otherwise, and what speaks against a choice (P3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from concord.apps.contracts.access import counsel_kept_by, engagements_declared_by, places_of_counsel
from concord.apps.contracts.facts.counsel import CounselEntered, CounselLeft, EngagementDeclared, EngagementEnded
from concord.apps.contracts.models import Contract, Counsel, Engagement, Opinion, Review
from concord.apps.contracts.services.steps import said
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.matters.services import name_key
from concord.core.people.access import memberships_on
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

MOST_ENGAGEMENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselEntry:
    """Someone for the pool: for which kinds of contracts (none: all), where, how many reviews at a time."""

    person: Person
    firm: Organisation
    place_id: str
    natures: Sequence[str] = ()
    introduction: str = ""
    most_open: int = 8


@transaction.atomic
def enter_counsel(entry: CounselEntry, *, by: Person) -> Counsel:
    """Enter someone into the pool of a place that `by` keeps.

    Refuses who stands there already, and who holds no role as counsel of the firm.
    """
    declare_reader(by)
    place = places_of_counsel(by).filter(pk=entry.place_id).first()
    if place is None:
        raise Refusal(_("Choose one of your places."), field="place")
    if Counsel.objects.filter(person=entry.person, is_active=True).exists():
        raise Refusal(_("This person is in the pool already."), field="person")
    held = [one for one in memberships_on(entry.person, localdate()) if one.organisation_id == entry.firm.pk]
    if not any("review_contract" in one.role.capabilities for one in held):
        raise Refusal(_("This person has no role as legal counsel of this firm."), field="person")
    counsel = Counsel.objects.create(
        person=entry.person,
        firm=entry.firm,
        place=place,
        natures=list(entry.natures),
        introduction=entry.introduction.strip(),
        most_open=entry.most_open,
    )
    told = CounselEntered(matter_id=None, counsel_id=counsel.pk, name=entry.person.name, firm=entry.firm.name)
    record(told, by=by)
    return counsel


@transaction.atomic
def take_out_counsel(pk: int, *, by: Person) -> Counsel:
    """Take someone out of the pool. Refuses while a review waits for them."""
    declare_reader(by)
    counsel = counsel_kept_by(by).select_for_update(of=("self",)).get(pk=pk)
    if counsel.waiting:
        raise Refusal(_("A review waits for this counsel; it has to be given or declined first."))
    counsel.is_active = False
    counsel.save(update_fields=["is_active"])
    record(CounselLeft(matter_id=None, counsel_id=pk, name=counsel.person.name), by=by)
    return counsel


@transaction.atomic
def declare_engagement(
    pk: int, name: str, *, credit_code: str = "", until: date | None = None, by: Person
) -> Engagement:
    """Say for whom a counsel or the firm acts; contracts of that enterprise are not theirs to review from now on.

    Said by the counsel, or by who keeps the pool. Refuses an empty name, and one that stands there already.
    """
    declare_reader(by)
    own = Counsel.objects.filter(person=by, is_active=True)
    counsel = (own | counsel_kept_by(by)).select_related("person").get(pk=pk)
    told = said(name, _("Write the name of the enterprise."), "name")
    if counsel.engagements.filter(name_key=name_key(told)).exists():
        raise Refusal(_("This enterprise was declared already."), field="name")
    if counsel.engagements.count() >= MOST_ENGAGEMENTS:
        raise Refusal(_("More than five hundred engagements cannot be declared."))
    made = Engagement.objects.create(
        counsel=counsel, name=told[:160], name_key=name_key(told), credit_code=credit_code.strip(), until=until
    )
    record(EngagementDeclared(matter_id=None, counsel_id=pk, name=counsel.person.name, enterprise=made.name), by=by)
    return made


@transaction.atomic
def end_engagement(pk: int, *, by: Person) -> None:
    """Say that a counsel no longer acts for an enterprise."""
    declare_reader(by)
    engagement = engagements_declared_by(by).select_for_update(of=("self",)).get(pk=pk)
    engagement.delete()
    told = EngagementEnded(
        matter_id=None,
        counsel_id=engagement.counsel_id,
        name=engagement.counsel.person.name,
        enterprise=engagement.name,
    )
    record(told, by=by)


def conflicts(counsel: Counsel, contract: Contract, today: date) -> list[str]:
    """What makes a counsel unfit for a contract; empty where nothing is known."""
    found = []
    engaged = counsel.engagements.filter(Q(until=None) | Q(until__gte=today))
    same = Q(name_key=contract.counterpart_key)
    if contract.counterpart_code:
        same |= Q(credit_code=contract.counterpart_code)
    if engaged.filter(same).exists():
        found.append(_("acts for the counterparty"))
    if name_key(counsel.firm.name) == contract.counterpart_key:
        found.append(_("the firm itself is the counterparty"))
    bodies = {name_key(one.organisation.name) for one in memberships_on(counsel.person, today)}
    if contract.counterpart_key in bodies - {name_key(counsel.firm.name)}:
        found.append(_("holds a role at the counterparty"))
    if counsel.person_id == contract.requested_by_id:
        found.append(_("asked for this contract"))
    return found


def declined_before(counsel: Counsel, contract: Contract) -> bool:
    """Whether this counsel could not take the contract before."""
    declined = Review.objects.filter(contract=contract, person=counsel.person_id, opinion=Opinion.DECLINED)
    return declined.exists()
