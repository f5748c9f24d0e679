"""What a map shows, as it stands in an address: what is counted, of which kind and category, in which period."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter

# Periods that the page offers; an address may name any number of days up to a leap year.
DAYS = (7, 30, 90, 365)
USUAL, LONGEST = 30, 366
COUNTIES = "counties"
TOPIC = re.compile("[A-Z][0-9]{2}")
# What people bring. Consultations, supervision and warnings are work on these, so counting them would count twice.
BROUGHT = (Matter.Kind.DISPUTE, Matter.Kind.SIGHTING)


class Measure(TextChoices):
    """What is counted."""

    RECEIVED = "received", _("received")
    CLOSED = "closed", _("closed in the period")
    OPEN = "open", _("under way now")
    LATE = "late", _("late now")
    RATE = "rate", _("received per 10,000 residents")
    BODIES = "bodies", _("mediating bodies")
    STAFF = "staff", _("people on duty")


# Counted from matters, and opened down to them; the others are counted from organisations and roles.
OF_MATTERS = (Measure.RECEIVED, Measure.CLOSED, Measure.OPEN, Measure.LATE)
IN_PERIOD = (Measure.RECEIVED, Measure.CLOSED, Measure.RATE)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `begins` to `ends`, both counted, in local time."""

    begins: date
    ends: date

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return make_aware(datetime.combine(self.begins, time.min))

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return make_aware(datetime.combine(self.ends + timedelta(days=1), time.min))

    @property
    def before(self) -> "Period":
        """The period of the same length right before it."""
        length = self.ends - self.begins + timedelta(days=1)
        return Period(self.begins - length, self.ends - length)


@dataclass(frozen=True, slots=True)
class Scope:
    """How the map of a place is narrowed. `exact` asks for what lies in the place itself and in none below it."""

    today: date
    measure: Measure = Measure.RECEIVED
    kind: str = ""
    topic: str = ""
    days: int = USUAL
    by: str = ""
    exact: bool = False

    @property
    def depth(self) -> int:
        """How many digits the places have into which a province is divided at once; 0 for those right below."""
        return 6 if self.by == COUNTIES else 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of matter that are counted."""
        return (self.kind,) if self.kind else BROUGHT

    @property
    def in_period(self) -> bool:
        """Whether what is counted depends on the period."""
        return self.measure in IN_PERIOD

    @property
    def period(self) -> Period:
        """The last `days` days, today among them."""
        return Period(self.today - timedelta(days=self.days - 1), self.today)

    @property
    def query(self) -> str:
        """The scope as an address; what is as usual is left out."""
        told = {
            "measure": self.measure if self.measure != Measure.RECEIVED else "",
            "kind": self.kind,
            "topic": self.topic,
            "days": self.days if self.days != USUAL else "",
            "by": self.by,
            "exact": "1" if self.exact else "",
        }
        return urlencode({name: value for name, value in told.items() if value})

    def counting(self, measure: str, *, exact: bool = False) -> "Scope":
        """The same, counting something else."""
        return replace(self, measure=Measure(measure), exact=exact)


def scope_from(address: QueryDict, today: date) -> Scope:
    """The scope that stands in an address; what is not one of its values is left out."""
    kind, topic = address.get("kind", ""), address.get("topic", "")
    days, measure = address.get("days", ""), address.get("measure", "")
    return Scope(
        today=today,
        measure=Measure(measure) if measure in Measure.values else Measure.RECEIVED,
        kind=kind if kind in BROUGHT else "",
        topic=topic if TOPIC.fullmatch(topic) else "",
        days=int(days) if re.fullmatch("[1-9][0-9]{0,2}", days) and int(days) <= LONGEST else USUAL,
        by=COUNTIES if address.get("by") == COUNTIES else "",
        exact=bool(address.get("exact")),
    )
