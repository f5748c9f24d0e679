"""The catalogue: every name in it leads somewhere, and what is open of each problem is counted for the reader."""

import pytest

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.selectors.catalogue import catalogued
from concord.apps.grassroots.sensing.tests.conftest import Grids
from concord.apps.grassroots.sensing.tests.knocking import browser
from concord.core.agenda.shipped import publish_shipped


def test_every_name_in_it_leads_somewhere() -> None:
    found = catalogue()
    assert (len(found.problems), len(found.businesses), len(found.sources)) == (21, 28, 12)
    named = {business for one in found.problems.values() for business in one.businesses}
    assert named == found.businesses.keys(), "A core business that no problem touches, or one that is not there."


def test_every_problem_has_a_published_scenario(grids: Grids) -> None:
    publish_shipped()
    assert all(one.scenario for one in catalogued(grids.person("tess")).problems)


@pytest.mark.parametrize(("who", "number"), [("tess", 1), ("alice", 1), ("gus", 0), ("nico", 0)])
def test_what_is_open_is_counted_for_the_reader(grids: Grids, who: str, number: int) -> None:
    grids.sighting()
    of_drains = next(one for one in catalogued(grids.person(who)).problems if one.entry.id == "P08")
    assert of_drains.open == number


@pytest.mark.parametrize(("who", "answer"), [("tess", 200), ("greta", 200), ("mei", 404), ("bo", 404)])
def test_who_reads_the_page(grids: Grids, who: str, answer: int) -> None:
    assert browser(grids, who).get("/desk/catalogue/").status_code == answer
