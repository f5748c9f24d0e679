"""Two scenarios under way in the demo county, so that desks, workload and what stands still have something to show."""

from django.utils.timezone import localdate

from concord.config.demo.county import County
from concord.core.agenda.models import Run, Step
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.services.stepping import accept_step
from concord.core.agenda.services.upkeep import tell_stuck_work
from concord.core.matters.access import declare_system, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.models import Person

# A contest about who is responsible goes on; a supervision stands still, since the county has no inspection office.
SCENARIOS = ("contested_responsibility", "overdue_supervision")


def make_desks(county: County) -> None:
    """Start them in open disputes, let the window clerk take a step on, and look what stands still."""
    coordinator, today = Person.objects.get(username="coordinator"), localdate()
    declare_system()
    if Run.objects.filter(matter__county=county.place.pk, matter__kind=Matter.Kind.DISPUTE).exists():
        return
    open_disputes = matters_with_capability(coordinator, "run_scenario").filter(
        kind=Matter.Kind.DISPUTE, county=county.place.pk, is_open=True, lead__isnull=False
    )
    for code, matter in zip(SCENARIOS, open_disputes.order_by("pk")[: len(SCENARIOS)], strict=False):
        start_scenario(matter.pk, code, {}, by=coordinator, today=today)
    declare_system()
    step = Step.objects.filter(task__organisation=county.centre, state=Step.State.OPEN).order_by("pk").first()
    if step is not None:
        accept_step(step.pk, by=Person.objects.get(username="window"))
    tell_stuck_work(today)
