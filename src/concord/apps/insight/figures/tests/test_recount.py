"""After any deeds, whatever was summed meanwhile, figures equal a recount of the matters and acts themselves (D8)."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.apps.insight.figures.access import place_seen_by, sight_of
from concord.apps.insight.figures.measures import MEASURES
from concord.apps.insight.figures.models import Entry
from concord.apps.insight.figures.periods import Period, own
from concord.apps.insight.figures.selectors.asking import Cut, Only
from concord.apps.insight.figures.selectors.tallies import days_taken, tally
from concord.apps.insight.figures.services.gathering import gather, rebuild
from concord.apps.insight.figures.services.rolling import roll_up, roll_up_all
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system, matters_read_by
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Person
from tests.ground.cast import Cast

PLACES = [Cast.county, Cast.township, "330106", "330105001051"]
STAGES = ["handling", "resolved", "ended", "closed"]
FIRM = "杭州云程网络有限公司"
ACTS: list[tuple[str, dict[str, object]]] = [
    ("DisputeRated", {"score": 5}), ("DisputeRated", {"score": 2}), ("SettlementReached", {}),
    ("MediationEnded", {"reason": "deadlock"}), ("SightingHandled", {}), ("SightingHandedOn", {}), ("TaskLate", {}),
]  # fmt: skip
days_ago = st.integers(0, 70)
opening = st.tuples(st.just("open"), st.sampled_from(PLACES), st.sampled_from(["dispute", "sighting"]), days_ago)
acting = st.tuples(st.just("act"), st.integers(0, 5), st.sampled_from(ACTS))
closing = st.tuples(st.just("close"), st.integers(0, 5), st.sampled_from(STAGES), st.integers(0, 30))
moving = st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from(PLACES))
deeds = st.lists(st.one_of(opening, acting, closing, moving, st.tuples(st.just("sum"))), min_size=3, max_size=14)


def carry_out(deed: tuple[object, ...], made: list[Matter], number: int) -> None:
    """One deed, and the platform hears of it; or what is stale is summed."""
    declare_system()
    if deed[0] == "sum":
        roll_up()
    elif deed[0] == "open":
        made.append(_open(*deed[1:], number=number))  # type: ignore[arg-type]
        gather([made[-1].pk])
    elif made:
        matter = made[int(str(deed[1])) % len(made)]
        _change(matter, deed)
        gather([matter.pk])


def _open(place: str, kind: str, ago: int, *, number: int) -> Matter:
    made = Matter.objects.create(
        number=f"T{number}", kind=kind, title="…", topic="" if number % 3 else "03-01", place_id=place,
        stage="reported", law_as_of=localdate(),
    )  # fmt: skip
    Matter.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=ago))
    if number % 2:
        Party.objects.create(matter=made, side="respondent", name=FIRM, name_key=FIRM)
    channel = {"channel": "petition" if number % 2 else "web"}
    Act.objects.create(kind="ReportReceived", matter_id=made.pk, payload=channel, visibility="staff")
    return Matter.objects.get(pk=made.pk)


def _change(matter: Matter, deed: tuple[object, ...]) -> None:
    if deed[0] == "act":
        kind, payload = deed[2]  # type: ignore[misc]
        Act.objects.create(kind=kind, matter_id=matter.pk, payload=payload, visibility="staff")
    elif deed[0] == "move":
        Matter.objects.filter(pk=matter.pk).update(place_id=deed[2])
    else:
        ends = matter.opened_at + timedelta(days=int(str(deed[3])))
        Matter.objects.filter(pk=matter.pk).update(stage=deed[2], closed_at=min(ends, timezone.now()), is_open=False)


def _day(moment: object) -> date | None:
    return timezone.localtime(moment).date() if moment else None  # type: ignore[arg-type]


def recount(matters: Iterable[Matter], period: Period) -> dict[str, int]:
    """The measures once more, by plain Python over matters and acts."""
    found = dict.fromkeys(MEASURES, 0)
    for matter in matters:
        acts = list(Act.objects.filter(matter_id=matter.pk).order_by("pk"))
        kinds = {act.kind for act in acts}
        rated = [act for act in acts if act.kind == "DisputeRated"]
        ended = [act for act in acts if act.kind in {"SettlementReached", "MediationEnded"}]
        opened, closed = _day(matter.opened_at), _day(matter.closed_at)
        facts = {
            "opened": (opened, True), "ended": (opened, closed is not None), "late": (opened, "TaskLate" in kinds),
            "on_site": (opened, matter.kind == "sighting" and "SightingHandled" in kinds
                        and "SightingHandedOn" not in kinds),
            "repeated": (opened, Entry.objects.get(pk=matter.pk).repeated),
            "closed": (closed, True), "resolved": (closed, matter.stage in {"resolved", "closed"}),
            "rated": (_day(rated[-1].at) if rated else None, True),
            "content": (_day(rated[-1].at) if rated else None, bool(rated) and rated[-1].payload["score"] >= 4),
            "mediated": (_day(ended[-1].at) if ended else None, True),
            "settled": (_day(ended[-1].at) if ended else None, bool(ended) and ended[-1].kind == "SettlementReached"),
        }  # fmt: skip
        for name, (day, counts) in facts.items():
            found[name] += day is not None and period.first <= day <= period.last and counts
    return found


def told(person: Person, period: Period, cut: Cut, only: Only | None = None) -> dict[str, int]:
    sight = sight_of(person, place_seen_by(person))
    counted = tally(sight, period, cut, only)
    return {name: counted.of(name, tuple(sight.kinds)) for name in MEASURES}


CUTS = [Cut(), Cut("day"), Cut("month", "category"), Cut("", "place"), Cut("", "lead"), Cut("week", "source")]


def compare(person: Person) -> None:
    """Every cut, of every period, says the same as the recount of the matters that the person may read."""
    today = localdate()
    for period in (own(today - timedelta(days=75), today), own(today - timedelta(days=40), today - timedelta(days=3))):
        mine = [one for one in matters_read_by(person) if one.kind in {"dispute", "sighting", "consultation"}]
        expected = recount(mine, period)
        for cut in CUTS:
            assert told(person, period, cut) == expected, (cut, period)
        petitions = {one.pk for one in mine if Entry.objects.get(pk=one.pk).source == "petition"}
        expected = recount([one for one in mine if one.pk in petitions], period)
        assert told(person, period, Cut("month"), Only(source=("petition",))) == expected
        spread = days_taken(sight_of(person, place_seen_by(person)), period).of(("dispute", "sighting"))
        assert sum(number for _days, number in spread) == recount(mine, period)["closed"]


@pytest.mark.django_db
@given(done=deeds)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_equal_a_recount_after_any_deeds(cast: Cast, done: list[tuple[object, ...]]) -> None:
    with transaction.atomic():
        made: list[Matter] = []
        for number, deed in enumerate(done):
            carry_out(deed, made, number)
        for who in ("alice", "nina", "dora"):
            compare(cast[who])
        declare_system()
        kept = list(Entry.objects.order_by("pk").values())
        rebuild()
        assert list(Entry.objects.order_by("pk").values()) == kept
        roll_up_all()
        compare(cast["alice"])
        transaction.set_rollback(True)
