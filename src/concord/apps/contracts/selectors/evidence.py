"""Why a contract stands in a figure: the alarm, the clause with its finding, the review or the sign; each opens."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from concord.apps.contracts.access import integrity_seen_by
from concord.apps.contracts.models import Alarm, Evidence, Finding, Review, Sign
from concord.apps.contracts.selectors.oversight import GRAVE, LIVE, SILENT
from concord.core.people.models import Person

MOST = 5


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason, and where it stands."""

    words: str
    url: str


def grounds(person: Person, figure: str, contracts: Iterable[int], today: date) -> dict[int, list[Ground]]:
    """Why each of these contracts, which `person` may read, stands in a figure; nothing where its row says it."""
    keys = list(contracts)
    if figure in Sign.values:
        return _signs(person, figure, keys)
    if figure == "overridden":
        return _findings(keys)
    if figure == "review_late":
        return _reviews(keys, today)
    narrowed = _ALARMS.get(figure)
    return _alarms(narrowed(Alarm.objects.filter(contract__in=keys), today)) if narrowed else {}


_Narrowed = Callable[[QuerySet[Alarm], date], QuerySet[Alarm]]
_ALARMS: dict[str, _Narrowed] = {
    "silent": lambda found, today: found.filter(state=Alarm.State.OPEN, raised_on__lte=today - SILENT),
    "order_late": lambda found, today: found.filter(state=Alarm.State.ORDERED, due_on__lt=today),
    "not_collected": lambda found, _today: _live(found, "PER-10"),
    "standing": lambda found, _today: _live(found, "PER-11"),
    "waits_for_money": lambda found, _today: _live(found, "PER-02"),
    "corrected": lambda found, _today: found.filter(state=Alarm.State.ENDED, order__gt=""),
}


def _live(found: QuerySet[Alarm], rule: str) -> QuerySet[Alarm]:
    return found.filter(rule=rule).exclude(state__in=[Alarm.State.ENDED, Alarm.State.GONE])


def _gathered(rows: Iterable[tuple[int, str, str]]) -> dict[int, list[Ground]]:
    found: dict[int, list[Ground]] = defaultdict(list)
    for contract, words, url in rows:
        if len(found[contract]) < MOST:
            found[contract].append(Ground(words, url))
    return dict(found)


def _alarms(found: QuerySet[Alarm]) -> dict[int, list[Ground]]:
    return _gathered(
        (one.contract_id, one.reason, reverse("contracts:tab", args=[one.contract_id, "performance"]) + f"#a{one.pk}")
        for one in found.order_by("-pk")
    )


def _findings(keys: list[int]) -> dict[int, list[Ground]]:
    left = Finding.objects.filter(version__contract__in=keys, answer=Finding.Answer.REJECTED, severity__in=GRAVE)
    return _gathered(
        (
            one.version.contract_id,
            f"{one.rule} {one.quote or one.reason}",
            reverse("contracts:version", args=[one.version.contract_id, one.version.number]) + f"#f{one.pk}",
        )
        for one in left.select_related("version").order_by("-version__number", "order")
    )


def _reviews(keys: list[int], today: date) -> dict[int, list[Ground]]:
    late = Review.objects.filter(contract__in=keys, opinion="waiting", task__due_on__lt=today)
    return _gathered(
        (
            one.contract_id,
            f"{one.get_tier_display()} {one.task.due_on}",
            reverse("contracts:tab", args=[one.contract_id, "reviews"]),
        )
        for one in late.select_related("task").order_by("pk")
    )


def _signs(person: Person, sign: str, keys: list[int]) -> dict[int, list[Ground]]:
    seen = integrity_seen_by(person).filter(sign=sign, state__in=LIVE).values("pk")
    rests = Evidence.objects.filter(contract__in=keys, alarm__in=seen).select_related("alarm")
    return _gathered(
        (one.contract_id, one.alarm.reason, reverse("contracts:integrity_alarm", args=[one.alarm_id]))
        for one in rests.order_by("-alarm")
    )
