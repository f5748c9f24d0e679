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
    """What was noticed: several people about the same thing; more than usual in an area and some days, or in a place
    on a day; words that more people write than before.
    """

    GROUP = "group"
    AREA = "area"
    DAY = "day"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning as it stands on a day. `evidence` are the keys of its reports; `senders` how many people sent them.

    `counted` people reported in `days` days where `expected` are usual (0 for a group: nobody expects it); so many come
    by chance with `probability` (1 for a group: its rate is measured, not reckoned). It may be ended when nothing more
    came for `quiet_days`.
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
    counted: int
    expected: float
    probability: float
    graded: Graded
    quiet_days: int
