"""The desk by the API: the same pages, filters and counts as on the screen; nobody sees another's."""

import pytest
from django.test import Client

from concord.core.agenda.models import Run, Task
from concord.core.agenda.tests.conftest import Steps, matter, run, step
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from tests.api.test_agenda import post
from tests.ground.cast import COUNTY, NEXT_COUNTY, Cast

__all__ = ["matter", "run", "step"]


def got(client: Client, path: str) -> tuple[int, dict[str, object]]:
    answer = client.get(f"/api{path}")
    return answer.status_code, answer.json()


@pytest.fixture
def many(cast: Cast, run: Run) -> int:
    """Six more that wait for the centre."""
    declare_system()
    Task.objects.bulk_create(
        Task(matter=run.matter, kind="step", organisation=cast.body("centre"), opened_on=TODAY) for _ in range(6)
    )
    return 7


@pytest.mark.parametrize("path", ["/tasks", "/bodies/{centre}/tasks"])
def test_pages_follow_each_other(client: Client, cast: Cast, many: int, path: str) -> None:
    client.force_login(cast["carol"])
    path = path.format(centre=cast.body("centre").pk)
    _code, page = got(client, f"{path}?size=3")
    seen = [one["task"] for one in page["items"]]
    while page["next"]:
        page = got(client, f"{path}?size=3&cursor={page['next']}")[1]
        seen += [one["task"] for one in page["items"]]
    assert len(seen) == len(set(seen)) == many


def test_a_mark_of_another_list_and_a_changed_one_are_refused(client: Client, cast: Cast, many: int) -> None:
    client.force_login(cast["carol"])
    mark = got(client, "/tasks?size=3")[1]["next"]
    assert got(client, f"/bodies/{cast.body('centre').pk}/tasks?cursor={mark}")[0] == 422
    assert got(client, f"/tasks?cursor={mark}x")[0] == 422


def test_a_step_names_its_deeds(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    client.force_login(cast["carol"])
    (waiting,) = got(client, "/tasks?work=step&whose=bodies&light=green")[1]["items"]
    assert (waiting["step"], waiting["title"], waiting["number"]) == (step("accept").pk, "受理", "M-1")
    assert post(client, f"/steps/{waiting['step']}/accept")[0] == 200
    assert [one["person"] for one in got(client, "/tasks?whose=mine")[1]["items"]] == [cast["carol"].pk]
    counts = got(client, "/tasks/lights")[1]
    assert (counts["waiting"], counts["mine"]["waiting"], list(counts["works"])) == (1, 1, ["step"])


@pytest.mark.parametrize(("who", "code"), [("alice", 200), ("sue", 200), ("dora", 404), ("nina", 404), ("otto", 404)])
def test_a_body_is_looked_over_by_its_own_and_its_place(
    client: Client, cast: Cast, run: Run, who: str, code: int
) -> None:
    client.force_login(cast[who])
    centre = cast.body("centre").pk
    assert got(client, f"/bodies/{centre}/tasks")[0] == client.get(f"/desk/bodies/{centre}/").status_code == code


@pytest.mark.parametrize(
    ("who", "place", "waits"), [("alice", COUNTY, 7), ("nina", COUNTY, 0), ("nina", NEXT_COUNTY, 0)]
)
def test_a_place_is_rolled_up_for_who_sees_its_matters(
    client: Client, cast: Cast, many: int, who: str, place: str, waits: int
) -> None:
    client.force_login(cast[who])
    assert got(client, f"/roll-up/{place}")[1]["waiting"] == waits
    bodies = got(client, f"/roll-up/{place}/bodies")[1]["items"]
    townships = got(client, f"/roll-up/{place}/townships?size=1")[1]["items"]
    assert [one["waiting"] for one in bodies] == [one["waiting"] for one in townships] == [waits] * bool(waits)


def test_the_calendar_link_by_the_api(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["carol"])
    assert got(client, "/calendar-link")[1] == {"made_at": None}
    code, made = post(client, "/calendar-link")
    assert (code, made["address"].endswith(".ics")) == (201, True)
    assert got(client, "/calendar-link")[1]["made_at"]
    assert [post(client, "/calendar-link/end")[0] for _ in range(2)] == [200, 409]
    client.force_login(cast["zed"])
    assert got(client, "/calendar-link")[0] == post(client, "/calendar-link")[0] == 404
