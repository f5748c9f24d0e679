"""How many false alarms are allowed, and what a single look may therefore call an alarm.

Whoever looks at a thousand cells a day finds the unlikely every day. The budget says how many false alarms a year are
borne; each look gets its share (Bonferroni over the looks of a year), so that the rate stated is never exceeded by more
than the looks' own dependence allows.
"""

from dataclasses import dataclass

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Budget:
    """False alarms a year that are borne, over all looks of one kind, and how many looks a day are taken."""

    false_alarms_a_year: float
    looks_a_day: int

    @property
    def limit(self) -> float:
        """The probability at or below which one look is an alarm."""
        return self.false_alarms_a_year / (DAYS_A_YEAR * max(1, self.looks_a_day))

    def is_alarm(self, probability: float) -> bool:
        """Whether a look with this probability is an alarm."""
        return probability <= self.limit
