"""Make the file that goes along when a mediation has ended without agreement, or a settlement was not kept (D6)."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.disputes.facts import FileReadied
from concord.apps.disputes.letters import transfer_pdf
from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.carry_over import carry_over
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_made


@transaction.atomic
def ready_file(act_id: int) -> Paper | None:
    """Make the file for the ending that an act tells of a paper of its matter, once; None when it was made before.

    In Chinese, for whom it goes to; parties and staff find it among the papers.
    """
    declare_system()
    ending = Act.objects.get(pk=act_id)
    disputes = Dispute.objects.select_related("matter__place", "mediator", "committee").select_for_update(of=("self",))
    dispute = disputes.get(pk=ending.matter_id)
    if Act.objects.filter(matter_id=dispute.pk, kind=FileReadied.__name__, pk__gt=ending.pk).exists():
        return None
    reason_name, made_on = str(ending.payload["reason_name"]), localdate(ending.at)
    with override("zh-hans"):
        content = transfer_pdf(carry_over(dispute, reason_name=reason_name, today=made_on))
        title, filename = _("File to carry over"), f"{dispute.matter.number}-移交材料.pdf"
    kind, by = Paper.Kind.TRANSFER, ending.actor
    paper = keep_made(dispute.matter, content, title=title, filename=filename, kind=kind, by=by)
    record(FileReadied(matter_id=dispute.pk, paper_id=paper.pk, sha256=paper.sha256), by=by)
    return paper
