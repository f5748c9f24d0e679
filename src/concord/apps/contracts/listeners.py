"""What the desk is told of contracts: kinds of tasks, pages, and letters to who has to do something next."""

from collections.abc import Iterable

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop

from concord.apps.contracts.facts import life, performing, review
from concord.apps.contracts.facts.integrity import SignRaised
from concord.apps.contracts.facts.registers import RegisterAnswered, RegisterAsked
from concord.apps.contracts.jobs import look_at_body, look_up
from concord.apps.contracts.models import Contract, IntegrityAlarm, Review, Stage
from concord.apps.contracts.registers import registers
from concord.apps.contracts.services.looking_up import ask_about
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, nearest_with, works
from concord.core.matters.models import Matter
from concord.core.notices.inbox import inbox_letters
from concord.core.notices.listeners import desk_pages
from concord.core.notices.services import send
from concord.core.people.access import persons_with
from concord.core.people.models import Person
from concord.core.search.rooms import stages

works.update(
    {
        "contract_request": Work(gettext_noop("Approve the request for a contract"), "approve_contract"),
        "contract_draft": Work(gettext_noop("Draft the contract"), "handle_contract"),
        "contract_counsel": Work(gettext_noop("Review the contract as legal counsel"), "review_contract", bound=True),
        "contract_legality": Work(gettext_noop("Review the legality of the contract"), "review_legality"),
        "contract_negotiate": Work(gettext_noop("Negotiate the contract"), "handle_contract"),
        "contract_approve": Work(gettext_noop("Approve the contract"), "approve_contract"),
        "contract_sign": Work(gettext_noop("Have the contract signed"), "seal_contract"),
        "contract_file": Work(gettext_noop("File the contract"), "handle_contract"),
        "contract_archive": Work(gettext_noop("Archive the contract"), "handle_contract"),
    }
)
desk_pages[Matter.Kind.CONTRACT] = "/desk/contracts/"
stages[Matter.Kind.CONTRACT] = dict(Stage.choices)


def _matters(acts: list[Act]) -> dict[int, Matter]:
    return Matter.objects.in_bulk({act.matter_id for act in acts if act.matter_id is not None})


def _tell(acts: list[Act], capability: str) -> None:
    """Tell those of the leading body who hold a capability, except who did it."""
    matters, today = _matters(acts), localdate()
    for act in acts:
        matter = matters[act.matter_id or 0]
        people = persons_with(capability, organisation_id=matter.lead_id or 0, day=today)
        send(*inbox_letters(act, matter.title, "/desk/contracts/", people.exclude(pk=act.actor_id or 0)))


@listens_to(life.ContractRequested, life.ContractSentToApproval)
def tell_who_approves(acts: list[Act]) -> None:
    """Tell who approves that something waits to be approved."""
    _tell(acts, "approve_contract")


@listens_to(life.ContractApproved)
def tell_who_seals(acts: list[Act]) -> None:
    """Tell the keepers of the seal that a contract can be signed."""
    _tell(acts, "seal_contract")


@listens_to(
    life.ContractRequestApproved,
    life.ContractSentBack,
    life.CopySigned,
    review.OpinionGiven,
    review.ReviewDeclined,
    review.VersionUnreadable,
)
def tell_who_handles(acts: list[Act]) -> None:
    """Tell who handles a contract that it is their turn."""
    _tell(acts, "handle_contract")


@listens_to(performing.AlarmRaised, performing.CorrectionOrdered, performing.AlarmEnded)
def tell_of_alarms(acts: list[Act]) -> None:
    """Tell who handles a contract that it is not performed as promised, and what is ordered or ended."""
    _tell(acts, "handle_contract")


@listens_to(performing.AlarmRaised, performing.AlarmExplained, performing.CorrectionAnswered)
def tell_who_supervises(acts: list[Act]) -> None:
    """Tell who supervises the contracts of the place what is not as promised, and what is said to it."""
    matters, today = _matters(acts), localdate()
    for act in acts:
        matter = matters[act.matter_id or 0]
        people = nearest_with("order_correction", matter.place_id, today)
        others = [one for one in people if one.pk != act.actor_id]
        send(*inbox_letters(act, matter.title, "/desk/contracts/", others))


@listens_to(RegisterAsked)
def put_question(acts: list[Act]) -> None:
    """Put each question to the register of companies."""
    for act in acts:
        look_up.later(once=f"lookup-{act.payload['lookup_id']}", lookup=act.payload["lookup_id"])


@listens_to(life.ContractRequestApproved, life.ContractDetailsChanged)
def look_counterparties_up(acts: list[Act]) -> None:
    """Ask the register about counterparties whose credit code is known, as soon as the text can be drafted."""
    if registers.companies is None:
        return
    found = Contract.objects.filter(pk__in={act.matter_id for act in acts}).exclude(counterpart_code="")
    for contract in found.exclude(matter__stage=Stage.REQUESTED):
        if not contract.lookups.filter(code=contract.counterpart_code).exists():
            ask_about(contract, by=None)


@listens_to(life.CopySigned, life.AwardEntered, RegisterAnswered)
def look_for_signs(acts: list[Act]) -> None:
    """Hold what a body signed against the signs of integrity, as soon as it signed or knows more."""
    for body in sorted({one.lead_id for one in _matters(acts).values() if one.lead_id is not None}):
        look_at_body.later(once=f"signs-{body}", body=body)


@listens_to(SignRaised)
def tell_who_watches_over_integrity(acts: list[Act]) -> None:
    """Tell those with this duty, and nobody else, that there is a sign to be judged."""
    alarms, today = IntegrityAlarm.objects.in_bulk([act.payload["alarm_id"] for act in acts]), localdate()
    for act in acts:
        alarm = alarms[act.payload["alarm_id"]]
        people = nearest_with("judge_integrity", alarm.place, today)
        send(*inbox_letters(act, str(alarm.body), f"/desk/contracts/integrity/{alarm.pk}/", people))


@listens_to(review.ReviewAsked)
def tell_reviewers(acts: list[Act]) -> None:
    """Tell the counsel who was chosen, or the justice bureau, that an opinion is asked."""
    matters, today = _matters(acts), localdate()
    for act in acts:
        asked = Review.objects.select_related("person").get(pk=act.payload["review_id"])
        people: Iterable[Person] = [asked.person] if asked.person else []
        if asked.organisation_id is not None:
            people = persons_with("review_legality", organisation_id=asked.organisation_id, day=today)
        send(*inbox_letters(act, matters[act.matter_id or 0].title, "/desk/contracts/", people))
