"""An operator keeps the organisations, the responsibility list and the grids of their place (K1, K2, D5)."""

from collections.abc import Callable

import pytest
from django.test import Client

from concord.core.people.models import Duty, Organisation, Place
from concord.core.staffing.tests.doors import AT, recorded
from tests.ground.cast import NEXT_COUNTY, Cast

Browser = Callable[[str], Client]
VILLAGE, ITEM = "330105001051", "C08-1"
NEW = {
    "name": "拱墅区信访局",
    "kind": "department",
    "function": "petition",
    "place": "330105",
    "phone": "0571-88000000",
}


def counted() -> tuple[int, ...]:
    kept = (Organisation, Duty, Place)
    return (*(model.objects.count() for model in kept), len(recorded()))


def duty(cast: Cast, body: str = "housing", **more: object) -> dict[str, object]:
    typed = {"organisation": cast.body(body).pk, "topic": ITEM, "place": cast.township, "part": "joint"}
    return {**typed, "basis": "三定方案", **more}


def test_an_operator_adds_an_organisation_and_changes_how_it_is_reached(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    assert oscar.post(f"{AT}/organisations/new/", NEW).status_code == 302
    made = Organisation.objects.get(name=NEW["name"])
    assert (made.place_id, made.function, made.phone) == ("330105", "petition", "0571-88000000")
    typed = {"name": made.name, "phone": "0571-88000001", "address": "文晖路1号", "hours": "9:00–17:00"}
    assert oscar.post(f"{AT}/organisations/{made.pk}/", typed).status_code == 302
    assert "0571-88000001" in oscar.get(f"{AT}/organisations/?kind=department&q=信访").content.decode()
    assert [kind for kind, _told in recorded()] == ["OrganisationAdded", "OrganisationChanged"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": NEXT_COUNTY},
        {"place": "33"},
        {"kind": "ministry"},
        {"function": "magic"},
        {"name": "拱墅区人民法院"},
        {"name": "  "},
    ],
)
def test_an_organisation_is_of_the_place_of_a_known_kind_and_named_once(
    cast: Cast, browser: Browser, wrong: dict[str, str]
) -> None:
    before = counted()
    assert browser("oscar").post(f"{AT}/organisations/new/", {**NEW, **wrong}).status_code in {409, 422}
    assert counted() == before


@pytest.mark.parametrize("who", ["alice", "carol", "ivy", "sue"])
def test_nobody_else_keeps_the_lists(cast: Cast, browser: Browser, who: str) -> None:
    client, before, own = browser(who), counted(), Duty.objects.order_by("pk")[0]
    tried = [
        client.post(f"{AT}/organisations/new/", NEW),
        client.post(f"{AT}/organisations/{cast.body('court').pk}/", {"name": "法院"}),
        client.post(f"{AT}/duties/new/", duty(cast)),
        client.post(f"{AT}/duties/{own.pk}/end/"),
        client.post(f"{AT}/grids/{VILLAGE}/new/", {"name": "第一网格"}),
        *(client.get(f"{AT}/{page}") for page in ("organisations/", "duties/", "grids/", f"grids/{VILLAGE}/")),
    ]
    assert [answer.status_code for answer in tried] == [404] * 9
    assert counted() == before


def test_the_operator_of_the_next_county_changes_nothing_here(cast: Cast, browser: Browser) -> None:
    nora, before, own = browser("nora"), counted(), Duty.objects.order_by("pk")[0]
    name = cast.body("court").name
    tried = [
        nora.post(f"{AT}/organisations/new/", NEW),
        nora.post(f"{AT}/organisations/{cast.body('court').pk}/", {"name": "法院"}),
        nora.post(f"{AT}/duties/new/", duty(cast)),
        nora.post(f"{AT}/duties/{own.pk}/end/"),
        nora.post(f"{AT}/grids/{VILLAGE}/new/", {"name": "第一网格"}),
        nora.get(f"{AT}/grids/{VILLAGE}/"),
    ]
    assert [answer.status_code for answer in tried] == [409, 404, 422, 404, 404, 404]
    assert (counted(), cast.body("court").name) == (before, name)
    assert name not in nora.get(f"{AT}/organisations/").content.decode()


def test_a_duty_is_added_shown_and_ended(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    assert oscar.post(f"{AT}/duties/new/", duty(cast)).status_code == 302
    made = Duty.objects.get(topic=ITEM, place=cast.township)
    assert (made.organisation, made.part, made.basis) == (cast.body("housing"), "joint", "三定方案")
    shown = oscar.get(f"{AT}/duties/?topic={ITEM}&organisation={made.organisation_id}").content.decode()
    assert "三定方案" in shown
    assert oscar.post(f"{AT}/duties/{made.pk}/end/").status_code == 302
    assert not Duty.objects.filter(pk=made.pk).exists()
    assert [kind for kind, _told in recorded()] == ["DutyAdded", "DutyEnded"]


def test_a_duty_of_a_category_is_found_by_it_and_no_other(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    shown = oscar.get(f"{AT}/duties/?topic=C08").content.decode()
    assert 'class="tabular">C08-1<' in shown
    assert 'class="tabular">C05-1<' not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": "C99-9"},
        {"topic": "%"},
        {"part": "follow"},
        {"place": NEXT_COUNTY},
        {"place": "3301"},
        {"organisation": 10**15},
    ],
)
def test_a_duty_is_of_a_known_topic_in_the_organisations_place(
    cast: Cast, browser: Browser, wrong: dict[str, object]
) -> None:
    before = counted()
    assert browser("oscar").post(f"{AT}/duties/new/", duty(cast, **wrong)).status_code in {409, 422}
    assert counted() == before


def test_a_duty_is_listed_once(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    codes = [oscar.post(f"{AT}/duties/new/", duty(cast)).status_code for _again in range(2)]
    assert codes == [302, 409]


def test_one_walks_down_to_a_village_and_makes_and_renames_its_grids(cast: Cast, browser: Browser) -> None:
    oscar = browser("oscar")
    assert oscar.get(f"{AT}/grids/")["Location"] == f"{AT}/grids/330105/"
    assert f"{AT}/grids/{cast.township}/" in oscar.get(f"{AT}/grids/330105/").content.decode()
    assert f"{AT}/grids/{VILLAGE}/" in oscar.get(f"{AT}/grids/{cast.township}/").content.decode()
    assert oscar.post(f"{AT}/grids/{VILLAGE}/new/", {"name": "第一网格"}).status_code == 302
    oscar.post(f"{AT}/grids/{VILLAGE}/new/", {"name": "第二网格"})
    grid = f"{VILLAGE}001"
    codes = [
        oscar.post(f"{AT}/grids/{grid}/name/", {"name": name}).status_code for name in ("第二网格", "", "河滨网格")
    ]
    assert codes == [409, 422, 302]
    shown = oscar.get(f"{AT}/grids/{VILLAGE}/").content.decode()
    assert "河滨网格" in shown
    assert [kind for kind, _told in recorded()] == ["GridMade", "GridMade", "GridRenamed"]


@pytest.mark.parametrize("code", ["330105", "330105001", "330106001", "end", "33010500105199"])
def test_a_grid_is_made_in_a_village_of_ones_own_only(cast: Cast, browser: Browser, code: str) -> None:
    oscar, before = browser("oscar"), counted()
    assert oscar.post(f"{AT}/grids/{code}/new/", {"name": "第一网格"}).status_code == 404
    assert oscar.post(f"{AT}/grids/{code}/name/", {"name": "第一网格"}).status_code == 404
    assert counted() == before
