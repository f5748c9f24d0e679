"""Which page a task leads to, by the kind of its matter; a kind without a page leads to the matter's scenarios."""

from django.urls import NoReverseMatch, reverse

from concord.core.agenda.models import Task
from concord.core.matters.models import Matter

PAGES: dict[str, str] = {
    Matter.Kind.DISPUTE: "disputes:detail",
    Matter.Kind.SIGHTING: "grassroots:detail",
    Matter.Kind.CONSULTATION: "consultation:detail",
    Matter.Kind.SUPERVISION: "supervision:detail",
    Matter.Kind.WARNING: "warnings:detail",
    Matter.Kind.CONTRACT: "contracts:detail",
}

# Tasks whose work is done on a page of their own, which is found by the task.
OF_TASK: dict[str, str] = {"put_right": "evaluation:task", "decide_evaluation_objection": "evaluation:task"}


def page_of_matter(matter: Matter) -> str:
    """The address of a matter's page."""
    if matter.kind in PAGES:
        try:
            return reverse(PAGES[matter.kind], args=[matter.pk])
        except NoReverseMatch:  # the room of this kind is not installed
            pass
    return reverse("agenda:matter", args=[matter.pk])


def page_of_task(task: Task) -> str:
    """Where the work of a task is done: the run of a step, the matter's orders, or the matter's page."""
    step = getattr(task, "step", None)
    if step is not None:
        return reverse("agenda:run", args=[step.run_id])
    if task.kind in {Task.Kind.OPINION, Task.Kind.ORDER} and task.matter.kind != Matter.Kind.SUPERVISION:
        return reverse("agenda:matter", args=[task.matter_id])
    if task.kind in OF_TASK:
        return reverse(OF_TASK[task.kind], args=[task.pk])
    return page_of_matter(task.matter)
