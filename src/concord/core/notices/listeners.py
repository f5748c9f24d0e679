"""The event door of notices: webhooks hear of acts in their organisations' matters."""

from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.notices.facts import NoticeGivenUp
from concord.core.notices.hooks import hooks_for, letters_about
from concord.core.notices.services import send


@listens_to()
def tell_hooks(act: Act) -> None:
    """Write a notice for each live webhook of the organisations in the act's matter.

    That a message was given up is for people to see to, and of no use to a program.
    """
    if act.matter_id is None or act.kind == NoticeGivenUp.__name__:
        return
    if hooks := list(hooks_for(act.matter_id)):
        send(*letters_about(act, act.matter_id, hooks))
