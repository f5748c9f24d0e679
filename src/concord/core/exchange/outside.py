"""The ports to outside systems, one for each way of pulling; `config.wiring` says which connector answers each."""

from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from concord.core.exchange.mapping import Arrival, Mapped
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


class Viewer(Protocol):
    """Something that reads a page of a view in the database of a source."""

    def read(self, mapped: Mapped, place: str, mark: Mark) -> Page:
        """The rows behind a mark, in order. Raises `OutsideFailure`; its words never hold the database's address."""
        ...


pullers: dict[str, Puller] = {}
viewers: list[Viewer] = []


def puller_for(way: str) -> Puller:
    """The connector of one way of pulling; where none is configured, records wait outside."""
    if way not in pullers:
        raise OutsideFailure(_("Nothing is configured to fetch from outside systems."), again=True)
    return pullers[way]


def viewer() -> Viewer:
    """The connector to databases; where none is configured, records wait outside."""
    if not viewers:
        raise OutsideFailure(_("Nothing is configured to fetch from outside systems."), again=True)
    return viewers[0]
