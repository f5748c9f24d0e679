"""More than usual in an area, on a day, in words: a warning by the clock, told once, within a budget (D7, G4)."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate, localtime

from concord.apps.disputes.models import Dispute
from concord.apps.disputes.services.triage import Decision, accept_dispute
from concord.apps.insight.warnings.models import DayCount, EarlyWarning, Looked, Watched
from concord.apps.insight.warnings.services.ending import propose_ends
from concord.apps.insight.warnings.services.looking import look_for_words, look_over
from concord.apps.insight.warnings.tests.test_warnings import SCHOOL, browser, fresh, heard, report, told
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Place
from tests.ground.cast import Cast

__all__ = ["fresh"]  # the fixture that every test here needs as well

NOISE = [
    "工地夜里两点还在打桩，吵得睡不着。",
    "广场舞音响太大，每晚十点不停。",
    "楼下酒吧半夜放音乐，噪音很大。",
    "隔壁装修周末不停电钻，老人受不了。",
    "货车凌晨卸货轰隆响，孩子惊醒。",
    "空调外机声音太响，整晚嗡嗡叫。",
    "高架桥车流噪声大，没有隔音屏。",
    "学校喇叭每天早上六点就响，影响休息。",
]


def villages() -> list[str]:
    return list(Place.objects.filter(parent=Cast.township).order_by("pk").values_list("pk", flat=True))


def quiet_months(topic: str, number: int = 1, days: int = 150) -> None:
    """One report in the county every third day, each time in another village, until yesterday."""
    today, places = localdate(), villages()
    DayCount.objects.bulk_create(
        DayCount(
            county=Cast.county, place=places[ago % len(places)], topic=topic, number=number,
            day=today - timedelta(days=ago),
        )
        for ago in range(1, days)
        if ago % 3 == 0
    )  # fmt: skip


def noises(number: int = 8, *, place: str = "", same: bool = False) -> list[Matter]:
    """So many people report noise, each another one, in one village."""
    where = place or villages()[0]
    found = [report(NOISE[n % 8], f"1370000{0 if same else n:04d}", place=where) for n in range(number)]
    declare_system()
    Watched.objects.filter(matter__in=found).update(topic="C16", place=where)
    DayCount.objects.filter(day=localdate()).delete()
    people = 1 if same else number
    DayCount.objects.create(county=Cast.county, place=where, topic="C16", day=localdate(), number=people)
    return found


def test_more_than_usual_in_a_village_is_told_once_with_its_reports(cast: Cast) -> None:
    quiet_months("C16")
    found = noises()
    (warning,) = look_over(Cast.county, localdate())
    assert (warning.detector, warning.subject, warning.topic) == ("area", "place", "C16")
    assert warning.matter.place_id == villages()[0]
    assert (warning.senders, warning.counted) == (8, 8)
    assert warning.expected < 1
    assert warning.probability < 1e-4
    shown = browser(cast, "alice").get(f"/api/warnings/{warning.pk}").json()
    assert {one["id"] for one in shown["evidence"]} == {one.pk for one in found}
    assert look_over(Cast.county, localdate()) == []  # what stands is kept up, and nobody is told again
    assert told("UnusualRaised") == 1
    heard(Act.objects.filter(kind="UnusualRaised"))
    declare_system()
    assert Task.objects.filter(matter=warning.matter, kind="judge_warning", done_at=None).count() == 1


def test_one_person_who_writes_often_is_no_cluster(cast: Cast) -> None:
    quiet_months("C16")
    noises(same=True)
    assert look_over(Cast.county, localdate()) == []


def test_the_usual_is_not_told_and_little_known_says_nothing(cast: Cast) -> None:
    quiet_months("C16", days=40)
    noises()
    assert look_over(Cast.county, localdate()) == []  # six weeks are too few to say what is usual
    DayCount.objects.all().delete()
    quiet_months("C16", number=9)
    DayCount.objects.create(county=Cast.county, place=villages()[0], topic="C16", day=localdate(), number=5)
    assert look_over(Cast.county, localdate()) == []


def test_what_a_group_tells_already_is_not_told_again(cast: Cast) -> None:
    for n in range(6):
        report(SCHOOL[n % 5], f"1360000{n:04d}", place=villages()[0])
    declare_system()
    quiet_months(Watched.objects.latest("pk").topic)
    assert EarlyWarning.objects.get().detector == "group"
    assert look_over(Cast.county, localdate()) == []
    assert Looked.objects.exists()  # it was seen all the same


def test_words_that_rise_are_told(cast: Cast) -> None:
    old = noises(8)
    declare_system()
    Watched.objects.filter(matter__in=old).update(at=timezone.now() - timedelta(days=30))
    for n in range(9):
        report(f"{NOISE[n % 8]}都是因为新燃气表跳得太快，燃气公司多收费。", f"1350000{n:04d}", place=villages()[n % 3])
    declare_system()
    Matter.objects.filter(kind="warning").update(is_open=False)  # what groups tell would not be told again
    (warning,) = look_for_words(Cast.county, localdate())
    assert (warning.detector, warning.subject) == ("words", "cause")
    assert "燃气" in warning.called
    assert warning.senders == 9


def recount() -> Counter[tuple[str, str, object]]:
    rows = Watched.objects.filter(counted=True)
    return Counter((row.place, row.topic, localtime(row.at).date()) for row in rows)


def test_counts_equal_a_recount_also_after_a_person_decided(cast: Cast) -> None:
    for n, words in enumerate([*NOISE, *SCHOOL, SCHOOL[0]]):
        report(words, f"1340000{n % 11:04d}", place=villages()[n % 3])
    declare_system()
    matter = Watched.objects.order_by("pk")[0].matter
    decision = Decision(item="C11-1", place_id=villages()[3])
    accept_dispute(Dispute.objects.get(pk=matter.pk).pk, decision, by=cast["alice"], today=localdate())
    heard(Act.objects.filter(kind="DisputeAccepted"))
    declare_system()
    moved = Watched.objects.get(matter=matter)
    assert (moved.topic, moved.place) == ("C11", villages()[3])
    kept = {(one.place, one.topic, one.day): one.number for one in DayCount.objects.filter(number__gt=0)}
    assert kept == recount()


def test_a_warning_that_has_gone_quiet_is_proposed_to_end_and_a_person_ends_it(cast: Cast) -> None:
    quiet_months("C16")
    noises()
    (warning,) = look_over(Cast.county, localdate())
    alice, later = browser(cast, "alice"), localdate() + timedelta(days=15)
    assert propose_ends(later) == 0  # it waits to be judged
    assert (
        alice.send(f"/warnings/{warning.pk}/judgement", {"verdict": "watched", "reason": "先看看"}).status_code == 200
    )
    assert propose_ends(localdate() + timedelta(days=14)) == 0
    assert (propose_ends(later), propose_ends(later)) == (1, 0)
    assert told("WarningQuiet") == 1
    assert alice.send(f"/warnings/{warning.pk}/end", {"outcome": "夜间施工已停"}).status_code == 200
    declare_system()
    assert not Task.objects.filter(matter=warning.matter, done_at=None).exists()


def test_no_warning_of_any_kind_can_name_who_complained(cast: Cast) -> None:
    quiet_months("C16")
    noises()
    (warning,) = look_over(Cast.county, localdate())
    acts = list(Act.objects.filter(matter_id=warning.pk).values_list("payload", flat=True))
    shown = browser(cast, "sue").get(f"/api/warnings/{warning.pk}").content.decode()
    everything = f"{acts} {warning.__dict__} {shown}"
    declare_system()
    for party in Party.objects.filter(side=Party.Side.APPLICANT):
        assert party.name not in everything
        assert party.phone not in everything
        assert party.phone_hash not in everything
