"""Start a scenario in a matter, call a sub-process and wait for it, cancel a run."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from concord.core.acts.facts import plain
from concord.core.acts.services import record
from concord.core.agenda.access import runs_with_capability, steps_done_by
from concord.core.agenda.facts.whole import ScenarioStarted
from concord.core.agenda.flowing import Held, hold, hold_step, refusal_of, stop, template_of, write
from concord.core.agenda.models import Run, ScenarioVersion, Step
from concord.core.agenda.services.publishing import published
from concord.core.matters.access import matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import memberships_today
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow import advance as engine
from concord.engines.flow.sentences import NotAllowedError


@transaction.atomic
def start_scenario(matter_pk: int, code: str, facts: Mapping[str, object], *, by: Person, today: date) -> Run:
    """Start the newest version of a scenario in a matter; its first steps open for the bodies near the place.

    Refuses a closed matter, a scenario that is not published, and facts that it does not ask for at the start.
    """
    matter = matters_with_capability(by, "run_scenario").select_related("lead").get(pk=matter_pk)
    if not matter.is_open:
        raise Refusal(_("The matter is closed; no scenario can be started in it."))
    held = _place_run(matter, _version(code), by)
    held.run.lead_id = matter.lead_id or next((m.organisation_id for m in memberships_today(by)), None)
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
    child = _place_run(held.run.matter, _version(code), by)
    child.run.caller, child.run.root_id, child.run.lead = step, held.run.root_id or held.run.pk, held.run.lead
    stated = {fact for node in child.template.nodes for fact in node.sets}
    asked_for = {fact.code for fact in child.template.data} - stated
    along = {name: value for name, value in held.run.facts.items() if name in asked_for}
    return _begin(child, {**along, **facts}, by=by, today=today)


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


def _place_run(matter: Matter, version: ScenarioVersion, by: Person) -> Held:
    run = Run(matter=matter, version=version, started_by=by)
    return Held(run, template_of(version), dict[str, Step](), dict[str, int]())


def _begin(held: Held, facts: Mapping[str, object], *, by: Person, today: date) -> Run:
    try:
        first = engine.begin(held.template, facts)
    except NotAllowedError as error:
        raise refusal_of(error) from error
    held.run.save()
    given = {name: plain(value) for name, value in facts.items()}
    started = ScenarioStarted(
        matter_id=held.run.matter_id, run_id=held.run.pk, title=held.template.title,
        version=held.template.version, given=given,
    )  # fmt: skip
    record(started, *write(held, first, today=today, by=by), by=by)
    return held.run
