"""What happens next, by when, and who is responsible: the first thing on every page of a dispute."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.apps.disputes.models import Dispute, Stage
from concord.core.people.models import Organisation


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence for the resident, the day it is due, and whom to call."""

    what: str
    when: date | None
    who: str
    phone: str


SENTENCES: dict[str, str] = {
    Stage.REPORTED: gettext_noop("Someone reads your report and tells you who takes it up."),
    Stage.ACCEPTED: gettext_noop("A mediator is chosen for you."),
    Stage.HANDLING: gettext_noop("The department looks into it and answers you."),
    Stage.ASSIGNED: gettext_noop("The mediator says whether they can take it, then calls you."),
    Stage.MEDIATING: gettext_noop("The mediator talks with both sides. You can write in the room and make proposals."),
    Stage.SIGNING: gettext_noop("The settlement is read and signed, one after the other."),
    Stage.PERFORMING: gettext_noop("What was agreed is done, step by step."),
    Stage.FULFILLED: gettext_noop("All that was agreed is done; nothing more is asked of you."),
    Stage.RESOLVED: gettext_noop("The department has answered. If you do not agree, you can object once."),
    Stage.ENDED: gettext_noop("No agreement was found. Other doors are open to you, see below."),
    Stage.REFUSED: gettext_noop("This belongs to another door: %(door)s"),
    Stage.WITHDRAWN: gettext_noop("You took the report back. You can report again at any time."),
    Stage.JOINED: gettext_noop("It is handled together with another report of the same dispute."),
}


def _responsible(dispute: Dispute) -> Organisation | None:
    return dispute.matter.lead


def next_step(dispute: Dispute) -> NextStep:
    """What the parties of a dispute are told comes next."""
    stage, body = dispute.matter.stage, _responsible(dispute)
    who = body.name if body else _("The mediation centre of %(place)s") % {"place": dispute.matter.place.name}
    if dispute.mediator is not None and stage in {Stage.MEDIATING, Stage.SIGNING, Stage.PERFORMING}:
        who = f"{dispute.mediator.name}（{who}）"
    what = _(SENTENCES[stage]) % {"door": dispute.door}
    return NextStep(what, dispute.matter.due_on if dispute.matter.is_open else None, who, body.phone if body else "")
