"""Publish a scenario and retire it; what is published never changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concord.core.acts.services import record
from concord.core.agenda.calling import published
from concord.core.agenda.facts.whole import ScenarioPublished, ScenarioRetired
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.wording import spoken_with_place
from concord.core.matters.access import declare_reader, declare_system
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.checking import check_together
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import Problem, UnfitError
from concord.engines.flow.template import Template


def publish_scenario(source: str, *, by: Person) -> ScenarioVersion:
    """Check a scenario and publish it, so that it can be started.

    Refuses what does not make sense (with line and column), calls a scenario that is not published, or says something
    else than what was published under the same code and version.
    """
    require(by, "publish_scenario")
    return publish(source, by=by)


@transaction.atomic
def publish(source: str, *, by: Person | None) -> ScenarioVersion:
    """Publish for someone who may, or (`by` None) what the platform itself ships; again the same is the same."""
    try:
        template = load(source)
    except UnfitError as error:
        raise Refusal("\n".join(map(spoken_with_place, error.problems)), field="source") from error
    known = ScenarioVersion.objects.filter(code=template.code, version=template.version).first()
    if known is not None and known.source == source:
        return known
    if known is not None:
        raise Refusal(_("This version is published and never changes; give yours the next number."), field="source")
    if problems := problems_of_calls(template):
        raise Refusal("\n".join(map(spoken_with_place, problems)), field="source")
    version = ScenarioVersion.objects.create(
        code=template.code, version=template.version, title=template.title[:200], source=source, published_by=by
    )
    _declare(by)
    told = ScenarioPublished(matter_id=None, code=version.code, version=version.version, title=version.title)
    record(told, by=by)
    return version


@transaction.atomic
def retire_scenario(code: str, number: int, *, by: Person) -> ScenarioVersion:
    """Let no new run start on a version; what runs on it goes on. Refuses a version already retired."""
    require(by, "publish_scenario")
    version = ScenarioVersion.objects.select_for_update().get(code=code, version=number)
    if version.retired_at:
        raise Refusal(_("This version is already retired."))
    version.retired_at = timezone.now()
    version.save(update_fields=["retired_at"])
    _declare(by)
    record(ScenarioRetired(matter_id=None, code=code, version=number, title=version.title), by=by)
    return version


def _declare(by: Person | None) -> None:
    """Say for whom the act of a scenario, which belongs to no matter, may be read back."""
    if by is None:
        declare_system()
    else:
        declare_reader(by)


def problems_of_calls(template: Template) -> tuple[Problem, ...]:
    """What is wrong with what a template calls: not published, cannot answer, or leads back to itself."""
    around, waiting = {template.code: template}, _called(template)
    while waiting:
        code = waiting.pop()
        version = None if code in around else published(code)
        if version is not None:
            around[code] = template_of(version)
            waiting |= _called(around[code]) - around.keys()
    return check_together(around.values())


def _called(template: Template) -> set[str]:
    return {node.template for node in template.nodes if node.template}
