"""Talk in the room of a dispute while its mediation runs: the parties, and their mediator (D6)."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.disputes.access import dispute_followed, disputes_seen_by
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.models.stages import TALKING
from concord.core.matters.models import Party
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.core.rooms.models import Message
from concord.core.rooms.services import say


def _refuse_closed(dispute: Dispute) -> None:
    if dispute.matter.stage not in TALKING:
        raise Refusal(_("The room is open while the mediation runs."))


def _kept(dispute: Dispute, file: "UploadedFile[bytes] | None", by: Person | None) -> Paper | None:
    return keep_upload(file.read(), filename=file.name or "", matter=dispute.matter, by=by) if file else None


@transaction.atomic
def say_as_party(party: Party, *, text: str, audience: str, file: "UploadedFile[bytes] | None" = None) -> Message:
    """Say or show something to everyone in the room, or (any other `audience`) to the mediator alone."""
    dispute = dispute_followed(party)
    _refuse_closed(dispute)
    heard_by = Message.Audience.ALL if audience in {"", Message.Audience.ALL} else party.side
    paper = _kept(dispute, file, None)
    return say(dispute.matter, text=text, party=party, audience=heard_by, paper=paper)


@transaction.atomic
def say_as_mediator(
    pk: int, *, text: str, audience: str, by: Person, file: "UploadedFile[bytes] | None" = None
) -> Message:
    """Say or show something to everyone in the room, or to one side alone; refuses staff who are not its mediator."""
    dispute = disputes_seen_by(by).get(pk=pk)
    if dispute.mediator_id != by.pk:
        raise Refusal(_("The mediator and the parties talk in this room."))
    _refuse_closed(dispute)
    paper = _kept(dispute, file, by)
    return say(dispute.matter, text=text, person=by, audience=audience or Message.Audience.ALL, paper=paper)
