"""Two drafts in the scenario studio of the demo county: one that changes a version, one just begun."""

from dataclasses import replace

from concord.config.demo.county import County
from concord.core.agenda.calling import published
from concord.core.people.models import Person
from concord.core.studio.models import Draft
from concord.core.studio.services.drafting import from_nothing, from_version, save_draft, start_draft
from concord.core.studio.shaping import with_stage_added, with_task, with_task_added
from concord.engines.flow.template import Deadline

CHANGED = "follow_up_visit"
BEGUN = "lost_and_found"


def make_drafts(county: County) -> None:
    """A department shortens a deadline; the centre has begun to draw something new. Again, nothing changes."""
    known = set(Draft.objects.values_list("code", flat=True))
    if CHANGED not in known:
        _change(county.person("department_handler"))
    if BEGUN not in known:
        _begin(county.person("coordinator"))


def _change(by: Person) -> None:
    version = published(CHANGED)
    if version is None:
        return
    beginning = from_version(version)
    draft = start_draft(beginning, by=by)
    first = replace(beginning.template.nodes[0], deadline=Deadline(2, 1))
    save_draft(draft.pk, with_task(beginning.template, first), revision=1, by=by)


def _begin(by: Person) -> None:
    beginning = from_nothing(BEGUN, "失物招领")
    draft = start_draft(beginning, by=by)
    template = with_task_added(with_stage_added(beginning.template, "登记"), "s1", "登记失物")
    save_draft(draft.pk, template, revision=1, by=by)
