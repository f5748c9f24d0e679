"""The queue's door to notices: receipts are asked for, and what is no longer needed is forgotten."""

from django.utils.timezone import localdate

from concord.core.jobs import periodic
from concord.core.notices.services import ask_for_receipts, forget_old


@periodic("*/2 * * * *")
def ask_what_arrived() -> None:
    """Ask carriers what became of messages, in case their own reports were lost."""
    ask_for_receipts()


@periodic("41 18 * * *")
def forget_what_is_old() -> None:
    """Forget addresses and phone codes that are no longer needed."""
    forget_old(localdate())
