"""What an address asks for: which place, period and narrowing; read kindly, written back the same."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from concord.apps.insight.figures.access import Sight, place_seen_by, sight_of
from concord.apps.insight.figures.periods import Period, last_year, period
from concord.apps.insight.figures.selectors.asking import Only
from concord.core.people.models import Person

EVERYTHING = Only()
NARROWED = ("category", "source", "lead", "level")


@dataclass(frozen=True, slots=True)
class Asked:
    """A place by its code ("": one's own), a period as it is written ("": twelve months), and what is narrowed."""

    place: str = ""
    period: str = ""
    only: Only = EVERYTHING

    @property
    def query(self) -> str:
        """As an address carries it."""
        told = {"place": self.place, "period": self.period}
        told |= {name: values[0] for name, values in self.only.sides.items()}
        return urlencode({name: value for name, value in told.items() if value})

    def over(self, today: date) -> Period:
        """The period, up to today."""
        return (period(self.period) or last_year(today)).until(today)

    def sight(self, person: Person) -> Sight:
        """What `person` sees of the place; `Place.DoesNotExist` where there is no such place for them."""
        return sight_of(person, place_seen_by(person, self.place))

    def narrowed(self, side: str, value: str) -> "Asked":
        """The same with one side narrowed, or another place."""
        if side == "place":
            return replace(self, place=value)
        return replace(self, only=replace(self.only, **{side: (value,)}))


def asked_in(address: QueryDict) -> Asked:
    """What an address asks for; what is no place, period or side is left out."""
    place, written = address.get("place", ""), address.get("period", "")
    if not written and address.get("first") and address.get("last"):
        written = f"{address['first']}..{address['last']}"
    sides = {name: (str(address[name]).replace("\0", "")[:24],) for name in NARROWED if address.get(name)}
    return Asked(
        place=place if place.isascii() and place.isdecimal() and len(place) <= 15 else "",
        period=written if period(written) else "",
        only=Only(**sides),
    )
