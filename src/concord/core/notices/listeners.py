"""The event door of notices: webhooks hear of acts in their organisations' matters."""

from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.hooks import hooks_for, letter_about
from concord.core.notices.services import send


@listens_to()
def tell_hooks(acts: list[Act]) -> None:
    """Write a notice for each live webhook of the organisations in an act's matter.

    That a message was given up is for people to see to, and of no use to a program.
    """
    of_use = [act for act in acts if act.kind != NoticeGivenUp.__name__]
    hooks = hooks_for({act.matter_id for act in of_use if act.matter_id is not None})
    send(*(letter_about(act, matter, hook) for act in of_use for matter, hook in hooks if matter.pk == act.matter_id))
