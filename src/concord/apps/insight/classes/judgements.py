"""How an answer is kept, and what the crosswalks learn of it."""

from collections.abc import Iterable
from datetime import datetime

from concord.apps.insight.classes.models import Judged
from concord.core.acts.models import Act
from concord.core.crosswalks.models import Crossed
from concord.core.matters.models import MatterLink
from concord.core.people.models import Person
from concord.engines.text.classify import category_of

RECEIVED = {"ReportReceived": "channel", "SightingReported": "source"}
UNKNOWN = "unknown"


def sources_of(matters: Iterable[int]) -> dict[int, str]:
    """Where each matter came from: the outside source of its record, or the door of its report."""
    keys = list(matters)
    acts = Act.objects.filter(matter_id__in=keys, kind__in=RECEIVED).order_by("-pk")
    found = {act.matter_id: str(act.payload.get(RECEIVED[act.kind], UNKNOWN)) for act in acts if act.matter_id}
    return found | dict(Crossed.objects.filter(matter__in=keys).values_list("matter", "crosswalk__source"))


def judged(
    matter: int,
    *,
    via: str,
    source: str,
    proposed: str,
    first_three: Iterable[str],
    chosen: str,
    model: str,
    by: Person | None,
    at: datetime,
    act: int | None = None,
) -> Judged:
    """An answer, not yet saved, with whether the machine had said the same."""
    three = list(first_three)
    return Judged(
        matter_id=matter,
        act=act,
        via=via,
        source=source or UNKNOWN,
        proposed=proposed,
        first_three=three,
        chosen=chosen,
        agreed=category_of(proposed) == category_of(chosen),
        among_three=category_of(chosen) in {category_of(one) for one in (proposed, *three)},
        model=model,
        by=by,
        at=at,
    )


def decided_of(matters: Iterable[int]) -> dict[int, str]:
    """For crosswalks: the item that people gave to these matters, or to the disputes that they became; the last one."""
    keys = set(matters)
    became = MatterLink.objects.filter(source__in=keys, kind=MatterLink.Kind.BECAME).values_list("target", "source")
    origin = dict(became) | {key: key for key in keys}
    answers = Judged.objects.filter(matter__in=origin).order_by("pk").values_list("matter", "chosen")
    return {origin[matter]: chosen for matter, chosen in answers}
