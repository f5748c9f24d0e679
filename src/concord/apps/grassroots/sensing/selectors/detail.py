"""The deeds at hand on one sighting."""

from concord.apps.grassroots.sensing.models import MOVES, Sighting, Stage
from concord.core.matters.access import capabilities_on
from concord.core.people.models import Person

LEADS_TO = {"handle": Stage.HANDLED, "close": Stage.CLOSED, "hand-on": Stage.DISPUTE}


def deeds_at_hand(sighting: Sighting, person: Person) -> list[str]:
    """The names of the deeds that this person can do at this step; the first one is the next deed."""
    if "handle_sighting" not in capabilities_on(person, sighting.matter_id, ["handle_sighting"]):
        return []
    onward = MOVES.get(sighting.matter.stage, frozenset())
    found = [name for name, stage in LEADS_TO.items() if stage in onward]
    return sorted(found, key=lambda name: name == "handle") if sighting.matter.stage == Stage.HANDED_ON else found
