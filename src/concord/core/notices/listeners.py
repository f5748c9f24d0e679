"""The event door of notices: webhooks hear of acts in their organisations' matters, people of their tasks' lights."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import called, told_of
from concord.core.agenda.facts import TaskDueSoon, TaskLate
from concord.core.agenda.models import Task
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.hooks import hooks_for, letter_about
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.people.models import Person

# Where a matter's page lies on the desk, by its kind; the apps add theirs. Of other kinds the desk itself is shown.
desk_pages: dict[str, str] = {}


@listens_to()
def tell_hooks(acts: list[Act]) -> None:
    """Write a notice for each live webhook of the organisations in an act's matter.

    That a message was given up is for people to see to, and of no use to a program.
    """
    of_use = [act for act in acts if act.kind != NoticeGivenUp.__name__]
    hooks = hooks_for({act.matter_id for act in of_use if act.matter_id is not None})
    send(*(letter_about(act, matter, hook) for act in of_use for matter, hook in hooks if matter.pk == act.matter_id))


@listens_to(TaskDueSoon, TaskLate)
def tell_of_lights(acts: list[Act]) -> None:
    """Tell those whose task is due soon or late, in whatever app; a late one comes before the supervisors (K5)."""
    waiting = Task.objects.filter(done_at=None).select_related("matter")
    tasks = waiting.in_bulk({act.payload["task_id"] for act in acts})
    known = [(act, tasks[act.payload["task_id"]]) for act in acts if act.payload["task_id"] in tasks]
    send(*(letter for act, task in known for letter in _about_light(act, task)))


def _about_light(act: Act, task: Task) -> list[Letter]:
    light = Task.Warned.RED if act.kind == TaskLate.__name__ else Task.Warned.YELLOW
    return [_to_holder(act, task, person) for person in told_of(task, light, localdate())]


def _to_holder(act: Act, task: Task, person: Person) -> Letter:
    with override(person.language):
        name, said = called(task), tell(act)
        if name:
            said = _("%(task)s: %(sentence)s") % {"task": name, "sentence": said}
    page = desk_pages.get(task.matter.kind)
    return Letter(
        channel=Notice.Channel.INBOX,
        template=act.kind,
        subject=task.matter.title,
        body=said,
        link=f"{page}{task.matter_id}/" if page else "/desk/",
        key=f"act-{act.pk}-staff-{person.pk}",
        matter_id=task.matter_id,
        person_id=person.pk,
    )
