"""The catalogue as people read it: every problem with its businesses, its scenario, and what is open of it now."""

from dataclasses import dataclass

from django.db.models import Count

from concord.apps.grassroots.catalogue import Entry, catalogue
from concord.apps.grassroots.sensing.access import matters_seen_by
from concord.core.agenda.models import ScenarioVersion
from concord.core.people.models import Person


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """A typical problem, the core businesses that it touches, its scenario's title, and how many matters are open."""

    entry: Entry
    businesses: list[Entry]
    scenario: str
    open: int


@dataclass(frozen=True, slots=True)
class CatalogueShown:
    """All problems, all core businesses with the problems that touch them, and all sources."""

    problems: list[ProblemShown]
    businesses: list[tuple[Entry, list[Entry]]]
    sources: list[Entry]


def _titles() -> dict[str, str]:
    rows = ScenarioVersion.objects.filter(retired_at=None).order_by("version").values_list("code", "title")
    return dict(rows)


def catalogued(person: Person) -> CatalogueShown:
    """The catalogue, with what `person` may see of it; two statements."""
    found, titles = catalogue(), _titles()
    open_now = dict(
        matters_seen_by(person).filter(is_open=True).order_by().values("topic").annotate(n=Count("pk"))
        .values_list("topic", "n")
    )  # fmt: skip
    problems = [
        ProblemShown(one, found.businesses_of(one.id), titles.get(one.scenario, ""), open_now.get(one.id, 0))
        for one in found.problems.values()
    ]
    businesses = [
        (business, [one for one in found.problems.values() if business.id in one.businesses])
        for business in found.businesses.values()
    ]
    return CatalogueShown(problems, businesses, list(found.sources.values()))
