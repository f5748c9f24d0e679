"""Which scenarios anyone may read: of each, the newest version that is not retired."""

from django.db.models import QuerySet

from concord.core.agenda.models import ScenarioVersion


def scenarios_in_use() -> QuerySet[ScenarioVersion]:
    """The version of each scenario on which new runs start; a scenario all of whose versions are retired has none."""
    newest = ScenarioVersion.objects.filter(retired_at=None).order_by("code", "-version").distinct("code")
    return ScenarioVersion.objects.filter(pk__in=newest.values("pk"))
