"""Who is told when something happens to a dispute: the parties each step, staff what waits for them (D1, K9)."""

from collections.abc import Iterable
from functools import partial

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.disputes import facts
from concord.apps.disputes.jobs import make_file, open_from_sighting
from concord.apps.disputes.letters import follow_url
from concord.apps.disputes.services.following_up import plan_follow_up
from concord.apps.disputes.templatetags.deeds import task_title
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import holders_of, nearest_with, told_of_step
from concord.core.agenda.facts import TaskDueSoon, TaskLate
from concord.core.agenda.models import Step, Task
from concord.core.matters.models import Matter, Party
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.people.access import persons_with
from concord.core.people.models import Person

LANGUAGE = "zh-hans"


def _matter_of(act: Act) -> Matter:
    """The matter of an act; those heard of here all belong to one."""
    if act.matter_id is None:
        raise Matter.DoesNotExist(f"Act {act.pk} belongs to no matter.")
    return Matter.objects.get(pk=act.matter_id)


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
def tell_parties(act: Act) -> None:
    """Tell every party what happened, in their language, by message and in their inbox."""
    matter = _matter_of(act)
    parties = matter.parties.select_related("person")
    send(*(letter for party in parties for letter in _to_party(act, matter, party)))


def _sentence(act: Act, task: str) -> str:
    return _("%(task)s: %(sentence)s") % {"task": task_title(task), "sentence": tell(act)} if task else tell(act)


def _to_staff(act: Act, people: Iterable[Person], *, task: str = "") -> None:
    """Put what an act says in the inboxes of staff; `task` names the kind of task that it is about."""
    matter = _matter_of(act)
    letters = []
    for person in people:
        with override(person.language):
            letters.append(
                Letter(
                    channel=Notice.Channel.INBOX,
                    template=act.kind,
                    subject=matter.title,
                    body=_sentence(act, task),
                    link=f"/desk/disputes/{matter.pk}/",
                    key=f"act-{act.pk}-staff-{person.pk}",
                    matter_id=matter.pk,
                    person_id=person.pk,
                )
            )
    send(*letters)


@listens_to(facts.MediatorAssigned)
def tell_mediator(act: Act) -> None:
    """Tell a mediator that a dispute waits for their answer."""
    _to_staff(act, Person.objects.filter(pk=act.payload["mediator_id"]))


@listens_to(facts.SentToDepartment, facts.JointHandlingBegun, facts.BoundaryDecided)
def tell_department(act: Act) -> None:
    """Tell those who handle for a department that a dispute has come to it."""
    _to_staff(act, persons_with("handle_dispute", organisation_id=act.payload["organisation_id"], day=localdate()))


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
def tell_those_in_charge(act: Act) -> None:
    """Tell the mediator, or where there is none the coordinators of the county, what has come in."""
    mediators = Person.objects.filter(
        involvements__matter=act.matter_id, involvements__part="mediator", involvements__until=None
    )
    people = list(mediators) or list(_coordinators(_matter_of(act)))
    _to_staff(act, [person for person in people if person.pk != act.actor_id])


def _coordinators(matter: Matter) -> list[Person]:
    return nearest_with("reopen_dispute", matter.place_id, localdate())


# Whose task it is when it was given to nobody by name.
TASK_CAPABILITY = {
    "handle": "handle_dispute",
    "decide_boundary": "decide_boundary",
    "answer_objection": "reopen_dispute",
    "follow_up": "triage_dispute",
    "opinion": "do_step",
    "order": "do_step",
}


@listens_to(TaskDueSoon, TaskLate)
def tell_task_holders(act: Act) -> None:
    """Tell those who hold a task that it is due soon or late; a late one is brought before the supervisors (K5)."""
    task = Task.objects.select_related("matter").filter(pk=act.payload["task_id"], done_at=None).first()
    if task is None or task.matter.kind != Matter.Kind.DISPUTE:
        return
    people = _told_of(task, is_late=act.kind == TaskLate.__name__)
    _to_staff(act, {person.pk: person for person in people}.values(), task=task.kind)


def _told_of(task: Task, *, is_late: bool) -> list[Person]:
    """Who is told of a task's light: whom its scenario names, else its holders, and when it is late the supervisors."""
    today = localdate()
    if task.kind == Task.Kind.STEP:
        step = Step.objects.select_related("run__version", "matter", "task__organisation__superior").get(task=task)
        return told_of_step(step, Task.Warned.RED if is_late else Task.Warned.YELLOW, today)
    people = holders_of(task, TASK_CAPABILITY.get(task.kind, "mediate"), today)
    return people + (nearest_with("supervise", task.matter.place_id, today) if is_late else [])


@listens_to(facts.SettlementPerformed, facts.DepartmentResolved)
def plan_the_visit(act: Act) -> None:
    """Ask the centre to visit after the end (回访)."""
    plan_follow_up(_matter_of(act), ended=localdate(act.at), today=localdate())


@listens_to(facts.MediationEnded)
def make_the_file(act: Act) -> None:
    """Have the file made that goes along to a court or to arbitration."""
    make_file.later(act_id=act.pk)


@listens_to("SightingHandedOn")
def take_it_over(act: Act) -> None:
    """Have a dispute opened of what a grid worker saw, where it was handed to the mediation centre."""
    if act.payload["to"] == "disputes":
        open_from_sighting.later(act_id=act.pk)
