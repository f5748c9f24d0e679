"""Staff take down reports for people at the window and on the phone, see what looks alike, and print posters (D2)."""

import pytest

from concord.apps.disputes.models import Dispute, Poster
from concord.apps.disputes.tests.browsers import browser, nothing_changes
from concord.apps.disputes.tests.doors import DOORS, Door, Said, answered
from concord.apps.disputes.tests.told import BO, WORDS, report
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast

TAKEN: Said = {"words": WORDS, "place": "330105001", "name": "王小波", "phone": BO, "channel": "window"}


def registers(cast: Cast, who: str, said: Said, door: Door) -> int:
    if door == "screen":
        return answered(browser(cast, who).post("/desk/disputes/new/", said))
    return answered(browser(cast, who).send("/api/disputes", said))


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("who", "changed", "answer"),
    [
        ("carol", {}, 200),
        ("hugo", {"channel": "hotline"}, 200),
        ("alice", {"identity_number": "330105199001011239", "people_affected": "12"}, 200),
        ("mei", {}, 404),
        ("dora", {}, 404),
        ("sue", {}, 404),
        ("bo", {}, 404),
        ("", {}, 401),
        ("carol", {"words": ""}, 422),
        ("carol", {"name": ""}, 422),
        ("carol", {"channel": "dream"}, 422),
        ("carol", {"people_affected": "0"}, 422),
        ("carol", {"people_affected": "many"}, 422),
        ("carol", {"happened_on": "2026-02-30"}, 422),
        ("carol", {"identity_number": "1" * 19}, 422),
        ("carol", {"respondent": "长" * 161}, 422),
    ],
)
def test_registering_for_someone(cast: Cast, who: str, changed: Said, answer: int, door: Door) -> None:
    if answer == 200:
        assert registers(cast, who, TAKEN | changed, door) == answer
        declare_system()
        kept = Dispute.objects.get().reports.get()
        assert (kept.taken_by, kept.channel) == (cast[who], (TAKEN | changed)["channel"])
    else:
        with nothing_changes():
            assert registers(cast, who, TAKEN | changed, door) == answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "by_screen", "by_api"),
    [({"phone": "12345"}, 422, 409), ({"place": "没有这个地方"}, 422, 422), ({"place": "33"}, 422, 409)],
)
def test_a_phone_or_place_that_is_none_is_refused(cast: Cast, changed: Said, by_screen: int, by_api: int) -> None:
    with nothing_changes():
        assert registers(cast, "carol", TAKEN | changed, "screen") == by_screen
        assert registers(cast, "carol", TAKEN | changed, "api") == by_api


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "asked", "found"),
    [
        ("carol", {"phone": BO}, True),
        ("carol", {"respondent": "恒远建筑劳务（有限公司）"}, True),
        ("carol", {"phone": "13800000000", "respondent": "别的公司"}, False),
        ("carol", {"phone": "not a phone"}, False),
        ("carol", {}, False),
        ("nina", {"phone": BO}, False),
    ],
)
def test_look_alikes_are_shown_of_one_s_own_place_only(cast: Cast, who: str, asked: Said, found: bool) -> None:
    number = report(cast).dispute.matter.number
    page = browser(cast, who).get("/desk/disputes/new/alike/", asked)
    assert (page.status_code, number in page.content.decode()) == (200, found)
    if asked.get("phone") != "not a phone":
        shown = browser(cast, who).get("/api/disputes/alike", asked)
        assert (number in shown.content.decode()) is found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("carol", {"place": "330105001"}, 302),
        ("alice", {"place": "330105001", "hangs_on": "三号电梯 😀", "topic": "C12-1"}, 302),
        ("carol", {"place": "330106"}, 409),
        ("carol", {"place": "没有这个地方"}, 422),
        ("carol", {"place": "330105001", "topic": "C99"}, 422),
        ("carol", {"place": "330105001", "hangs_on": "长" * 121}, 422),
        ("mei", {"place": "330105001"}, 404),
        ("bo", {"place": "330105001"}, 404),
    ],
)
def test_making_a_poster(cast: Cast, who: str, said: Said, answer: int) -> None:
    assert browser(cast, who).post("/desk/posters/", said).status_code == answer
    assert Poster.objects.count() == (1 if answer == 302 else 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "answer"), [("carol", 200), ("alice", 200), ("nina", 404), ("mei", 404), ("bo", 404)])
def test_a_poster_is_printed_where_it_hangs(cast: Cast, who: str, answer: int) -> None:
    harm = '#panic("x") $1/0$ <script> "]) \\ 电梯'
    browser(cast, "carol").post("/desk/posters/", {"place": "330105001", "hangs_on": harm})
    paper = browser(cast, who).get(f"/desk/posters/{Poster.objects.get().pk}/")
    assert paper.status_code == answer
    assert paper.content.startswith(b"%PDF-") is (answer == 200)
