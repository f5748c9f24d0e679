"""Publish a draft as the next version of its scenario."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish_scenario
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.core.studio.access import drafts_published_by
from concord.core.studio.facts import DraftPublished
from concord.core.studio.models import Draft
from concord.core.studio.services.drafting import refuse_if_stale
from concord.engines.flow.reading import sketch
from concord.engines.flow.writing import write


def newest_version(code: str) -> ScenarioVersion | None:
    """The newest version of a scenario, retired or not; None while nothing was published under this code."""
    return ScenarioVersion.objects.filter(code=code).order_by("-version").first()


@transaction.atomic
def publish_draft(pk: int, *, revision: int, over: int, by: Person) -> ScenarioVersion:
    """Publish a draft as the version after `over`, the newest one that the publisher compared it with (0: none).

    Refuses a draft that was saved meanwhile or is not sound, a code that belongs to another scenario, and when a
    newer version was published meanwhile.
    """
    draft = drafts_published_by(by).select_for_update(of=("self",)).get(pk=pk)
    refuse_if_stale(draft, revision)
    _refuse_if_another_is_newer(draft, over)
    template = replace(sketch(draft.source).template, version=over + 1)
    version = publish_scenario(write(template), by=by)
    draft.state, draft.published_as = Draft.State.PUBLISHED, version
    draft.save(update_fields=["state", "published_as"])
    declare_reader(by)
    told = DraftPublished(
        matter_id=None, draft_id=pk, title=draft.title, code=version.code, version=version.version
    )  # fmt: skip
    record(told, by=by)
    return version


def _refuse_if_another_is_newer(draft: Draft, over: int) -> None:
    newest = newest_version(draft.code)
    if newest is not None and (draft.based_on is None or draft.based_on.code != draft.code):
        told = _("“%(title)s” is published under this code. Give yours another code, or begin from its newest version.")
        raise Refusal(told % {"title": newest.title}, field="code")
    if over != (newest.version if newest else 0):
        told = _("Version %(version)s was published meanwhile. Compare with it, then publish.")
        raise Refusal(told % {"version": newest.version if newest else 0})
