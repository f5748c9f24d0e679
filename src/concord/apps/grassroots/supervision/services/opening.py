"""Open a case: by itself when governed work turns red, or by a supervisor's hand before that."""

from collections.abc import Set
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.grassroots.supervision import facts
from concord.apps.grassroots.supervision.models import MOVES, Case, LateWork, Stage
from concord.apps.grassroots.supervision.selectors.detail import bodies_in
from concord.apps.grassroots.supervision.services.joining import join_by_rules, rules_at_opening
from concord.core.acts.services import record
from concord.core.agenda.duty import called
from concord.core.agenda.flowing import involve
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter, MatterLink
from concord.core.matters.search import first_entry
from concord.core.matters.services import move, new_number
from concord.core.people.access import bodies_with
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

TASK = "follow_case"


@transaction.atomic
def follow_late_work(task: Task, today: date) -> Case | None:
    """Have a task that turned red followed: in the open case of the same matter and body, or in a new one; once.

    Work of no body is not followed here: nobody could answer for it, and the nightly look tells of it.
    """
    Matter.objects.select_for_update().get(pk=task.matter_id)  # two workers open one case
    body = task.organisation or task.matter.lead
    if body is None or LateWork.objects.filter(task=task).exists():
        return None
    case = (
        Case.objects.filter(about=task.matter, responsible=body, matter__is_open=True).select_related("matter").first()
    )
    if case is None:
        case = _open(Case(about=task.matter, responsible=body), today)
        opened = facts.SupervisionOpened(
            matter_id=case.pk, about_id=task.matter_id, organisation_id=body.pk, body=body.name, work=called(task)
        )
        _tell(case, opened, by=None)
    else:
        _again(case, task)
    LateWork.objects.create(case=case, task=task)
    return case


def _again(case: Case, task: Task) -> None:
    """More work of the same body in the same matter is late."""
    body = case.responsible
    if case.matter.stage == Stage.CAUGHT_UP:
        move(case.matter, Stage.FOLLOWED, MOVES)
    told = facts.MoreWorkLate(matter_id=case.pk, organisation_id=body.pk, body=body.name, work=called(task))
    record(told, by=None)


@transaction.atomic
def note_caught_up(matters: Set[int]) -> None:
    """Of the cases about these matters, say so in those whose late work is all done."""
    followed = Case.objects.filter(about__in=matters, matter__stage=Stage.FOLLOWED, late_work__isnull=False)
    caught_up = followed.exclude(late_work__task__done_at=None).values("pk")
    held = Case.objects.filter(pk__in=caught_up).select_related("matter", "responsible")
    for case in held.select_for_update(of=("self", "matter")):
        move(case.matter, Stage.CAUGHT_UP, MOVES)
        record(facts.LateWorkDone(matter_id=case.pk, body=case.responsible.name), by=None)


@transaction.atomic
def supervise_matter(about_pk: int, body: Organisation, reason: str, *, by: Person, today: date) -> Case:
    """Have the work of a body in a matter followed, for a supervisor of its place, without waiting for a red light.

    Refuses a matter that has ended, a body that has no part in it, one's own body, empty words, and a second open case.
    """
    found = matters_with_capability(by, "supervise").exclude(kind=Matter.Kind.SUPERVISION)
    about = found.select_related("place", "lead").select_for_update(of=("self",)).get(pk=about_pk)
    if not about.is_open:
        raise Refusal(_("This matter has ended."))
    if not bodies_in(about).filter(pk=body.pk).exists():
        raise Refusal(_("Choose a body that has a part in the matter."), field="body")
    if body.pk in bodies_with(by, "supervise"):
        raise Refusal(_("Another body has to follow the work of your own."), field="body")
    if not reason.strip():
        raise Refusal(_("Write why it is followed."), field="reason")
    if Case.objects.filter(about=about, responsible=body, matter__is_open=True).exists():
        raise Refusal(_("The work of this body is followed here already."), field="body")
    case = _open(Case(about=about, responsible=body, reason=reason.strip(), opened_by=by), today)
    asked = facts.SupervisionAsked(
        matter_id=case.pk, about_id=about.pk, organisation_id=body.pk, body=body.name, reason=case.reason
    )
    _tell(case, asked, by=by)
    return case


def _open(case: Case, today: date) -> Case:
    """Open the matter of a case beside the one that it is about; the responsible body sees it from the first moment."""
    about = case.about
    case.matter = Matter.objects.create(
        number=new_number("DB", about.place_id, today),
        kind=Matter.Kind.SUPERVISION,
        title=about.title,
        topic=about.topic,
        place=about.place,
        stage=Stage.FOLLOWED,
        law_as_of=today,
        invented=about.invented,
    )
    case.save(force_insert=True)
    MatterLink.objects.create(source=case.matter, target=about, kind=MatterLink.Kind.ABOUT)
    first_entry(case.matter, [about.title, case.responsible.name]).save(force_insert=True)
    involve(case.matter, [case.responsible])
    return case


def _tell(case: Case, opened: facts.SupervisionOpened | facts.SupervisionAsked, *, by: Person | None) -> None:
    """Record the opening on both matters, let bodies follow by the rules, and give the first of them the task."""
    about = facts.AboutToBeSupervised(
        matter_id=case.about_id, supervision_id=case.pk, body=case.responsible.name, number=str(case.matter.number)
    )
    record(opened, about, by=by)
    join_by_rules(case, rules_at_opening(case), by=by)
    begun = case.matter.law_as_of
    open_task(case.matter, TASK, begun=begun, by_when=deadline(TASK, begun), organisation=case.matter.lead)
