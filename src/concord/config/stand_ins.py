"""Stand-ins as programs of a running platform: they end with whoever started them."""

import hmac
import os
from hashlib import sha256
from pathlib import Path

from starlette.applications import Starlette

from concord.config.environment import field_keys
from concord.config.supervise.parent_death import die_with
from concord.connectors.sms import stand_in
from concord.connectors.sources.stand_in import all_sources

DEMO_COUNTY = "330105"


def source_key() -> str:
    """What the demo's sources and their stand-ins sign with: the same at every start of one installation."""
    var = Path(os.environ.get("CONCORD_VAR", "var")).resolve()
    return hmac.new(field_keys(var, production=False)[-1], b"the demo's sources", sha256).hexdigest()


def sms() -> Starlette:
    """The stand-in of the SMS gateway."""
    if os.environ.get("CONCORD_DIE_WITH_PARENT"):
        die_with(os.getppid())
    return stand_in.application()


def sources() -> Starlette:
    """The stand-ins of all sources, for the demo county."""
    if os.environ.get("CONCORD_DIE_WITH_PARENT"):
        die_with(os.getppid())
    return all_sources(source_key(), os.environ.get("CONCORD_SOURCE_PUSH_URL", ""), DEMO_COUNTY)
