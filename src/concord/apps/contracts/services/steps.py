"""Move a contract to its next stage, and give its next task to who is to do it."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from concord.apps.contracts.access import contracts_with
from concord.apps.contracts.models import MOVES, Contract, Stage, Version
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import finish_tasks, open_task
from concord.core.matters.services import move
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

# What waits in each stage: the kind of task, which is also its limit. Reviews are given to whoever is chosen.
WAITS: dict[str, str] = {
    Stage.REQUESTED: "contract_request",
    Stage.DRAFTING: "contract_draft",
    Stage.COUNSEL: "contract_counsel",
    Stage.LEGALITY: "contract_legality",
    Stage.NEGOTIATING: "contract_negotiate",
    Stage.APPROVAL: "contract_approve",
    Stage.SIGNING: "contract_sign",
    Stage.SIGNED: "contract_file",
    Stage.CLOSED: "contract_archive",
}


def hold(pk: int, capability: str, by: Person, stages: Collection[str] | None = None) -> Contract:
    """A contract on which `by` may use a capability, locked; refuses one that stands elsewhere than in `stages`."""
    found: Contract = contracts_with(by, capability).select_for_update(of=("self", "matter")).get(pk=pk)
    if stages is not None and found.matter.stage not in stages:
        raise Refusal(_("This contract is at another step now: %(stage)s.") % {"stage": found.stage_label})
    return found


def waiting_task(
    contract: Contract,
    stage: str,
    today: date,
    *,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Task:
    """Open the task of a stage, for the leading body unless someone else is named; its days become the matter's."""
    kind = WAITS[stage]
    by_when = deadline(kind, today)
    body = organisation if person or organisation else contract.matter.lead
    task = open_task(contract.matter, kind, begun=today, by_when=by_when, organisation=body, person=person)
    contract.matter.yellow_on, contract.matter.due_on = task.yellow_on, task.due_on
    contract.matter.save(update_fields=["yellow_on", "due_on"])
    return task


def enter(
    contract: Contract,
    stage: Stage,
    *,
    by: Person,
    today: date,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Task | None:
    """Move on by the table of moves: what waited is done, what waits next is opened (None where nothing does)."""
    finish_tasks(contract.matter, by=by)
    move(contract.matter, stage, MOVES, yellow_on=None, due_on=None)
    if stage not in WAITS:
        return None
    return waiting_task(contract, stage, today, organisation=organisation, person=person)


def latest(contract: Contract) -> Version | None:
    """The newest version of the text."""
    return contract.versions.select_related("paper").order_by("-number").first()


def the_text(contract: Contract) -> Version:
    """The newest version, screened. Refuses where there is none, or where it could not be or is not read yet."""
    version = latest(contract)
    if version is None:
        raise Refusal(_("There is no text yet: draft one from a model form, or upload a file."))
    if version.state == Version.State.FAILED:
        raise Refusal(_("The newest version could not be read; upload it as a Word file."))
    if version.state != Version.State.SCREENED:
        raise Refusal(_("The newest version is still being read; wait until it is screened."))
    return version


def said(words: str, sentence: str, field: str = "reason") -> str:
    """Words that must be there, without the spaces around them; refuses empty ones with `sentence`."""
    told = words.strip()
    if not told:
        raise Refusal(sentence, field=field)
    return told
