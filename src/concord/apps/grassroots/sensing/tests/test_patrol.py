"""Patrol lists: made by the township, ticked off by the grid's worker, once however often it is sent (G1)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from concord.apps.grassroots.sensing.models import PatrolPoint, PatrolVisit
from concord.apps.grassroots.sensing.selectors.patrols import patrol_of
from concord.apps.grassroots.sensing.services.patrol import Visit, tick_off
from concord.apps.grassroots.sensing.tests.conftest import Grids
from concord.apps.grassroots.sensing.tests.knocking import browser


def test_a_point_is_due_until_it_was_looked_at_and_again_after_its_period(grids: Grids) -> None:
    greta, today = grids.person("greta"), localdate()
    assert [one.is_due for one in patrol_of(greta, today)] == [True]
    tick_off(grids.point.pk, Visit(sent_key="visit-001"), by=greta)
    (shown,) = patrol_of(greta, today)
    assert (shown.is_due, shown.last, shown.due_on) == (False, today, today + timedelta(days=3))
    assert [one.is_due for one in patrol_of(greta, today + timedelta(days=3))] == [True]


def test_a_tick_sent_twice_is_one_visit_and_keeps_its_own_time(grids: Grids) -> None:
    client = browser(grids, "greta")
    at = timezone.now() - timedelta(hours=5)
    said = {"sent_key": "visit-001", "at": at.isoformat(), "latitude": "30.31", "longitude": "120.15"}
    path = f"/api/patrol/{grids.point.pk}/visits"
    assert [client.send(path, said).status_code for _time in range(3)] == [201, 201, 201]
    visit = PatrolVisit.objects.get()
    assert (visit.at, float(visit.latitude or 0)) == (at, 30.31)


@pytest.mark.parametrize(
    ("who", "answer"),
    [("greta", 201), ("tess", 201), ("gus", 404), ("nico", 404), ("ended", 404), ("bo", 404), ("", 401)],
)
def test_who_ticks_a_point_off(grids: Grids, who: str, answer: int) -> None:
    client = browser(grids, who)
    assert client.send(f"/api/patrol/{grids.point.pk}/visits", {"sent_key": "visit-001"}).status_code == answer
    assert PatrolVisit.objects.count() == int(answer == 201)


def test_the_screen_ticks_off_without_scripts(grids: Grids) -> None:
    client = browser(grids, "greta")
    assert "排水口" in client.get("/grid/patrol/").content.decode()
    for _time in range(2):
        assert client.post(f"/grid/patrol/{grids.point.pk}/", {"sent_key": "visit-001"}).status_code == 302
    assert PatrolVisit.objects.count() == 1


@pytest.mark.parametrize("door", ["screen", "api"])
@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("tess", {}, 201),
        ("tess", {"name": "排水口"}, 409),
        ("tess", {"every_days": 0}, 422),
        ("tess", {"name": ""}, 422),
        ("greta", {}, 404),
        ("alice", {}, 404),
        ("ended", {}, 404),
    ],
)
def test_who_makes_a_point(grids: Grids, who: str, said: dict[str, object], answer: int, door: str) -> None:
    told = {"place": grids.first.pk, "name": "消防站", "look_for": "", "every_days": 7} | said
    client = browser(grids, who)
    got = (client.send("/api/patrol-points", told) if door == "api" else client.post("/desk/patrol/", told)).status_code
    assert (201 if got == 302 else got) == answer
    assert PatrolPoint.objects.count() == (2 if answer == 201 else 1)


def test_a_point_of_another_county_is_neither_made_nor_ended(grids: Grids) -> None:
    nico = browser(grids, "nico")
    told = {"place": grids.first.pk, "name": "消防站", "every_days": 7}
    assert nico.send("/api/patrol-points", told).status_code == 409
    assert nico.send(f"/api/patrol-points/{grids.point.pk}/end", {}).status_code == 404
    assert nico.post(f"/desk/patrol/{grids.point.pk}/end/").status_code == 404
    assert browser(grids, "tess").post(f"/desk/patrol/{grids.point.pk}/end/").status_code == 302
    assert browser(grids, "greta").get("/api/patrol").json() == []
