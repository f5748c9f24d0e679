"""One supervision case of the demo county: wages that the township let lie, an order, its answer and a finding."""

from datetime import timedelta

from django.utils import timezone

from concord.apps.grassroots.supervision.models import Case, Found
from concord.apps.grassroots.supervision.services import following
from concord.apps.grassroots.supervision.services.opening import follow_late_work
from concord.config.demo.clock import at
from concord.config.demo.county import County
from concord.core.agenda.models import Task
from concord.core.agenda.services.demanding import answer_demand
from concord.core.matters.access import declare_system
from concord.core.people.models import Person

DAYS_AGO = 28  # whole weeks, so that days of work stay days of work
ORDER = "工人已等两个月。请核实工地欠薪人数和数额，三个工作日内书面答复怎么办、何时办结。"
ANSWER = "已核实七人、共九万六千元。施工单位承诺本周内付清，街道派人现场盯着。"
FOUND = "转来后十四个工作日没有派人到场，也没有说明。"


def _late(county: County) -> Task | None:
    """What a grid handed on about wages, grown old."""
    handed_on = Task.objects.filter(
        matter__county=county.place.pk, kind="handed_on", done_at=None, matter__topic="P05", matter__invented=True
    )
    task = handed_on.select_related("matter__lead", "organisation").order_by("pk").first()
    if task is None or task.due_on is None or task.yellow_on is None:
        return None
    for name in ("opened_on", "yellow_on", "due_on"):
        setattr(task, name, getattr(task, name) - timedelta(days=DAYS_AGO))
    task.warned = Task.Warned.RED
    task.save(update_fields=["opened_on", "yellow_on", "due_on", "warned"])
    return task


def make_supervision(county: County) -> None:
    """The case of late wages; making it again changes nothing."""
    declare_system()
    if Case.objects.filter(matter__county=county.place.pk).exists():
        return
    task = _late(county)
    if task is None:
        return
    inspector, township = (Person.objects.get(username=name) for name in ("inspector", "township"))
    began = timezone.now() - timedelta(days=6)
    with at(began):
        case = follow_late_work(task, timezone.localdate())
    assert case is not None
    with at(began + timedelta(hours=5)):
        demand = following.order(case.pk, ORDER, days=3, by=inspector, today=timezone.localdate())
    with at(began + timedelta(days=2)):
        answer_demand(demand.pk, ANSWER, by=township)
    with at(began + timedelta(days=5)):
        following.find(case.pk, Found.LATE, FOUND, by=inspector, today=timezone.localdate())
