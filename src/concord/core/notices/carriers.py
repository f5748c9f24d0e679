"""Which carrier takes each channel; filled by `config.wiring` at start."""

from concord.core.ports import Carrier
from concord.core.refusals import OutsideFailure

carriers: dict[str, Carrier] = {}


def carrier_for(channel: str) -> Carrier:
    """The carrier of a channel; a channel without one keeps its notices waiting."""
    if channel not in carriers:
        raise OutsideFailure(f"No carrier is configured for {channel}.", again=True)
    return carriers[channel]
