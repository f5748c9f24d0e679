"""Stand-ins as programs of a running platform: they end with whoever started them."""

import os

from starlette.applications import Starlette

from concord.config.supervise.parent_death import die_with
from concord.connectors.sms import stand_in
from concord.connectors.sources.stand_in import all_sources
from concord.core.people.sealed import keyed_hash

DEMO_COUNTY = "330105"


def source_key() -> str:
    """What the demo's sources and their stand-ins sign with: the same at every start of one installation."""
    return keyed_hash("the demo's sources")


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
