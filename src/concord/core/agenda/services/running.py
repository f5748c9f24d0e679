"""Start a scenario in a matter, call a sub-process and wait for it, cancel a run."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.access import runs_with_capability, steps_done_by
from concord.core.agenda.calling import begin, child_of, published, taken_along
from concord.core.agenda.flowing import Held, hold, hold_step, refusal_of, stop, template_of
from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.matters.access import matters_with_capability
from concord.core.people.access import memberships_today
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.sentences import NotAllowedError


@transaction.atomic
def start_scenario(matter_pk: int, code: str, facts: Mapping[str, object], *, by: Person, today: date) -> Run:
    """Start the newest version of a scenario in a matter; its first steps open for the bodies near the place.

    Refuses a closed matter, a scenario that is not published, and facts that it does not ask for at the start.
    """
    matter = matters_with_capability(by, "run_scenario").select_related("lead").get(pk=matter_pk)
    if not matter.is_open:
        raise Refusal(_("The matter is closed; no scenario can be started in it."))
    version = _version(code)
    lead = matter.lead_id or next((m.organisation_id for m in memberships_today(by)), None)
    run = Run(matter=matter, version=version, started_by=by, lead_id=lead)
    held = Held(run, template_of(version), {}, {})
    return _begin(held, facts, by=by, today=today)


@transaction.atomic
def call_subprocess(pk: int, facts: Mapping[str, object], *, by: Person, today: date) -> Run:
    """Start the scenario that a step calls; the step waits, and is done with the facts it ends with.

    Facts of the calling run that the sub-process asks for go along. Refuses a step that calls none, or waits already.
    """
    held, step = hold_step(steps_done_by(by), pk)
    code = held.node(step).template
    if not code:
        raise Refusal(_("This step calls no other scenario."))
    if step.children.filter(state=Run.State.RUNNING).exists():
        raise Refusal(_("The scenario that this step calls is already under way."))
    child = child_of(held, step, _version(code), by)
    return _begin(child, {**taken_along(held, child), **facts}, by=by, today=today)


@transaction.atomic
def cancel_run(pk: int, *, reason: str, by: Person) -> Run:
    """Cancel a run and the sub-processes in it; what was done stays on record. Refuses a run that is over.

    A sub-process that is cancelled leaves the step that called it to its owner.
    """
    held = hold(runs_with_capability(by, "run_scenario").get(pk=pk))
    record(*stop(held, reason=reason, by=by), by=by)
    return held.run


def _version(code: str) -> ScenarioVersion:
    version = published(code)
    if version is None:
        raise Refusal(_("No version of this scenario is published."))
    return version


def _begin(held: Held, facts: Mapping[str, object], *, by: Person, today: date) -> Run:
    try:
        told = begin(held, facts, by=by, today=today)
    except NotAllowedError as error:
        raise refusal_of(error) from error
    record(*told, by=by)
    return held.run
