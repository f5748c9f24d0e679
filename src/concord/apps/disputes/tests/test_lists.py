"""Lists with filters, counts and lights, one search box, and a spreadsheet: each shows what one may see (K11)."""

from io import BytesIO

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from concord.apps.disputes.tests.browsers import browser
from concord.apps.disputes.tests.doors import Said
from concord.apps.disputes.tests.told import Told, report, told_to
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import SavedFilter
from tests.ground.cast import Cast


@pytest.fixture
def three(cast: Cast) -> dict[str, Told]:
    """One in mediation with mei, one fresh and late, one ended; and one of the next county."""
    told = {"mediating": told_to("mediating", cast), "late": told_to("reported", cast), "ended": told_to("ended", cast)}
    told["next"] = report(cast, place_id="330106", phone="13900000002", words="西湖边的烧烤摊油烟扰民，夜里睡不着。")
    declare_system()
    Matter.objects.filter(pk=told["late"].pk).update(due_on="2020-01-01", yellow_on="2020-01-01")
    return told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "asked", "shown"),
    [
        ("alice", {}, {"mediating", "late", "ended"}),
        ("alice", {"open": "1"}, {"mediating", "late"}),
        ("alice", {"stage": "ended"}, {"ended"}),
        ("alice", {"stage": "no such stage"}, {"mediating", "late", "ended"}),
        ("alice", {"light": "late"}, {"late"}),
        ("alice", {"light": "fine"}, {"mediating"}),
        ("alice", {"category": "C08"}, {"mediating", "ended"}),
        ("alice", {"category": "C12"}, set()),
        ("alice", {"place": "330105001"}, {"mediating", "late", "ended"}),
        ("alice", {"place": "330106"}, set()),
        ("alice", {"q": "讨薪"}, {"mediating", "late", "ended"}),
        ("alice", {"q": "油烟扰民"}, set()),
        ("alice", {"q": "讨薪", "light": "late", "open": "1"}, {"late"}),
        ("alice", {"before": "0"}, set()),
        ("alice", {"before": "x" * 40}, {"mediating", "late", "ended"}),
        ("mei", {}, {"mediating", "ended"}),
        ("mei", {"mine": "1", "open": "1"}, {"mediating"}),
        ("alice", {"mine": "1"}, set()),
        ("nina", {}, {"next"}),
        ("nina", {"q": "讨薪"}, set()),
        ("max", {}, set()),
    ],
)
def test_a_filter_shows_what_it_says_and_never_more_than_one_may_see(
    cast: Cast, three: dict[str, Told], who: str, asked: Said, shown: set[str]
) -> None:
    numbers = {name: told.dispute.matter.number for name, told in three.items()}
    page = browser(cast, who).get("/desk/disputes/", asked).content.decode()
    assert {name for name, number in numbers.items() if number in page} == shown
    if "before" not in asked and asked.get("stage") != "no such stage":
        rows = browser(cast, who).get("/api/disputes", asked).json()["items"]
        assert {row["number"] for row in rows} == {numbers[name] for name in shown}


@pytest.mark.django_db
def test_pages_go_on_by_key_until_the_last(cast: Cast, three: dict[str, Told]) -> None:
    seen, mark, client = [], "", browser(cast, "alice")
    for _page in range(3):
        page = client.get("/api/disputes", {"size": 1, "cursor": mark}).json()
        seen += [row["id"] for row in page["items"]]
        mark = page["next"]
    assert seen == sorted((three[name].pk for name in ("mediating", "late", "ended")), reverse=True)
    assert page["next"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "counts"), [("alice", (2, 1)), ("mei", (1, 0)), ("nina", (1, 0)), ("max", (0, 0))])
def test_counts_and_the_desk_are_of_what_one_may_see(
    cast: Cast, three: dict[str, Told], who: str, counts: tuple[int, int]
) -> None:
    told = browser(cast, who).get("/api/disputes/counts").json()
    assert (told["open"], told["late"]) == counts
    desk = browser(cast, who).get("/desk/work/").content.decode()
    other = three["next"] if who != "nina" else three["late"]
    assert f"/desk/disputes/{other.pk}/" not in desk


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "answer", "rows"), [("alice", 200, 3), ("sue", 200, 3), ("nina", 200, 1)])
def test_a_spreadsheet_holds_what_one_may_take_out_and_the_taking_is_recorded(
    cast: Cast, three: dict[str, Told], who: str, answer: int, rows: int
) -> None:
    sheet = browser(cast, who).get("/desk/disputes/export/")
    assert sheet.status_code == answer
    table = list(load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert len(table) == rows + 1
    assert "13900000001" not in str(table)
    declare_system()
    act = Act.objects.get(kind="DisputesExported")
    assert (act.actor, act.payload["rows"]) == (cast[who], rows)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["carol", "mei", "dora", "bo", "otto"])
def test_those_who_may_not_take_out_a_table_do_not(cast: Cast, three: dict[str, Told], who: str) -> None:
    assert browser(cast, who).get("/desk/disputes/export/").status_code == 404
    declare_system()
    assert not Act.objects.filter(kind="DisputesExported").exists()


@pytest.mark.django_db
def test_a_filter_is_kept_for_oneself_and_thrown_away_by_oneself(cast: Cast) -> None:
    alice, sue = browser(cast, "alice"), browser(cast, "sue")
    assert alice.post("/desk/disputes/filters/", {"name": " 逾期 ", "query": "light=late"}).status_code == 302
    assert alice.post("/desk/disputes/filters/", {"name": "逾期", "query": "light=late&open=1"}).status_code == 302
    assert alice.post("/desk/disputes/filters/", {"name": "  ", "query": "x"}).status_code == 409
    kept = SavedFilter.objects.get()
    assert (kept.person, kept.query) == (cast["alice"], "light=late&open=1")
    assert ("逾期" in sue.get("/desk/disputes/").content.decode().split("<main")[0]) is False
    assert sue.post(f"/desk/disputes/filters/{kept.pk}/forget/").status_code == 404
    assert alice.post(f"/desk/disputes/filters/{kept.pk}/forget/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.django_db
def test_what_is_due_today_is_not_late_and_what_has_passed_yellow_is_soon(cast: Cast) -> None:
    told = told_to("reported", cast)
    declare_system()
    Matter.objects.filter(pk=told.pk).update(due_on=localdate(), yellow_on=localdate())
    for light, shown in (("late", 0), ("soon", 1), ("fine", 0)):
        assert len(browser(cast, "alice").get("/api/disputes", {"light": light}).json()["items"]) == shown
