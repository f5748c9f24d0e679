"""All my work: what waits in every app on one desk, in as many statements however much waits."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concord.core.agenda.models import Run, Task
from concord.core.agenda.tests.conftest import Steps, matter, run, step
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.web.desk.pages import PAGES, page_of_matter
from tests.ground.cast import Cast

__all__ = ["matter", "run", "step"]


@pytest.mark.parametrize(("who", "waits"), [("carol", True), ("alice", True), ("dora", False), ("nina", False)])
def test_a_step_waits_on_the_desk_of_its_body(client: Client, cast: Cast, run: Run, who: str, waits: bool) -> None:
    client.force_login(cast[who])
    assert (f"/desk/runs/{run.pk}/" in client.get("/desk/work/").content.decode()) is waits


@pytest.mark.parametrize("who", ["otto", "zed", "hugo", "oscar"])
def test_who_follows_no_work_has_no_such_desk(client: Client, cast: Cast, who: str) -> None:
    client.force_login(cast[who])
    assert client.get("/desk/work/").status_code == 404


def test_a_light_narrows_the_desk(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["carol"])
    shown = {light: client.get("/desk/work/", {"light": light}).content.decode() for light in ("red", "", "wrong")}
    assert {light: f"/desk/runs/{run.pk}/" in page for light, page in shown.items()} == {
        "red": False, "": True, "wrong": True,
    }  # fmt: skip


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/work/").status_code == 200
    return len(asked)


def test_the_desk_is_constant_in_statements(client: Client, cast: Cast, run: Run) -> None:
    client.force_login(cast["carol"])
    client.get("/desk/work/")
    few = statements(client)
    declare_system()
    Task.objects.bulk_create(
        Task(matter=run.matter, kind="step", organisation=cast.body("centre"), opened_on=TODAY) for _ in range(30)
    )
    assert statements(client) == few


def test_a_matter_of_every_kind_has_a_page(matter: Matter) -> None:
    for kind in [*PAGES, "not-built-yet"]:
        matter.kind = kind
        assert page_of_matter(matter).startswith("/")


def test_the_old_desk_of_disputes_leads_to_the_one_desk(client: Client, cast: Cast) -> None:
    client.force_login(cast["carol"])
    assert client.get("/desk/waiting/").headers["Location"] == "/desk/work/"
    assert client.get("/desk/").headers["Location"] == "/desk/work/"
    client.force_login(cast["zed"])
    assert client.get("/desk/waiting/").status_code == 404


@pytest.mark.parametrize("by", ["bodies", "townships", "wrong"])
def test_the_roll_up_of_a_place_leads_on_to_its_bodies(client: Client, cast: Cast, run: Run, by: str) -> None:
    client.force_login(cast["alice"])
    page = client.get(f"/desk/places/{cast.county}/", {"by": by}).content.decode()
    onward = f"/desk/places/{cast.township}/" if by == "townships" else f"/desk/bodies/{cast.body('centre').pk}/"
    assert onward in page
    assert client.get("/desk/places/99/").status_code == 404
    assert client.get(f"/desk/places/{cast.county}/?after=x").status_code == 200


def test_only_ones_own_steps_can_be_done_by_key(client: Client, cast: Cast, run: Run, step: Steps) -> None:
    client.force_login(cast["carol"])
    page = client.get("/desk/work/").content.decode()
    pk = step("accept").pk
    assert [f'data-key-{key}="/desk/steps/{pk}/do/{name}/"' in page for key, name in
            [("a", "accept"), ("d", "complete"), ("t", "time"), ("h", "colleague")]] == [True] * 4  # fmt: skip
