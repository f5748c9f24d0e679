"""Stand-ins as programs of a running platform: they end with whoever started them."""

import os

from starlette.applications import Starlette

from concord.config.supervise.parent_death import die_with
from concord.connectors.sms import stand_in


def sms() -> Starlette:
    """The stand-in of the SMS gateway."""
    if os.environ.get("CONCORD_DIE_WITH_PARENT"):
        die_with(os.getppid())
    return stand_in.application()
