"""What becomes of a sighting, by screen and by API: who may, at which step, and what is refused (G1)."""

import pytest

from concord.apps.grassroots.sensing.models import MOVES, Sighting, Stage
from concord.apps.grassroots.sensing.tests.conftest import Grids
from concord.apps.grassroots.sensing.tests.knocking import browser
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system

HANDLE = ("handle", {"what": "当场疏通。"})
CLOSE = ("close", {"outcome": "已复查。"})
TO_TOWNSHIP = ("hand-on", {"to": "township", "reason": "要几个部门。"})
TO_MEDIATION = ("hand-on", {"to": "disputes", "reason": "两家要谈。"})
TRIES = [
    ("greta", "reported", HANDLE, 200, "handled"),
    ("tess", "reported", HANDLE, 200, "handled"),
    ("alice", "reported", HANDLE, 200, "handled"),
    ("greta", "reported", TO_TOWNSHIP, 200, "handed_on"),
    ("greta", "reported", TO_MEDIATION, 200, "dispute"),
    ("greta", "handled", CLOSE, 200, "closed"),
    ("tess", "handed_on", CLOSE, 200, "closed"),
    ("tess", "handed_on", HANDLE, 200, "handled"),
    ("greta", "reported", CLOSE, 409, "reported"),
    ("greta", "handed_on", TO_TOWNSHIP, 409, "handed_on"),
    ("greta", "closed", HANDLE, 409, "closed"),
    ("gus", "reported", HANDLE, 404, "reported"),
    ("nico", "reported", HANDLE, 404, "reported"),
    ("ended", "reported", HANDLE, 404, "reported"),
    ("sue", "reported", HANDLE, 404, "reported"),
    ("mei", "reported", CLOSE, 404, "reported"),
    ("bo", "reported", TO_TOWNSHIP, 404, "reported"),
]


@pytest.mark.parametrize("door", ["screen", "api"])
@pytest.mark.parametrize(("who", "step", "deed", "answer", "then"), TRIES)
def test_a_deed_on_a_sighting(
    grids: Grids, who: str, step: str, deed: tuple[str, dict[str, str]], answer: int, then: str, door: str
) -> None:
    made, (name, said) = grids.sighting(step), deed
    declare_system()
    before = Act.objects.count()
    client = browser(grids, who)
    if door == "api":
        got = client.send(f"/api/sightings/{made.pk}/{name}", said).status_code
    else:
        got = client.post(f"/desk/sightings/{made.pk}/do/{name}/", said).status_code
    assert (200 if got == 302 else got, grids.stage_of(made)) == (answer, then)
    assert Act.objects.count() - before == int(answer == 200)


@pytest.mark.parametrize("door", ["screen", "api"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("handle", {"what": " "}),
        ("close", {}),
        ("hand-on", {"to": "moon", "reason": "x"}),
        ("hand-on", {"to": "township"}),
    ],
)
def test_words_that_are_missing_are_asked_for(grids: Grids, name: str, said: dict[str, str], door: str) -> None:
    made, client = grids.sighting("handled"), browser(grids, "tess")
    if door == "api":
        got = client.send(f"/api/sightings/{made.pk}/{name}", said).status_code
    else:
        got = client.post(f"/desk/sightings/{made.pk}/do/{name}/", said).status_code
    assert (got, grids.stage_of(made)) == (422, "handled")


def test_the_moves_lead_only_to_stages_and_every_stage_can_be_reached() -> None:
    assert set(MOVES) == set(Stage.values)
    assert {stage for onward in MOVES.values() for stage in onward} == set(Stage.values) - {Stage.REPORTED}


def test_a_sighting_that_ended_is_open_no_longer(grids: Grids) -> None:
    made = grids.sighting("closed")
    declare_system()
    matter = Sighting.objects.select_related("matter").get(pk=made.pk).matter
    assert (matter.is_open, matter.closed_at is None) == (False, False)
