"""Who is told when something happens to a dispute: the parties each step, staff what waits for them (D1, K9)."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from concord.apps.disputes import facts
from concord.apps.disputes.jobs import make_file, open_from_sighting
from concord.apps.disputes.kinds import named
from concord.apps.disputes.letters import follow_url
from concord.apps.disputes.models import Channel, Dispute, Stage
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services.following_up import plan_follow_ups
from concord.apps.disputes.templatetags.deeds import TASKS
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, nearest_with, works
from concord.core.agenda.jobs import reckon_the_matter
from concord.core.agenda.models import Run
from concord.core.agenda.queues import Queue, queues
from concord.core.linking.jobs import compare_later
from concord.core.matters.models import Matter, Party
from concord.core.matters.told import Told, tellers, topics
from concord.core.matters.wording import Wording, wordings
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.listeners import desk_pages
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.people.access import persons_with
from concord.core.people.models import Person
from concord.core.search.rooms import stages
from concord.engines.text.taxonomy import taxonomy

LANGUAGE = "zh-hans"
VULNERABLE = frozenset({"涉未成年人", "老年人", "残疾与重病", "农民工"})


def _told(keys: Iterable[int]) -> dict[int, Told]:
    """What was said in disputes: the words of the reports, and the respondent as it is named."""
    wanted = list(keys)
    respondents = Party.objects.filter(matter__in=wanted, side=Party.Side.RESPONDENT).order_by("-pk")
    named = dict(respondents.values_list("matter", "name_key"))
    rows = Dispute.objects.filter(pk__in=wanted).select_related("matter")
    return {one.pk: _told_of(one, named.get(one.pk, "")) for one in rows}


def _told_of(dispute: Dispute, respondent: str) -> Told:
    family = dispute.category or str(dispute.proposal.get("category", ""))
    return Told(
        words=dispute.words,
        organisation=respondent,
        topic=family if family in topics else "",
        amount=dispute.amount,
        vulnerable=bool(VULNERABLE & set(dispute.tags)),
        day=dispute.happened_on,
        item=joinable_item(dispute),
    )


tellers[Matter.Kind.DISPUTE] = _told
topics |= {category.id: (category.zh, category.en) for category in taxonomy().categories}
wordings[Matter.Kind.DISPUTE] = Wording(
    categories=lambda: {one.id: named(one) for one in taxonomy().categories},
    sources=lambda: {one.value: str(one.label) for one in Channel},
    stages=lambda: {one.value: str(one.label) for one in Stage},
)


def _with_matters(acts: list[Act]) -> list[tuple[Act, Matter]]:
    """Acts, each with its matter; those heard of here all belong to one."""
    matters = Matter.objects.in_bulk({act.matter_id for act in acts if act.matter_id is not None})
    found = []
    for act in acts:
        if act.matter_id is None:
            raise Matter.DoesNotExist(f"Act {act.pk} belongs to no matter.")
        found.append((act, matters[act.matter_id]))
    return found


def _to_party(act: Act, matter: Matter, party: Party) -> list[Letter]:
    language = party.person.language if party.person else LANGUAGE
    with override(language):
        sentence = tell(act)
        subject = _("Your dispute %(number)s") % {"number": matter.number}
        body = _("[Concord] %(number)s: %(sentence)s See each step: %(url)s") % {
            "number": matter.number,
            "sentence": sentence,
            "url": follow_url(),
        }
    letter = partial(Letter, template=act.kind, subject=subject, matter_id=matter.pk, link="/my/")
    letters = []
    if party.phone and not matter.invented:
        key = f"act-{act.pk}-sms-{party.pk}"
        letters.append(letter(channel=Notice.Channel.SMS, address=party.phone, body=body, key=key))
    if party.person_id:
        key = f"act-{act.pk}-inbox-{party.pk}"
        letters.append(letter(channel=Notice.Channel.INBOX, person_id=party.person_id, body=sentence, key=key))
    return letters


@listens_to(
    facts.DisputeAccepted,
    facts.DisputeRefused,
    facts.SentToDepartment,
    facts.DepartmentResolved,
    facts.MediationBegun,
    facts.AppointmentMade,
    facts.AppointmentCancelled,
    facts.OfferMade,
    facts.SettlementDrafted,
    facts.SettlementRecalled,
    facts.SettlementSigned,
    facts.SettlementReached,
    facts.SettlementPerformed,
    facts.MediationEnded,
    facts.DisputeWithdrawn,
    facts.DisputeReopened,
    facts.ObjectionDismissed,
    facts.AppointmentNear,
    facts.InstalmentComing,
    facts.InstalmentDue,
    facts.InstalmentLate,
    facts.MediationEnding,
    facts.FileReadied,
)
def tell_parties(acts: list[Act]) -> None:
    """Tell every party what happened, in their language, by message and in their inbox."""
    parties: dict[int, list[Party]] = defaultdict(list)
    named = Party.objects.filter(matter__in={act.matter_id for act in acts}).order_by("pk")
    for party in named.select_related("person").defer("identity_number", "address"):
        parties[party.matter_id].append(party)
    told = [(act, matter, party) for act, matter in _with_matters(acts) for party in parties[matter.pk]]
    send(*(letter for act, matter, party in told for letter in _to_party(act, matter, party)))


def _to_staff(act: Act, matter: Matter, people: Iterable[Person]) -> list[Letter]:
    """What an act says, for the inboxes of staff."""
    letters = []
    for person in people:
        with override(person.language):
            letters.append(
                Letter(
                    channel=Notice.Channel.INBOX,
                    template=act.kind,
                    subject=matter.title,
                    body=tell(act),
                    link=f"/desk/disputes/{matter.pk}/",
                    key=f"act-{act.pk}-staff-{person.pk}",
                    matter_id=matter.pk,
                    person_id=person.pk,
                )
            )
    return letters


@listens_to(facts.MediatorAssigned)
def tell_mediator(acts: list[Act]) -> None:
    """Tell a mediator that a dispute waits for their answer."""
    chosen = Person.objects.in_bulk({act.payload["mediator_id"] for act in acts})
    told = ((act, matter, chosen[act.payload["mediator_id"]]) for act, matter in _with_matters(acts))
    send(*(letter for act, matter, mediator in told for letter in _to_staff(act, matter, [mediator])))


@listens_to(facts.SentToDepartment, facts.JointHandlingBegun, facts.BoundaryDecided)
def tell_department(acts: list[Act]) -> None:
    """Tell those who handle for a department that a dispute has come to it."""
    bodies = {act.payload["organisation_id"] for act in acts}
    handling = {body: list(persons_with("handle_dispute", organisation_id=body, day=localdate())) for body in bodies}
    told = ((act, matter, handling[act.payload["organisation_id"]]) for act, matter in _with_matters(acts))
    send(*(letter for act, matter, people in told for letter in _to_staff(act, matter, people)))


@listens_to(
    facts.OfferMade,
    facts.OfferAnswered,
    facts.SettlementSigned,
    facts.MediatorDeclined,
    facts.ObjectionRaised,
    facts.RoutingContested,
    facts.AppointmentNear,
    facts.InstalmentDue,
    facts.InstalmentLate,
    facts.MediationEnding,
    NoticeGivenUp,
)
def tell_those_in_charge(acts: list[Act]) -> None:
    """Tell the mediator, or where there is none the coordinators of the county, what has come in."""
    for act, matter in _with_matters(acts):
        mediators = Person.objects.filter(
            involvements__matter=matter, involvements__part="mediator", involvements__until=None
        )
        people = list(mediators) or _coordinators(matter)
        send(*_to_staff(act, matter, [person for person in people if person.pk != act.actor_id]))


def _coordinators(matter: Matter) -> list[Person]:
    return nearest_with("reopen_dispute", matter.place_id, localdate())


# Whose task it is when it was given to nobody by name.
TASK_CAPABILITY = {
    "handle": "handle_dispute",
    "decide_boundary": "decide_boundary",
    "answer_assignment": "mediate",
    "mediate": "mediate",
    "watch_performance": "mediate",
    "answer_objection": "reopen_dispute",
    "decide_evaluation_objection": "decide_objection",
    "follow_up": "triage_dispute",
}
works.update({kind: Work(TASKS[kind], held, bound=held == "mediate") for kind, held in TASK_CAPABILITY.items()})
# What waits at a step before anybody has a task; who may take it up finds it on the desk.
QUEUES = {
    "triage": (gettext_noop("Decide on a reported dispute"), "triage_dispute", Stage.REPORTED),
    "choose_mediator": (gettext_noop("Choose a mediator or a department"), "assign_mediator", Stage.ACCEPTED),
}
queues.update(
    {
        name: Queue(title, capability, Matter.Kind.DISPUTE, (stage,))
        for name, (title, capability, stage) in QUEUES.items()
    }
)
desk_pages[Matter.Kind.DISPUTE] = "/desk/disputes/"
stages[Matter.Kind.DISPUTE] = dict(Stage.choices)


@listens_to(facts.SettlementPerformed, facts.DepartmentResolved)
def plan_the_visit(acts: list[Act]) -> None:
    """Ask the centre to visit after the end (回访)."""
    plan_follow_ups({matter: localdate(act.at) for act, matter in _with_matters(acts)}, today=localdate())


@listens_to(facts.MediationEnded)
def make_the_file(acts: list[Act]) -> None:
    """Have the file made that goes along to a court or to arbitration."""
    for act in acts:
        make_file.later(act_id=act.pk)


@listens_to("SightingHandedOn")
def take_it_over(acts: list[Act]) -> None:
    """Have disputes opened of what grid workers saw, where it was handed to the mediation centre."""
    for act in acts:
        if act.payload["to"] == "disputes":
            open_from_sighting.later(act_id=act.pk)


@listens_to(facts.ReportReceived, facts.ReportJoined, facts.DisputeAccepted, facts.DisputeJoined)
def look_for_the_same(acts: list[Act]) -> None:
    """Have a dispute compared with all others whenever something is known of it that was not before."""
    compare_later(act.matter_id for act in acts)


@listens_to(facts.DisputeAccepted)
def look_at_its_work_anew(acts: list[Act]) -> None:
    """Accepting may give a dispute another place and kind: the scenarios under way in it are reckoned anew."""
    matters = [act.matter_id for act in acts if act.matter_id is not None]
    running = Run.objects.filter(matter__in=matters, state=Run.State.RUNNING).values_list("matter", flat=True)
    for matter_id in set(running):
        reckon_the_matter.later(matter_id=matter_id, once=f"reckon-{matter_id}")
