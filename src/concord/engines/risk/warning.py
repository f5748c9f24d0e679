"""What a warning says: about what, since when, on which evidence, how grave, and what would end it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.engines.risk.severity import Graded


class Subject(StrEnum):
    """What a warning can be about. There is no subject for a person, and none is to be added (mission D7, G4)."""

    PLACE = "place"
    ORGANISATION = "organisation"
    CAUSE = "cause"


class Ground(StrEnum):
    """What was noticed: several people about the same thing, more than expected in an area, a topic that rises."""

    GROUP = "group"
    AREA = "area"
    RISE = "rise"


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning as it stands on a day. `evidence` are the keys of its reports; `senders` how many people sent them.

    `seen` came in `days` days where `expected` was to be expected (0 for a group: nobody expects it); so much comes by
    chance with `probability`. It may be ended when no report came for `quiet_days`.
    """

    subject: Subject
    called: str
    ground: Ground
    since: date
    until: date
    evidence: tuple[int, ...]
    senders: int
    days: int
    seen: int
    expected: float
    probability: float
    graded: Graded
    quiet_days: int
    curve: tuple[int, ...]
