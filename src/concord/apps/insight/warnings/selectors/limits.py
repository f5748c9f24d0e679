"""When a county is warned: the limits in force, and who set them why."""

from concord.apps.insight.warnings.models import Limits
from concord.engines.risk.watching import GroupRule

MOST = 20


def limits_of(county: str) -> Limits:
    """The limits in force in a county; where nobody set any, those that the platform begins with."""
    return Limits.objects.filter(county=county).order_by("-pk").first() or Limits(county=county)


def limits_before(county: str) -> list[Limits]:
    """The last limits that were set in a county, the newest first."""
    return list(Limits.objects.filter(county=county).select_related("by").order_by("-pk")[:MOST])


def group_rule(county: str) -> GroupRule:
    """When a group of reports is a warning in a county."""
    limits = limits_of(county)
    return GroupRule(senders=limits.senders, reports=limits.reports, days=limits.days)
