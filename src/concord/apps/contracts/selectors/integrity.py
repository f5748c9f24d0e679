"""Signs of integrity, with their evidence and what was judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from concord.apps.contracts.access import contracts_seen_by, integrity_seen_by
from concord.apps.contracts.models import INTEGRITY_MOVES, Contract, IntegrityAlarm, Judged
from concord.apps.contracts.selectors.oversight import LIVE
from concord.apps.contracts.selectors.screen import Law, law_of
from concord.apps.contracts.services.integrity import VERDICTS
from concord.core.people.access import may
from concord.core.people.models import Person
from concord.engines.review.integrity import Sign, signs

PAGE = 30


@dataclass(frozen=True, slots=True)
class IntegrityPage:
    """One page of signs, each with how many contracts it rests on, and the key of the next."""

    rows: Sequence[IntegrityAlarm]
    next_before: int | None


def integrity_page(person: Person, *, ended: bool, before: int | None, size: int = PAGE) -> IntegrityPage:
    """One page of the signs that a person looks at, newest first: those that live, or all."""
    found = integrity_seen_by(person).annotate(resting=Count("evidence"))
    if not ended:
        found = found.filter(state__in=LIVE)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: size + 1])
    return IntegrityPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class AlarmWhole:
    """A sign with its law, its contracts, what was judged, and what this person may judge now."""

    alarm: IntegrityAlarm
    laws: tuple[Law, ...]
    contracts: list[Contract]
    judged: list[Judged]
    verdicts: Sequence[tuple[str, object]]


def alarm_whole(person: Person, pk: int) -> AlarmWhole:
    """One sign that a person looks at. Raises `IntegrityAlarm.DoesNotExist` for any other."""
    alarm = integrity_seen_by(person).get(pk=pk)
    rests = contracts_seen_by(person).filter(pk__in=alarm.evidence.values("contract")).order_by("signed_on", "pk")
    can = INTEGRITY_MOVES[alarm.state] if may(person, "judge_integrity") else frozenset()
    verdicts = [(state.value, state.label) for state in VERDICTS if state in can]
    judged = list(alarm.judged.select_related("by").order_by("-pk"))
    laws = tuple(law_of(name) for name in signs()[Sign(alarm.sign)].articles)
    return AlarmWhole(alarm, laws, list(rests), judged, verdicts)
