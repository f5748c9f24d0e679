"""The second and third review: counsel chosen online, then for major contracts the justice bureau (P3)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.contracts.access import COUNSELS_PART, counsel_for, reviews_given_by
from concord.apps.contracts.facts.review import MajorRecognised, OpinionGiven, ReviewAsked, ReviewDeclined
from concord.apps.contracts.models import Contract, Counsel, Opinion, Review, Stage, Tier, Version
from concord.apps.contracts.services.agreement import agreed, grounds
from concord.apps.contracts.services.counsel import conflicts
from concord.apps.contracts.services.steps import enter, hold, said, the_text
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve as involve_bodies
from concord.core.agenda.models import Task
from concord.core.agenda.owners import bodies_near
from concord.core.matters.models import Matter
from concord.core.matters.services import involve, release
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

SENDING = (Stage.DRAFTING, Stage.NEGOTIATING)
BUREAU = "justice"


@transaction.atomic
def send_to_counsel(pk: int, counsel_pk: int, *, by: Person, today: date) -> Review:
    """Ask a counsel of the pool for an opinion on the newest version, within the limit in working days.

    Refuses without a screened text, a counsel with a conflict of interest, and one who has enough to do already.
    """
    contract = hold(pk, "handle_contract", by, SENDING)
    version = the_text(contract)
    counsel = counsel_for(contract).select_for_update(of=("self",)).get(pk=counsel_pk)
    if found := conflicts(counsel, contract, today):
        raise Refusal(_("%(name)s cannot review it: %(why)s.") % {
            "name": counsel.person.name, "why": "；".join(found)
        }, field="counsel")  # fmt: skip
    if counsel.waiting >= counsel.most_open:
        raise Refusal(_("%(name)s has enough to do; choose another.") % {"name": counsel.person.name}, field="counsel")
    _recognise_major(contract, by)
    task = enter(contract, Stage.COUNSEL, by=by, today=today, person=counsel.person)
    involve(contract.matter, [counsel.person], COUNSELS_PART)
    Counsel.objects.filter(pk=counsel.pk).update(waiting=F("waiting") + 1)
    return _ask(contract, version, Tier.COUNSEL, task, by, person=counsel.person)


def _recognise_major(contract: Contract, by: Person) -> None:
    found = grounds(contract)
    ids = [one.id for one in found]
    if ids != contract.major:
        contract.major = ids
        contract.save(update_fields=["major"])
        if found:
            names = "、".join(one.name for one in found)
            record(MajorRecognised(matter_id=contract.pk, grounds=names), by=by)


def _ask(
    contract: Contract,
    version: Version,
    tier: Tier,
    task: Task | None,
    by: Person,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
) -> Review:
    assert task is not None
    review = Review.objects.create(
        contract=contract,
        version=version,
        tier=tier,
        task=task,
        person=person,
        organisation=organisation,
        asked_by=by,
    )
    told = ReviewAsked(
        matter_id=contract.pk,
        review_id=review.pk,
        tier=tier.value,
        tier_name=str(tier.label),
        who=_who(review),
        due_on=task.due_on.isoformat() if task.due_on else "",
    )
    record(told, by=by)
    return review


def _who(review: Review) -> str:
    if review.person is not None:
        return review.person.name
    return review.organisation.name if review.organisation else ""


def _held(pk: int, by: Person) -> Review:
    """A review that waits for `by`, with its contract locked. Refuses one that was given meanwhile."""
    review: Review = reviews_given_by(by).get(pk=pk)
    Matter.objects.select_for_update().get(pk=review.contract_id)
    return reviews_given_by(by).select_related("person", "organisation").get(pk=pk)


@transaction.atomic
def decline_review(pk: int, reason: str, *, by: Person, today: date) -> Review:
    """Say as counsel that one cannot take a review, and why; who handles the contract chooses another."""
    review = _held(pk, by)
    if review.tier != Tier.COUNSEL:
        raise Refusal(_("The justice bureau gives an opinion on every major contract."))
    words = said(reason, _("Say why you cannot take it."))
    _settle(review, Opinion.DECLINED, words, (), by)
    record(ReviewDeclined(matter_id=review.contract_id, review_id=pk, who=by.name, reason=words), by=by)
    enter(review.contract, Stage.DRAFTING, by=by, today=today)
    release(review.contract.matter, by, COUNSELS_PART)  # last: from then on the contract is not there for them
    return review


@transaction.atomic
def give_opinion(
    pk: int, opinion: str, *, words: str = "", taken: Sequence[int] = (), by: Person, today: date
) -> Review:
    """Give one's opinion on the version that was sent, with the findings of the machine that one makes one's own.

    Agreed, it goes on: a major contract to the justice bureau, any other to be negotiated; objected to, it is drafted
    anew. Refuses an objection or changes without words, and findings of another version.
    """
    review = _held(pk, by)
    if opinion not in {Opinion.AGREE, Opinion.CHANGES, Opinion.OBJECT}:
        raise Refusal(_("Say whether you agree."), field="opinion")
    if opinion != Opinion.AGREE:
        said(words, _("Say what has to change."), "words")
    if set(taken) - set(review.version.findings.filter(pk__in=taken).values_list("pk", flat=True)):
        raise Refusal(_("Take over findings of the version that you review."), field="taken")
    _settle(review, Opinion(opinion), words.strip(), taken, by)
    _tell(review, by)
    _go_on(review, by, today)
    return review


def _settle(review: Review, opinion: Opinion, words: str, taken: Sequence[int], by: Person) -> None:
    review.opinion, review.words, review.taken = opinion, words, sorted(set(taken))
    review.given_by, review.given_at = by, timezone.now()
    review.save()
    if review.tier == Tier.COUNSEL:
        free_counsel(review)


def end_access_of_counsel(contract: Contract) -> None:
    """Counsel read a contract while it is made; once it is filed or given up, it is there for them no longer."""
    parts = contract.matter.involvements.filter(part=COUNSELS_PART, person__isnull=False, until=None)
    parts.update(until=timezone.now())


def free_counsel(review: Review) -> None:
    """One review less waits for its counsel."""
    chosen = Counsel.objects.filter(person=review.person_id, is_active=True, waiting__gt=0)
    chosen.update(waiting=F("waiting") - 1)


def _tell(review: Review, by: Person) -> None:
    told = OpinionGiven(
        matter_id=review.contract_id,
        review_id=review.pk,
        tier=review.tier,
        tier_name=str(Tier(review.tier).label),
        who=_who(review),
        opinion=review.opinion,
        opinion_name=str(Opinion(review.opinion).label),
        words=review.words,
    )
    record(told, by=by, organisation_id=review.organisation_id)


def _go_on(review: Review, by: Person, today: date) -> None:
    contract = review.contract
    if review.opinion == Opinion.OBJECT:
        enter(contract, Stage.DRAFTING, by=by, today=today)
    elif review.tier == Tier.COUNSEL and contract.major and not agreed(contract, Tier.LEGALITY, review.version):
        _send_to_bureau(contract, review.version, by, today)
    else:
        enter(contract, Stage.NEGOTIATING, by=by, today=today)


def _send_to_bureau(contract: Contract, version: Version, by: Person, today: date) -> None:
    """Ask the nearest justice bureau; refuses where the place has none, for then nobody would ever answer."""
    matter = contract.matter
    bureau = bodies_near([BUREAU], matter.place_id, "").get(BUREAU)
    if bureau is None:
        raise Refusal(_("This place has no justice bureau on record; ask whoever keeps the bodies to enter it."))
    involve_bodies(matter, [bureau])
    task = enter(contract, Stage.LEGALITY, by=by, today=today, organisation=bureau)
    _ask(contract, version, Tier.LEGALITY, task, by, organisation=bureau)
