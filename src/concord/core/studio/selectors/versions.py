"""The versions of a scenario, and how much work runs on each."""

from django.db.models import Count, QuerySet

from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.matters.access import declare_reader, declare_system
from concord.core.people.models import Person


def versions_of(code: str) -> QuerySet[ScenarioVersion]:
    """All versions of a scenario, newest first, retired ones too."""
    return ScenarioVersion.objects.filter(code=code).select_related("published_by").order_by("-version")


def runs_on(code: str, person: Person) -> dict[int, int]:
    """How many runs, of all matters, are under way on each version; a count names no matter."""
    declare_system()
    running = Run.objects.filter(version__code=code, state=Run.State.RUNNING).order_by()
    counts = dict(running.values_list("version__version").annotate(Count("pk")))
    declare_reader(person)
    return counts
