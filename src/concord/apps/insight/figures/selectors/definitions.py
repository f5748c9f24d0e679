"""Which indicators are in use, and of what the governance index is made."""

from concord.apps.insight.figures.definitions import Index, Indicator, index_of, indicator_of
from concord.apps.insight.figures.models import Definition


def newest(sort: str, code: str = "") -> list[Definition]:
    """The newest version of each definition, or of the one with this code."""
    found = Definition.objects.filter(sort=sort, **({"code": code} if code else {}))
    return list(found.order_by("code", "-version").distinct("code"))


def indicators() -> dict[str, Indicator]:
    """The indicators in use by code, in the order in which they were first published."""
    first = dict(Definition.objects.filter(sort=Definition.Sort.INDICATOR, version=1).values_list("code", "pk"))
    kept = sorted(newest(Definition.Sort.INDICATOR), key=lambda one: first[one.code])
    return {one.code: indicator_of(one.body) for one in kept if not one.ended}


def the_index(known: dict[str, Indicator]) -> Index | None:
    """The governance index in use, of these indicators; None before one was published."""
    for one in newest(Definition.Sort.INDEX):
        return index_of(one.body, known)
    return None


def versions(sort: str, code: str) -> list[Definition]:
    """All versions of a definition, the newest first."""
    return list(Definition.objects.filter(sort=sort, code=code).select_related("by").order_by("-version"))
