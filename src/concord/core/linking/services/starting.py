"""Begin to compare everything, stop it, let it go on."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.linking.access import runs_run_by
from concord.core.linking.facts import LinkRunResumed, LinkRunStarted, LinkRunStopped
from concord.core.linking.forms_of import kinds
from concord.core.linking.models import Compared, Run
from concord.core.linking.services.settling import hold_groups
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal


def open_run(by: Person | None) -> Run:
    """A new run, unless one is under way; the caller refuses or leaves it at that."""
    declare_system()
    new = Matter.objects.filter(kind__in=kinds()).exclude(pk__in=Compared.objects.values("matter"))
    return Run.objects.create(started_by=by, wanted=new.count())


def under_way() -> bool:
    """Whether a run has not ended yet."""
    return Run.objects.exclude(step=Run.Step.DONE).exists()


@transaction.atomic
def begin_run(*, by: Person) -> Run:
    """Compare all records, those that came in bulk among them. Refuses while this is being done already."""
    require(by, "run_linking")
    declare_reader(by)
    hold_groups()
    if under_way():
        raise Refusal(_("All records are being compared already."))
    run = open_run(by)
    record(LinkRunStarted(matter_id=None, run_id=run.pk), by=by)
    return run


@transaction.atomic
def stop_run(pk: int, *, by: Person) -> Run:
    """Stop after the page it is at. Refuses one that has ended or was stopped."""
    declare_reader(by)
    run = runs_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    if run.is_stopped or run.step == Run.Step.DONE:
        raise Refusal(_("This is not under way."))
    run.is_stopped = True
    run.save(update_fields=["is_stopped"])
    record(LinkRunStopped(matter_id=None, run_id=run.pk), by=by)
    return run


@transaction.atomic
def resume_run(pk: int, *, by: Person) -> Run:
    """Go on where it was. Refuses one that was not stopped."""
    declare_reader(by)
    run = runs_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not run.is_stopped:
        raise Refusal(_("This was not stopped."))
    run.is_stopped, run.moved_at = False, timezone.now()
    run.save(update_fields=["is_stopped", "moved_at"])
    record(LinkRunResumed(matter_id=None, run_id=run.pk), by=by)
    return run
