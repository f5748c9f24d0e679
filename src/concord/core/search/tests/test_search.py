"""A search shows what its asker may see, and of everything else neither a line nor a number nor a word."""

import json

import pytest
from django.test import Client

from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import SavedFilter
from concord.core.search.tests.conftest import SECRET, put
from tests.ground.cast import COUNTY, TOWNSHIP, Cast

PAGE = "/desk/search/"


def asked(client: Client, path: str, **what: str) -> dict[str, object]:
    answer = client.get(path, what)
    assert answer.status_code == 200, answer.content
    return dict(json.loads(answer.content))


def numbers(client: Client, **what: str) -> list[str]:
    return [one["number"] for one in asked(client, "/api/search", **what)["items"]]  # type: ignore[attr-defined]


def test_one_search_finds_matters_of_all_apps_newest_first(client: Client, cast: Cast, mine: list[Matter]) -> None:
    client.force_login(cast["alice"])
    assert numbers(client, q="欠薪") == ["FX-1", "JF-2", "JF-1"]
    assert numbers(client, q="欠薪 老板") == ["JF-2", "JF-1"]
    assert numbers(client, q="JF-1") == ["JF-1"]


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"kind": "sighting"}, ["FX-1"]),
        ({"kind": "dispute", "stage": "reported"}, ["JF-2"]),
        ({"place": TOWNSHIP}, ["FX-1", "JF-2"]),
        ({"topic": "C07"}, ["FX-1", "JF-2", "JF-1"]),
        ({"since": "week"}, ["FX-1", "JF-2", "JF-1"]),
        ({"place": "330106"}, []),
    ],
)
def test_filters_narrow_it(
    client: Client, cast: Cast, mine: list[Matter], theirs: Matter, narrow: dict[str, str], found: list[str]
) -> None:
    client.force_login(cast["alice"])
    assert numbers(client, q="欠薪", **narrow) == found
    assert asked(client, "/api/search/spread", q="欠薪", **narrow)["number"] == len(found)


def test_neighbours_find_their_own(client: Client, cast: Cast, mine: list[Matter], theirs: Matter) -> None:
    for who, found in (("alice", ["FX-1", "JF-2", "JF-1"]), ("nina", ["JF-9"]), ("mei", [])):
        client.force_login(cast[who])
        assert numbers(client, q="欠薪") == found
        told = asked(client, "/api/search/spread", q="欠薪")
        assert (told["number"], told["whole"]) == (len(found), True)
        said = client.get(PAGE, {"q": "欠薪"}).content.decode()
        assert [number in said for number in ("JF-1", "JF-9")] == [number in found for number in ("JF-1", "JF-9")]


def test_no_facet_suggestion_or_paper_tells_of_the_next_county(
    client: Client, cast: Cast, mine: list[Matter], theirs: Matter
) -> None:
    client.force_login(cast["alice"])
    told = asked(client, "/api/search/spread", q="欠薪")
    assert {one["value"][:6] for one in told["places"]} == {COUNTY}  # type: ignore[attr-defined]
    items = asked(client, "/api/search/suggestions", q="欠薪")["items"]
    assert "欠薪明细表" in items  # type: ignore[operator]
    assert not any("西溪" in one for one in items)  # type: ignore[attr-defined]
    for what in ("划船", SECRET):
        assert asked(client, "/api/search/suggestions", q=what)["items"] == []
        assert asked(client, "/api/search/spread", q=what)["number"] == 0
    papers = asked(client, "/api/search/papers", q="欠薪")["items"]
    assert [one["title"] for one in papers] == ["欠薪明细表"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["otto", "zed"])
def test_a_role_that_ended_and_a_resident_have_no_such_door(
    client: Client, cast: Cast, mine: list[Matter], who: str
) -> None:
    client.force_login(cast[who])
    doors = (PAGE, f"{PAGE}suggestions/", "/api/search", "/api/search/spread", "/api/search/suggestions")
    assert {client.get(door, {"q": "欠薪"}).status_code for door in (*doors, "/api/search/papers")} == {404}


def test_a_stranger_is_asked_to_sign_in(client: Client, mine: list[Matter]) -> None:
    assert client.get(PAGE, {"q": "欠薪"}).status_code == 302
    assert client.get("/api/search", {"q": "欠薪"}).status_code == 401


def test_pages_go_on_by_key_and_by_fit(client: Client, cast: Cast, mine: list[Matter]) -> None:
    client.force_login(cast["alice"])
    for order, found in (("newest", ["FX-1", "JF-2", "JF-1"]), ("best", None)):
        seen, cursor = [], ""
        while True:
            page = asked(client, "/api/search", q="欠薪", order=order, size="1", cursor=cursor)
            seen += [one["number"] for one in page["items"]]  # type: ignore[attr-defined]
            if page["next"] is None:
                break
            cursor = str(page["next"])
        assert seen == (found or seen)
        assert sorted(seen) == ["FX-1", "JF-1", "JF-2"]


def test_nothing_found_says_what_to_do(client: Client, cast: Cast, mine: list[Matter]) -> None:
    client.force_login(cast["alice"])
    said = client.get(PAGE, {"q": "欠薪四个月"}).content.decode()
    assert "?q=%E6%AC%A0%E8%96%AA" in said
    assert asked(client, "/api/search/spread", q="欠薪四个月")["meant"] == "欠薪"
    assert client.get(PAGE, {"q": "，。"}).status_code == 409
    assert {client.get(door, {"q": ""}).status_code for door in ("/api/search/papers", "/api/search/bodies")} == {422}
    assert client.get("/api/search", {"q": "，。"}).status_code == 422


def test_words_are_marked_and_never_run(client: Client, cast: Cast) -> None:
    put("JF-7", COUNTY, "<script>欠薪</script>")
    client.force_login(cast["alice"])
    said = client.get(PAGE, {"q": "欠薪"}).content.decode()
    assert "&lt;script&gt;<mark>欠薪</mark>&lt;/script&gt;" in said


def test_a_matter_that_moves_is_found_where_it_went(client: Client, cast: Cast, mine: list[Matter]) -> None:
    declare_system()
    Matter.objects.filter(pk=mine[0].pk).update(place_id="330106")
    for who, found in (("alice", ["FX-1", "JF-2"]), ("nina", ["JF-1"])):
        client.force_login(cast[who])
        assert numbers(client, q="欠薪") == found


def test_a_saved_search_is_shared_by_its_address_and_shows_each_their_own(
    client: Client, cast: Cast, mine: list[Matter], theirs: Matter
) -> None:
    client.force_login(cast["alice"])
    answer = client.post(f"{PAGE}save/?q=欠薪&since=week", {"name": "本周欠薪"})
    saved = SavedFilter.objects.get(person=cast["alice"], screen="search")
    told = asked(client, "/api/search/saved")["items"]
    assert [one["name"] for one in told] == ["本周欠薪"]  # type: ignore[attr-defined]
    client.force_login(cast["nina"])
    assert "JF-9" in client.get(answer["Location"]).content.decode()
    assert client.post(f"{PAGE}saved/{saved.pk}/forget/").status_code == 404
    assert asked(client, "/api/search/saved")["items"] == []


def test_a_table_needs_a_purpose_and_leaves_an_act(
    client: Client, cast: Cast, mine: list[Matter], theirs: Matter
) -> None:
    client.force_login(cast["alice"])
    refused = client.post(f"{PAGE}export/?q=欠薪", {"form": "csv", "purpose": ""})
    assert refused.status_code == 409
    assert not Act.objects.filter(kind="SearchExported").exists()
    answer = client.post(f"{PAGE}export/?q=欠薪", {"form": "csv", "purpose": "月度分析会材料"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["FX-1", "JF-2", "JF-1"]
    payload = Act.objects.get(kind="SearchExported").payload
    assert (payload["rows"], payload["purpose"]) == (3, "月度分析会材料")
    client.force_login(cast["mei"])
    assert client.post(f"{PAGE}export/?q=欠薪", {"form": "csv", "purpose": "月度分析会材料"}).status_code == 404


def test_a_number_finds_what_one_may_see_for_a_purpose(
    client: Client, cast: Cast, mine: list[Matter], theirs: Matter
) -> None:
    client.force_login(cast["alice"])
    assert numbers(client, q="13900000001") == []
    said = {"kind": "phone", "number": "139 0000 0001", "purpose": "核对重复登记"}
    page = client.post(f"{PAGE}number/", said).content.decode()
    assert "JF-1" in page
    assert "JF-9" not in page
    assert "13900000001" not in json.dumps(Act.objects.get(kind="FoundByNumber").payload)
    assert client.post(f"{PAGE}number/", said | {"purpose": " x "}).status_code == 409
    client.force_login(cast["carol"])
    assert Act.objects.filter(kind="FoundByNumber").count() == 1
