"""The ports to outside systems, one for each way of pulling; `config.wiring` says which connector answers each."""

from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from concord.core.exchange.mapping import Arrival
from concord.core.refusals import OutsideFailure

Mark = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Some records as they came, where the next page begins, and whether there is one now."""

    rows: list[dict[str, object]]
    mark: Mark = field(default_factory=dict)
    more: bool = False
    numbers: list[int] = field(default_factory=list)


class Puller(Protocol):
    """Something that fetches the page which begins at a mark; an empty mark is the very beginning."""

    def fetch(self, arrival: Arrival, *, url: str, key: str, mark: Mark) -> Page:
        """One page. Raises `OutsideFailure`, whose `again` says whether a later try may help."""
        ...


pullers: dict[str, Puller] = {}


def puller_for(way: str) -> Puller:
    """The connector of one way of pulling; where none is configured, records wait outside."""
    if way not in pullers:
        raise OutsideFailure(_("Nothing is configured to fetch from outside systems."), again=True)
    return pullers[way]
