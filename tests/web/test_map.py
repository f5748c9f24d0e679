"""One map: every number is the length of the list behind it, for the same eyes; strangers have no map."""

import re
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from concord.apps.insight.figures.services.gathering import rebuild
from concord.apps.insight.figures.services.rolling import roll_up_all
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Place
from tests.ground.cast import BEGAN, COUNTY, NEXT_COUNTY, TOWNSHIP, Cast

HERE = f"/desk/map/{COUNTY}/"
NUMBERS = count(1)


def make(place: str, kind: str = "dispute", *, days_ago: float = 0, closed: bool = False, **facts: object) -> Matter:
    """A matter received some days ago."""
    declare_system()
    made = Matter.objects.create(
        number=f"MAP-{next(NUMBERS)}", kind=kind, title="村间水沟堵塞", place_id=place, stage="s",
        law_as_of=localdate(), is_open=not closed, closed_at=timezone.now() if closed else None, **facts,
    )  # fmt: skip
    Matter.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=days_ago))
    return made


def sum_up() -> None:
    """The sums of insight as its jobs keep them."""
    rebuild()
    roll_up_all()


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Six matters and two warnings in two counties."""
    village = Place.objects.filter(parent=TOWNSHIP).order_by("pk")[0].pk
    yesterday = localdate() - timedelta(days=1)
    make(TOWNSHIP, topic="C07-2", due_on=yesterday, lead=cast.body("labour"))
    make(village, topic="C05-1", days_ago=3, closed=True)
    make(village, topic="C07-1", days_ago=45)
    make(COUNTY, "sighting", topic="P08", days_ago=2)
    make(f"{COUNTY}002", "sighting", topic="P08", due_on=yesterday)
    make(NEXT_COUNTY, topic="C07-2")
    make(TOWNSHIP, "warning")
    make(NEXT_COUNTY, "warning")
    sum_up()
    return cast


def rows(client: Client, address: str = HERE) -> dict[str, list[tuple[str, str]]]:
    """The table: numbers with the addresses of their lists, by place."""
    page = client.get(address).content.decode()
    table = page[page.index("map-table") :]
    found = {}
    for line in re.findall(r"<tr data-item>(.*?)</tr>", table, re.DOTALL):
        name = re.sub(r"<[^>]+>", "", re.findall(r"<th.*?</th>", line)[0])
        cells = re.findall(r'<td[^>]*>(?:<a href="([^"]+)">)?([\d,.—]+)', line)
        found[name] = [(number, link.replace("&amp;", "&")) for link, number in cells]
    return found


@pytest.mark.parametrize("who", ["alice", "sue", "nina", "carol", "mei", "otto", "bo"])
@pytest.mark.parametrize("page", ["", "wall/", "matters/", "bodies/"])
def test_whose_map_a_county_is(client: Client, town: Cast, who: str, page: str) -> None:
    client.force_login(town[who])
    assert client.get(f"{HERE}{page}").status_code == (200 if who in {"alice", "sue"} else 404)


def test_a_visitor_is_asked_to_sign_in(client: Client, town: Cast) -> None:
    assert client.get(HERE).status_code == 302
    assert client.get(f"/api/map/{COUNTY}").status_code == 401


@pytest.mark.parametrize("code", ["33", "3301", NEXT_COUNTY, f"{NEXT_COUNTY}001", "999999", "x"])
def test_nobody_looks_above_or_beside_their_place(client: Client, town: Cast, code: str) -> None:
    client.force_login(town["alice"])
    assert client.get(f"/desk/map/{code}/").status_code == 404


def test_the_map_begins_where_the_role_reaches(client: Client, town: Cast) -> None:
    client.force_login(town["nina"])
    assert client.get("/desk/map/").headers["Location"] == f"/desk/map/{NEXT_COUNTY}/"


def test_numbers_by_township_and_what_lies_in_the_county_itself(client: Client, town: Cast) -> None:
    client.force_login(town["alice"])
    found = {name: [number for number, _link in cells] for name, cells in rows(client).items()}
    # received, closed, under way, late; received per 10,000; mediating bodies, people on duty; live warnings
    assert found["米市巷街道"] == ["2", "1", "2", "1", "—", "2", "0", "1"]
    assert found["湖墅街道"][:4] == ["1", "0", "1", "1"]
    assert found["拱墅区本级"][:4] == ["1", "0", "1", "0"]
    assert found["小河街道"] == ["0", "0", "0", "0", "—", "0", "0", "0"]


@pytest.mark.parametrize(
    ("query", "all_of_it"),
    [
        ("days=7", 4 + 1 + 4 + 2),
        ("days=90", 5 + 1 + 4 + 2),
        ("days=7&kind=sighting", 2 + 0 + 2 + 1),
        ("days=90&topic=C07", 2 + 0 + 2 + 1),
        ("days=90&topic=P08", 2 + 0 + 2 + 1),
    ],
)
def test_every_number_is_the_length_of_the_list_behind_it(
    client: Client, town: Cast, query: str, all_of_it: int
) -> None:
    client.force_login(town["alice"])
    seen = 0
    for cells in rows(client, f"{HERE}?{query}").values():
        for number, link in cells[:4]:
            if link:
                listed = client.get(link).content.decode()
                assert len(re.findall("<tr data-item>", listed)) == int(number), link
                assert f'<span class="tabular">{number}</span></h1>' in listed
                seen += int(number)
    assert seen == all_of_it


def test_a_list_goes_on_from_page_to_page(client: Client, town: Cast) -> None:
    for _number in range(40):
        make(TOWNSHIP)
    sum_up()
    client.force_login(town["alice"])
    first = client.get(f"/desk/map/{TOWNSHIP}/matters/?kind=dispute").content.decode()
    onward = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = client.get(f"/desk/map/{TOWNSHIP}/matters/{onward}").content.decode()
    numbers = [re.findall(r"MAP-\d+", page) for page in (first, second)]
    assert [len(set(page)) for page in numbers] == [30, 12]
    assert not set(numbers[0]) & set(numbers[1])


def test_a_department_sees_its_own_on_the_map_and_nothing_else(client: Client, town: Cast) -> None:
    body = town.body("labour")
    Membership.objects.create(person=town["dora"], organisation=body, role_id="department_head", starts=BEGAN)
    client.force_login(town["dora"])
    found = {name: [number for number, _link in cells] for name, cells in rows(client).items()}
    assert found["米市巷街道"][:4] == ["1", "0", "1", "1"]
    assert found["米市巷街道"][7] == "0"
    assert found["湖墅街道"][:4] == ["0", "0", "0", "0"]


def test_a_village_ends_in_its_list(client: Client, town: Cast) -> None:
    client.force_login(town["alice"])
    village = Place.objects.filter(parent=TOWNSHIP).order_by("pk")[0]
    page = client.get(f"/desk/map/{village.pk}/?days=90").content.decode()
    assert f'href="/desk/map/{village.pk}/matters/?days=90"' in page


def test_a_live_warning_leads_to_its_page_and_an_ended_one_is_gone(client: Client, town: Cast) -> None:
    client.force_login(town["alice"])
    declare_system()
    warning = Matter.objects.get(kind="warning", county=COUNTY)
    assert f"/desk/warnings/{warning.pk}/" in client.get(HERE).content.decode()
    declare_system()
    Matter.objects.filter(pk=warning.pk).update(is_open=False)
    assert f"/desk/warnings/{warning.pk}/" not in client.get(HERE).content.decode()


def test_the_wall_says_when_it_was_counted(client: Client, town: Cast) -> None:
    client.force_login(town["sue"])
    page = client.get(f"{HERE}wall/").content.decode()
    told = re.findall(r'data-at="([^"]+)"', page)[0]
    assert abs(datetime.fromisoformat(told) - timezone.now()) < timedelta(minutes=1)
    assert re.search(r"期内收到 <strong[^>]*>4</strong>", page)


def test_the_bodies_of_a_place_and_not_of_the_next(client: Client, town: Cast) -> None:
    client.force_login(town["alice"])
    page = client.get(f"{HERE}bodies/").content.decode()
    assert "米市巷街道人民调解委员会" in page
    assert "西湖区社会治理中心" not in page
    assert Organisation.objects.filter(name="西湖区社会治理中心").exists()


def test_the_map_costs_no_more_statements_for_more_matters(client: Client, town: Cast) -> None:
    client.force_login(town["alice"])

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(HERE).status_code == 200
        return len(asked)

    statements()
    few = statements()
    for _number in range(20):
        make(TOWNSHIP)
    assert statements() == few


def test_a_province_is_divided_into_cities_or_at_once_into_counties(client: Client, town: Cast) -> None:
    Membership.objects.filter(person=town["alice"]).update(place="33")
    client.force_login(town["alice"])
    cities, counties = (
        {name: [number for number, _link in cells] for name, cells in rows(client, f"/desk/map/33/{query}").items()}
        for query in ("", "?by=counties")
    )
    assert cities["杭州市"][:4] == ["5", "1", "5", "2"]
    assert counties["拱墅区"][:4] == ["4", "1", "4", "2"]
    assert counties["西湖区"][:4] == ["1", "0", "1", "0"]
    # The census counted 11,936,010 residents in the city and 1,120,985 in the county.
    assert (cities["杭州市"][4], counties["拱墅区"][4]) == ("0.00", "0.04")


@pytest.mark.parametrize("query", ["measure=x", "days=367", "days=٣", "kind=warning", "topic=<b>", "by=9", "after=x"])
def test_what_is_no_value_is_left_out(client: Client, town: Cast, query: str) -> None:
    client.force_login(town["alice"])
    assert rows(client, f"{HERE}?{query}") == rows(client)
    assert client.get(f"{HERE}matters/?{query}").status_code == 200
