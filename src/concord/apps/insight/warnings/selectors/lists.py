"""The list of warnings, newest first, from page to page by key."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from concord.apps.insight.warnings.access import matters_seen_by
from concord.apps.insight.warnings.models import Detector, EarlyWarning, Stage
from concord.core.people.models import Person

PAGE = 30


@dataclass(frozen=True, slots=True)
class Filter:
    """How the list is narrowed: stage, detector, least grade, only open ones; `before` is the key of the page."""

    stage: str = ""
    detector: str = ""
    grade: int = 0
    open: bool = False
    before: int | None = None

    @property
    def query(self) -> str:
        """The filter as an address, without the page."""
        told = {
            "stage": self.stage,
            "detector": self.detector,
            "grade": self.grade or "",
            "open": "1" if self.open else "",
        }
        return urlencode({name: value for name, value in told.items() if value})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def filter_from(address: QueryDict) -> Filter:
    """The filter that stands in an address; what is not one of its values is left out."""
    stage, detector, grade = address.get("stage", ""), address.get("detector", ""), _number(address.get("grade", ""))
    return Filter(
        stage=stage if stage in Stage.values else "",
        detector=detector if detector in Detector.values else "",
        grade=grade if grade in range(1, 5) else 0,
        open=bool(address.get("open")),
        before=_number(address.get("before", "")) or None,
    )


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, and the key of the next."""

    rows: list[EarlyWarning]
    next_before: int | None


def listed(person: Person, by: Filter, size: int = PAGE) -> ListPage:
    """One page of the warnings that `person` may read."""
    matters = matters_seen_by(person)
    if by.stage:
        matters = matters.filter(stage=by.stage)
    if by.detector:
        matters = matters.filter(warning__detector=by.detector)
    if by.grade:
        matters = matters.filter(warning__grade__gte=by.grade)
    if by.open:
        matters = matters.filter(is_open=True)
    if by.before is not None:
        matters = matters.filter(pk__lt=by.before)
    found = EarlyWarning.objects.filter(matter__in=matters.order_by("-pk")[: size + 1]).order_by("-matter_id")
    rows = list(found.select_related("matter__place", "matter__lead"))
    return ListPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)
