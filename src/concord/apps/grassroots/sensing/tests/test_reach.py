"""A sighting, its photos and its patrol list exist only for those whose place it is; the database says so too (K8)."""

import pytest
from django.db import connection

from concord.apps.grassroots.sensing.tests.conftest import WORDS, Grids
from concord.apps.grassroots.sensing.tests.knocking import browser
from concord.apps.grassroots.sensing.tests.test_sensing import send_photo
from concord.core.matters.access import declare_follower, declare_reader, declare_system

INSIDE = ["greta", "tess", "alice", "sue"]
OUTSIDE = ["gus", "nico", "nina", "ended", "otto", "mei", "dora", "oscar", "bo"]


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("who", INSIDE)
def test_those_whose_place_it_is_read_it(grids: Grids, who: str) -> None:
    made = grids.sighting("handled")
    paper = send_photo(browser(grids, "greta"), made.pk, "key-0001-0").json()["id"]
    client = browser(grids, who)
    assert WORDS in client.get(f"/desk/sightings/{made.pk}/").content.decode()
    whole = client.get(f"/api/sightings/{made.pk}").json()
    assert (whole["words"], whole["photos"], whole["businesses"]) == (WORDS, [paper], ["B08", "B09"])
    assert whole["deeds"] == ([] if who == "sue" else ["close", "hand-on"])
    assert client.get(f"/papers/{paper}/").status_code == 200
    assert client.get(f"/api/papers/{paper}/content").status_code == 200
    assert WORDS[:10] in client.get("/desk/sightings/").content.decode()
    assert [one["id"] for one in client.get("/api/sightings").json()["items"]] == [made.pk]


@pytest.mark.parametrize("who", OUTSIDE)
def test_for_all_others_it_does_not_exist(grids: Grids, who: str) -> None:
    made = grids.sighting()
    paper = send_photo(browser(grids, "greta"), made.pk, "key-0001-0").json()["id"]
    client = browser(grids, who)
    for path in (
        f"/desk/sightings/{made.pk}/",
        f"/api/sightings/{made.pk}",
        f"/papers/{paper}/",
        f"/api/papers/{paper}",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/api/sightings").json()["items"] == []
    if who != "oscar":  # the place is his to run, though no sighting in it
        declare_reader(grids.person(who))
        assert (rows("grassroots_sighting"), rows("grassroots_sightingphoto")) == (0, 0)
    declare_system()
    assert (rows("grassroots_sighting"), rows("grassroots_sightingphoto")) == (1, 1)


def test_nobody_is_asked_to_sign_in_and_reads_nothing(grids: Grids) -> None:
    made, nobody = grids.sighting(), browser(grids)
    assert nobody.get(f"/desk/sightings/{made.pk}/").status_code == 302
    assert nobody.get(f"/api/sightings/{made.pk}").status_code == 401
    declare_follower(0)
    assert rows("grassroots_sighting") == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1), ("kind=P08", 1), ("kind=P01", 0), ("stage=reported", 1), ("stage=closed", 0), ("place=330105001", 1),
        ("place=330106", 0), ("light=fine", 1), ("light=late", 0), ("q=倒灌", 1), ("q=噪音", 0),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_on_screen_and_by_api(grids: Grids, asked: str, found: int) -> None:
    grids.sighting()
    client = browser(grids, "tess")
    assert client.get(f"/desk/sightings/?{asked}").content.decode().count("data-item") == found
    assert len(client.get(f"/api/sightings?{asked}").json()["items"]) == found


def test_a_list_goes_on_page_by_page(grids: Grids) -> None:
    from django.utils.timezone import localdate

    from concord.apps.grassroots.sensing.services.sensing import report_sighting

    for number in range(5):
        report_sighting(grids.seen(sent_key=f"key-{number:04}"), by=grids.person("greta"), today=localdate())
    client, seen, cursor = browser(grids, "tess"), [], ""
    while cursor is not None:
        page = client.get("/api/sightings", {"size": 2, "cursor": cursor}).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)
