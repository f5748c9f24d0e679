"""How good the detectors are, by what people judged; a person sets when a warning comes, after a trial (D7, G4)."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from concord.apps.insight.warnings.models import EarlyWarning, Limits, Looked
from concord.apps.insight.warnings.services.looking import look_over
from concord.apps.insight.warnings.tests.test_looking import noises, quiet_months
from concord.apps.insight.warnings.tests.test_warnings import browser, crowd, fresh, the_warning, told
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from tests.ground.cast import COUNTY, NEXT_COUNTY, Cast

__all__ = ["fresh"]  # the fixture that every test here needs as well

SET = {"senders": 3, "reports": 3, "days": 45, "areas_a_year": 6, "days_a_year": 6, "words_a_year": 6}


def record_of(cast: Cast, who: str, detector: str) -> dict[str, object]:
    shown = browser(cast, who).get(f"/api/warnings/detectors?county={COUNTY}").json()
    return next(one for one in shown["detectors"] if one["detector"] == detector)


def test_what_people_judged_is_told_of_each_detector(cast: Cast) -> None:
    crowd(3)
    quiet_months("C16")
    noises()
    (area,) = look_over(COUNTY, localdate())
    alice = browser(cast, "alice")
    declare_system()
    group = EarlyWarning.objects.get(detector="group")
    assert alice.send(f"/warnings/{group.pk}/judgement", {"verdict": "watched", "reason": "核实中"}).status_code == 200
    assert alice.send(f"/warnings/{area.pk}/judgement", {"verdict": "dismissed", "reason": "施工日"}).status_code == 200
    watched, dismissed = record_of(cast, "sue", "group"), record_of(cast, "sue", "area")
    assert (watched["told"], watched["watched"], watched["dismissed"]) == (1, 1, 0)
    assert (dismissed["told"], dismissed["dismissed"], dismissed["false_a_week"]) == (1, 1, 0.25)
    assert (watched["delay"], watched["reports"], dismissed["reports"]) == (0, 3, 8)
    assert browser(cast, "sue").get(f"/desk/warnings/detectors/?county={COUNTY}").status_code == 200


@pytest.mark.parametrize(("who", "reads", "sets"), [
    ("alice", 200, 200), ("sue", 200, 404), ("nina", 404, 404), ("dora", 404, 404), ("otto", 404, 404),
])  # fmt: skip
def test_who_reads_how_good_they_are_and_who_sets_when_they_come(cast: Cast, who: str, reads: int, sets: int) -> None:
    client = browser(cast, who)
    assert client.get(f"/api/warnings/detectors?county={COUNTY}").status_code == reads
    assert client.get(f"/desk/warnings/detectors/?county={COUNTY}").status_code in {reads, 403 if reads == 404 else 200}
    said = {"county": COUNTY, **SET, "senders": 4, "because": "误报多"}
    assert client.send("/warnings/limits", said).status_code == sets
    declare_system()
    assert Limits.objects.count() == (sets == 200)


def test_limits_take_effect_from_the_next_report_on(cast: Cast) -> None:
    said = {"county": COUNTY, **SET, "senders": 5, "because": "同一小区的群发较多"}
    assert browser(cast, "alice").send("/warnings/limits", said).status_code == 200
    crowd(4)
    declare_system()
    assert not EarlyWarning.objects.exists()
    crowd(1, first=4)
    assert the_warning().senders == 5
    assert told("LimitsSet") == 1
    assert Act.objects.get(kind="LimitsSet").payload["because"] == "同一小区的群发较多"


@pytest.mark.parametrize("wrong", [{"senders": 1}, {"reports": 2}, {"days": 6}, {"areas_a_year": 0}, {"because": " "}])
def test_out_of_bounds_or_without_a_reason_nothing_is_set(cast: Cast, wrong: dict[str, object]) -> None:
    alice = browser(cast, "alice")
    said = {"county": COUNTY, **SET, "because": "试", **wrong}
    assert alice.send("/warnings/limits", said).status_code in {409, 422}
    page = alice.post(f"/desk/warnings/limits/?county={COUNTY}", {**SET, "because": "试", **wrong})
    assert page.status_code in {409, 422}
    declare_system()
    assert not Limits.objects.exists()


def test_a_trial_replays_the_past_and_sets_nothing(cast: Cast) -> None:
    crowd(4)
    declare_system()
    for ago, probability in ((3, 1e-6), (4, 1e-6), (60, 1e-3), (100, 2e-4)):
        Looked.objects.create(
            county=COUNTY, detector="area", topic="C16", day=localdate() - timedelta(days=ago), place=COUNTY,
            days=3, seen=9, expected=1.0, probability=probability, looks=22,
        )  # fmt: skip
    alice = browser(cast, "alice")
    asked = "&".join(f"{name}={value}" for name, value in {**SET, "senders": 5, "areas_a_year": 52}.items())
    shown = alice.get(f"/api/warnings/limits/trial?county={COUNTY}&{asked}").json()
    group, area = ({one["detector"]: one["told"] for one in shown[part]} for part in ("now", "tried"))
    assert (group["group"], area["group"]) == (1, 0)  # four people are not five
    assert (group["area"], area["area"]) == (2, 3)  # two days beside each other are one alarm
    page = alice.post(f"/desk/warnings/limits/?county={COUNTY}", {**SET, "senders": 5, "try": "1"})
    assert page.status_code == 200
    declare_system()
    assert not Limits.objects.exists()
    assert browser(cast, "nina").get(f"/api/warnings/limits/trial?county={COUNTY}&{asked}").status_code == 404
    assert browser(cast, "nina").get(f"/api/warnings/detectors?county={NEXT_COUNTY}").status_code == 200
