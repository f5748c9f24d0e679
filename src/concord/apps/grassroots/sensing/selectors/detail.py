"""The page of one sighting: what was seen, what happened since, and the deeds at hand."""

from dataclasses import dataclass
from datetime import datetime

from concord.apps.grassroots.sensing.models import MOVES, Sighting, Stage
from concord.core.acts.facts import tell
from concord.core.acts.selectors import story_for_staff
from concord.core.matters.access import capabilities_on
from concord.core.people.models import Person

LEADS_TO = {"handle": Stage.HANDLED, "close": Stage.CLOSED, "hand-on": Stage.DISPUTE}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a story."""

    at: datetime
    sentence: str
    who: str


def deeds_at_hand(sighting: Sighting, person: Person) -> list[str]:
    """The names of the deeds that this person can do at this step; the first one is the next deed."""
    if "handle_sighting" not in capabilities_on(person, sighting.matter_id, ["handle_sighting"]):
        return []
    onward = MOVES.get(sighting.matter.stage, frozenset())
    found = [name for name, stage in LEADS_TO.items() if stage in onward]
    return sorted(found, key=lambda name: name == "handle") if sighting.matter.stage == Stage.HANDED_ON else found


def full_story(sighting: Sighting) -> list[Entry]:
    """Everything that happened, newest first."""
    return [Entry(act.at, tell(act), act.actor_name) for act in story_for_staff(sighting.matter_id).order_by("-pk")]
