"""Where one can go from a map: to the places above, and to the categories by which it is narrowed."""

from concord.apps.disputes.kinds import named
from concord.apps.grassroots.catalogue import catalogue
from concord.core.people.models import Person, Place
from concord.engines.text.taxonomy import taxonomy
from concord.web.atlas.access import places_seen_by
from concord.web.atlas.scope import Scope
from concord.web.atlas.selectors.addresses import map_of


def above(person: Person, place: Place, scope: Scope) -> list[tuple[str, str]]:
    """The places above one that `person` may open: address and name, the largest first."""
    codes = [place.pk[:length] for length in (2, 4, 6, 9, 12) if length < len(place.pk)]
    found = places_seen_by(person).filter(pk__in=codes).order_by("level")
    return [(map_of(one.pk, scope), one.name) for one in found]


def topics() -> list[tuple[str, str]]:
    """By what a map can be narrowed: the categories of disputes, then the problems that grids see."""
    problems = [(one.id, one.name) for one in catalogue().problems.values()]
    return [*((one.id, named(one)) for one in taxonomy().categories), *problems]
