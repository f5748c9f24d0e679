"""Begin a draft, save it, discard it; whoever saves says which revision they saw."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.wording import spoken, spoken_with_place
from concord.core.matters.access import declare_reader
from concord.core.people.access import bodies_with
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.core.studio.access import drafts_drawn_by
from concord.core.studio.facts import DraftDiscarded, DraftSaved, DraftStarted
from concord.core.studio.models import Draft
from concord.engines.flow.bpmn.importing import from_bpmn
from concord.engines.flow.reading import read
from concord.engines.flow.sentences import UnfitError
from concord.engines.flow.template import Template
from concord.engines.flow.writing import write

LONGEST_TITLE = 200
LARGEST_FILE = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with: its template, where that comes from, and what could not be carried over."""

    template: Template
    origin: str
    based_on: ScenarioVersion | None = None
    lost: tuple[str, ...] = ()


def from_nothing(code: str, title: str) -> Beginning:
    """An empty scenario of this name."""
    return Beginning(Template(code, 1, title, (), ()), "blank")


def from_version(version: ScenarioVersion) -> Beginning:
    """A published version, to be changed into the next one."""
    return Beginning(template_of(version), f"{version.code} {version.version}", version)


def from_text(text: str) -> Beginning:
    """A template file; refuses one of a wrong shape, by line and column. Remarks in it are not kept."""
    return _continuing(Beginning(template_in(text), "YAML", lost=tuple(_remarks(text))))


def from_bpmn_file(data: bytes) -> Beginning:
    """A BPMN 2.0 file; what has no place is listed. Refuses what is too large, no BPMN, or without tasks."""
    if len(data) > LARGEST_FILE:
        raise Refusal(_("The file is larger than one megabyte."), field="file")
    try:
        found = from_bpmn(data)
    except UnfitError as error:
        raise Refusal("\n".join(map(spoken_with_place, error.problems)), field="file") from error
    lost = tuple(f"{one.element}: {spoken(one.sentence)}" for one in found.lost)
    return _continuing(Beginning(found.template, "BPMN", lost=lost))


def template_in(text: str) -> Template:
    """The template of a text; it may be unsound, but not of a wrong shape, which is refused by line and column."""
    try:
        return read(text)[0]
    except UnfitError as error:
        raise Refusal("\n".join(map(spoken_with_place, error.problems)), field="source") from error


@transaction.atomic
def start_draft(beginning: Beginning, *, by: Person, organisation_id: int | None = None) -> Draft:
    """Begin a draft for one of the bodies for which one draws scenarios; the first of them unless named."""
    mine = Organisation.objects.filter(pk__in=bodies_with(by, "draw_scenario"))
    body = mine.order_by("pk")[:1].get() if organisation_id is None else mine.get(pk=organisation_id)
    template = beginning.template
    draft = Draft.objects.create(
        organisation=body,
        code=template.code,
        title=template.title[:LONGEST_TITLE],
        source=write(template),
        lost=list(beginning.lost),
        based_on=beginning.based_on,
        begun_by=by,
        saved_by=by,
    )
    declare_reader(by)
    record(DraftStarted(matter_id=None, draft_id=draft.pk, title=draft.title, origin=beginning.origin), by=by)
    return draft


@transaction.atomic
def save_draft(pk: int, template: Template, *, revision: int, by: Person) -> Draft:
    """Save a draft over the revision that one saw. Refuses when somebody saved meanwhile, and says who."""
    draft = drafts_drawn_by(by).select_for_update(of=("self",)).get(pk=pk)
    refuse_if_stale(draft, revision)
    source = write(template)
    if source == draft.source:
        return draft
    draft.code, draft.title, draft.source = template.code, template.title[:LONGEST_TITLE], source
    draft.revision, draft.saved_by, draft.saved_at = revision + 1, by, timezone.now()
    draft.save(update_fields=["code", "title", "source", "revision", "saved_by", "saved_at"])
    declare_reader(by)
    record(DraftSaved(matter_id=None, draft_id=pk, title=draft.title, revision=draft.revision), by=by)
    return draft


@transaction.atomic
def discard_draft(pk: int, *, revision: int, by: Person) -> Draft:
    """Put a draft away for good. Refuses when somebody saved it meanwhile."""
    draft = drafts_drawn_by(by).select_for_update(of=("self",)).get(pk=pk)
    refuse_if_stale(draft, revision)
    draft.state = Draft.State.DISCARDED
    draft.save(update_fields=["state"])
    declare_reader(by)
    record(DraftDiscarded(matter_id=None, draft_id=pk, title=draft.title), by=by)
    return draft


def refuse_if_stale(draft: Draft, revision: int) -> None:
    """Refuse a deed on a draft that was saved since one saw it."""
    if draft.revision != revision:
        who, when = draft.saved_by.name, timezone.localtime(draft.saved_at).strftime("%H:%M")
        told = _("%(who)s saved this draft at %(when)s, after you opened it. Open it anew to see what changed.")
        raise Refusal(told % {"who": who, "when": when}, field="revision")


def _continuing(beginning: Beginning) -> Beginning:
    """A file under the code of a published scenario becomes its next version."""
    known = ScenarioVersion.objects.filter(code=beginning.template.code).order_by("-version").first()
    return replace(beginning, based_on=known)


def _remarks(text: str) -> list[str]:
    has_remarks = any(line.lstrip().startswith("#") for line in text.splitlines())
    return [_("Remarks in the file (lines that begin with #) are not kept.")] if has_remarks else []
