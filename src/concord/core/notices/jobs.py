"""The queue's door to notices: receipts are asked for."""

from concord.core.jobs import periodic
from concord.core.notices.carrying import ask_for_receipts


@periodic("*/2 * * * *")
def ask_what_arrived() -> None:
    """Ask carriers what became of messages, in case their own reports were lost."""
    ask_for_receipts()
